import { describe, expect, test } from 'vitest'
import type { CardTerms } from '#bank'
import { moved, NOON, on, pay, town } from '../town.ts'

const TERMS: CardTerms = {
  ...{
    kind: 'credit',
    network: 'Net',
    lastDigits: '1234',
    otherCards: [],
    limitMinor: 1_000_00,
    cashLimitMinor: 200_00,
  },
  rates: { purchases: null, cashAdvances: null, balanceTransfers: null },
  ...{ minimum: { floorMinor: 35_00, sharePpm: 20_000 }, dueDays: 25, autopay: 'none' },
}
const card = (more: Partial<CardTerms> = {}) =>
  ({ card: { kind: 'card', terms: { card: { ...TERMS, ...more } } } }) as const
const SPENT = [
  moved('card', '2026-10-10', 'card-purchase', -400_00),
  moved('card', '2026-11-03', 'card-purchase', -50_00),
]

describe('a card', () => {
  test('owes what was booked, and can spend what is left of the limit after what is authorised', () => {
    const { bank, ids } = town(card(), SPENT)
    const accountId = ids.card as string
    bank.authorisations.authorise({ accountId, kind: 'card-purchase', narrative: 'Hotel', amountMinor: -120_00 })
    expect(bank.cards.find(accountId)).toMatchObject({
      owed: { amountMinor: 450_00, currency: 'USD' },
      available: { amountMinor: 430_00 },
      availableCash: { amountMinor: 200_00 },
      standing: 'current',
    })
  })

  test('asks for the least of the last whole month by so many days after it', () => {
    const { bank, ids } = town(card(), SPENT)
    expect(bank.cards.find(ids.card as string)?.bill).toMatchObject({
      ...{
        closedOn: '2026-10-31',
        dueOn: '2026-11-25',
        balance: { amountMinor: 400_00 },
        minimum: { amountMinor: 35_00 },
      },
      ...{ paid: { amountMinor: 0 }, pastDue: { amountMinor: 0 }, autopay: null, lastPayment: null },
    })
  })

  test('asks for a share of a great balance, and never for more than is owed', () => {
    const much = town(card({ limitMinor: 9_000_00 }), [moved('card', '2026-10-10', 'card-purchase', -4_000_00)])
    expect(much.bank.cards.find(much.ids.card as string)?.bill?.minimum.amountMinor).toBe(80_00)
    const little = town(card(), [moved('card', '2026-10-10', 'card-purchase', -12_00)])
    expect(little.bank.cards.find(little.ids.card as string)?.bill?.minimum.amountMinor).toBe(12_00)
  })

  test('is delinquent once the day is over without the least of it, until that is paid', () => {
    const { bank, world, ids } = town(card(), SPENT)
    const accountId = ids.card as string
    world.clock.advance(on('2026-11-25', '23:59') - NOON)
    pay(bank, ids, 'card', 'card-payment', 10_00)
    expect(bank.cards.find(accountId)?.standing).toBe('current')
    world.clock.advance(60_000)
    expect(bank.cards.find(accountId)).toMatchObject({
      standing: 'delinquent',
      bill: { pastDue: { amountMinor: 25_00 } },
    })
    pay(bank, ids, 'card', 'card-payment', 25_00)
    expect(bank.cards.find(accountId)).toMatchObject({
      standing: 'current',
      bill: { paid: { amountMinor: 35_00 }, lastPayment: { amount: { amountMinor: 25_00 } } },
    })
  })

  test('stays delinquent over the next statement, which asks for its own minimum', () => {
    const { bank, world, ids } = town(card(), SPENT)
    world.clock.advance(on('2026-12-03') - NOON)
    expect(bank.cards.find(ids.card as string)).toMatchObject({
      standing: 'delinquent',
      bill: { closedOn: '2026-11-30', minimum: { amountMinor: 35_00 }, pastDue: { amountMinor: 35_00 } },
    })
  })

  test('is paid by any money that arrives, but not by a refund, and a payment taken back was none', () => {
    const { bank, ids } = town(card(), [...SPENT, moved('card', '2026-11-05', 'card-refund', 20_00)])
    const accountId = ids.card as string
    const paid = () => bank.cards.find(accountId)?.bill?.paid.amountMinor
    expect(paid()).toBe(0)
    pay(bank, ids, 'card', 'internal-transfer', 30_00)
    expect(paid()).toBe(30_00)
    const { id } = pay(bank, ids, 'card', 'card-payment', 5_00)
    expect(paid()).toBe(35_00)
    bank.ledger.reverse(id, 'Returned')
    expect(paid()).toBe(30_00)
    pay(bank, ids, 'card', 'internal-transfer', -50_00)
    expect(paid()).toBe(30_00)
  })

  test('is paid by the bank itself where that was agreed', () => {
    const { bank, ids } = town(card({ autopay: 'statement' }), SPENT)
    expect(bank.cards.find(ids.card as string)?.bill?.autopay).toEqual({
      amount: { amountMinor: 400_00, currency: 'USD' },
      on: '2026-11-25',
    })
  })

  test('without a limit has no end to what can be spent; another account is no card', () => {
    const { bank, ids } = town(card({ kind: 'charge', limitMinor: null, cashLimitMinor: null }))
    expect(bank.cards.find(ids.card as string)).toMatchObject({ available: null, availableCash: null })
    expect(bank.cards.find(ids.own as string)).toBeUndefined()
  })
})
