import { expect, test } from 'vitest'
import type { Contact, DepositTerms, Networks } from '#bank'
import { moved, NOON, on, town } from '../town.ts'

const DEPOSIT: DepositTerms = {
  ...{ variant: 'standard', rate: null, yieldPpm: null, compounding: null, term: null },
  overdraft: { optedIn: true, fundedFrom: 'own' },
}
const NETWORKS: Networks = {
  payment: [
    {
      ...{ name: 'ach', bankCode: '990000000', number: '1', takesIn: true, sendsOut: true, requestForPayment: false },
      limits: null,
    },
  ],
  transfer: [],
}

test('a deposit tells the interest of this year and what lay there when the day began', () => {
  const { bank, ids } = town({ saved: { kind: 'savings', openingMinor: 100_00, terms: { deposit: DEPOSIT } } }, [
    moved('saved', '2025-12-31', 'interest-earned', 9_00),
    moved('saved', '2026-02-01', 'interest-earned', 2_00),
    moved('saved', '2026-11-18', 'ach', 50_00),
  ])
  expect(bank.deposits.find(ids.saved as string)).toMatchObject({
    ...{ interestThisYear: { amountMinor: 2_00 }, openingToday: { amountMinor: 111_00, currency: 'USD' } },
    overdraft: { optedIn: true, fundedFrom: ids.own },
  })
  expect(bank.deposits.find(ids.own as string)).toBeUndefined()
})

test('an account is reached by its networks while it is open, and by none while it is blocked', () => {
  const { bank, ids } = town({ saved: { kind: 'savings', terms: { networks: NETWORKS } } })
  const accountId = ids.saved as string
  expect(bank.networks.ofAccount(accountId)).toEqual(NETWORKS)
  bank.accounts.block(accountId)
  expect(bank.networks.ofAccount(accountId)).toEqual({ payment: [], transfer: [] })
  bank.accounts.unblock(accountId)
  bank.accounts.close(accountId)
  expect(bank.networks.ofAccount(accountId)).toEqual({ payment: [], transfer: [] })
  expect(bank.networks.ofAccount(ids.own as string)).toEqual({ payment: [], transfer: [] })
})

test('each holder has a role: owners, jointly, unless something else was agreed', () => {
  const { bank, ids } = town({
    joint: { kind: 'current', holders: ['ida', 'lou'], ownership: 'joint-any' },
    card: { kind: 'card', holders: ['ida', 'lou'], roles: ['owner', 'authorised-user'], nickname: 'Trips' },
  })
  expect(bank.accounts.find(ids.joint as string)?.roles).toEqual(['owner', 'joint-owner'])
  expect(bank.accounts.find(ids.card as string)).toMatchObject({
    roles: ['owner', 'authorised-user'],
    nickname: 'Trips',
  })
  expect(bank.accounts.find(ids.own as string)).toMatchObject({ roles: ['owner'], nickname: null, productName: null })
})

test('rewards are told by customer and by account', () => {
  const { bank, ids, ida, lou } = town({ card: { kind: 'card' } }, [], {
    programmes: [{ key: 'points', name: 'Points', url: 'https://points.invalid', categories: [] }],
    memberships: [
      {
        ...{
          key: 'idas',
          programme: 'points',
          customer: 'ida',
          accounts: ['card'],
          number: '1',
          tier: 'One',
          business: false,
        },
        balances: [
          { name: 'Points', kind: 'points', balance: 9, accruedThisYear: 9, redeemedThisYear: 0, qualifying: false },
        ],
      },
    ],
  })
  const [membership] = bank.rewards.ofCustomer(ida)
  expect(membership).toMatchObject({ customerId: ida, accountIds: [ids.card], balances: [{ balance: 9 }] })
  expect(bank.rewards.programme(membership?.programmeId ?? '')).toMatchObject({ book: 'town', name: 'Points' })
  expect(bank.rewards.ofAccount(ids.card as string)).toEqual(membership)
  expect(bank.rewards.ofAccount(ids.own as string)).toBeUndefined()
  expect(bank.rewards.ofCustomer(lou)).toEqual([])
})

test('a customer’s contact is what the bank was told, and nothing where it was told nothing', () => {
  const contact: Contact = { addresses: [], phones: [], emails: [], person: null, company: null, taxCountry: 'US' }
  const { bank, ida, lou } = town({}, [], {
    people: [
      { key: 'ida', name: 'Ida Moss', document: '1', language: 'en', contact },
      { key: 'lou', name: 'Lou Fern', document: '2', language: 'en' },
    ],
  })
  expect(bank.customers.contact(ida)).toEqual(contact)
  expect(bank.customers.contact(lou)).toBeUndefined()
})

test('a line keeps what else is known of it, a posting with other facts is another one, and one line is found by its id', () => {
  const { bank, ids } = town({})
  const accountId = ids.own as string
  const cash = bank.ledger.houseAccount('town', 'USD', 'cash')
  const set = (merchantCategory: string) => ({
    ...{ kind: 'card-purchase' as const, narrative: 'Shop', idempotencyKey: 'once' },
    postings: [
      { accountId, amountMinor: -3_00, facts: { merchantCategory, madeAt: NOON } },
      { accountId: cash, amountMinor: 3_00 },
    ],
  })
  const posted = bank.ledger.post(set('5411'))
  expect(bank.ledger.post(set('5411'))).toEqual(posted)
  expect(() => bank.ledger.post(set('5812'))).toThrow('idempotency-key-reused')
  const id = posted.postings[0]?.id ?? ''
  expect(bank.accounts.transaction(accountId, id)).toMatchObject({ facts: { merchantCategory: '5411', madeAt: NOON } })
  expect(bank.accounts.transaction(cash, id)).toBeUndefined()
  expect(on('2026-11-18', '15:00')).toBe(NOON)
})
