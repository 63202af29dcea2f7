import { describe, expect, test } from 'vitest'
import { hamlet, NOON, refusal } from '../support.ts'

describe('accounts', () => {
  test('a holder has their own accounts and the joint ones', () => {
    const { bank, iris, joint } = hamlet()
    const person = bank.customers.byDocument('hamlet', '1')
    const accounts = bank.accounts.ofHolder(person?.id ?? '')
    expect(accounts.map((account) => account.id)).toEqual([iris, joint])
    expect(accounts[1]?.holders).toHaveLength(2)
  })

  test('a list keeps the order of its ids and leaves out unknown ones and the house', () => {
    const { bank, iris, otto, cash } = hamlet()
    expect(bank.accounts.list([otto, 'nobody', cash, iris]).map((account) => account.id)).toEqual([otto, iris])
    expect(bank.accounts.find(cash)).toBeUndefined()
    expect(refusal(() => bank.accounts.balances(cash))).toBe('account-not-found')
  })

  test('ids say nothing of the account and fit any URL', () => {
    const { bank, iris } = hamlet()
    expect(iris).toMatch(/^[a-z0-9][a-z0-9-]{0,99}$/)
    expect(iris).not.toContain(bank.accounts.find(iris)?.number)
  })

  test.each([
    [120_00, { used: 20_00, unarranged: 0 }],
    [175_00, { used: 50_00, unarranged: 25_00 }],
    [40_00, { used: 0, unarranged: 0 }],
  ])('an overdraft of 50.00 after spending %i of 100.00 is used and exceeded as it should', (spent, expected) => {
    const { bank, iris, otto } = hamlet()
    const postings = [
      { accountId: iris, amountMinor: -spent },
      { accountId: otto, amountMinor: spent },
    ]
    bank.ledger.post({ kind: 'pix', narrative: 'Pix', postings })
    const { overdraft, at } = bank.accounts.balances(iris)
    expect(overdraft).toMatchObject({
      contracted: { amountMinor: 50_00, currency: 'EUR' },
      used: { amountMinor: expected.used },
      unarranged: { amountMinor: expected.unarranged },
    })
    expect(at).toBe(NOON)
    expect(bank.accounts.balances(otto).overdraft).toBeNull()
  })
})

describe('the status of an account', () => {
  test('goes from open to blocked or hidden and back, each with its event', () => {
    const { bank, iris, told } = hamlet()
    bank.accounts.block(iris)
    expect(bank.accounts.find(iris)?.status).toBe('blocked')
    bank.accounts.block(iris, { hidden: true })
    expect(bank.accounts.find(iris)?.status).toBe('hidden')
    bank.accounts.unblock(iris)
    bank.accounts.unblock(iris)
    expect(bank.accounts.find(iris)?.status).toBe('open')
    expect(told('account.blocked').map((event) => event.data)).toEqual([
      { accountId: iris, hidden: false },
      { accountId: iris, hidden: true },
    ])
    expect(told('account.unblocked')).toHaveLength(1)
  })

  test('is closed only with nothing on it, at bank time, and for good', () => {
    const { bank, iris, otto, told } = hamlet()
    expect(refusal(() => bank.accounts.close(iris))).toBe('account-not-empty')
    const postings = [
      { accountId: iris, amountMinor: -100_00 },
      { accountId: otto, amountMinor: 100_00 },
    ]
    bank.ledger.post({ kind: 'pix', narrative: 'Pix', postings })
    bank.accounts.close(iris)
    expect(bank.accounts.find(iris)).toMatchObject({ status: 'closed', closedAt: NOON })
    expect(told('account.closed')).toMatchObject([{ data: { accountId: iris } }])
    expect(refusal(() => bank.accounts.unblock(iris))).toBe('account-closed')
    expect(refusal(() => bank.accounts.block(iris))).toBe('account-closed')
    expect(refusal(() => bank.accounts.close(iris))).toBe('account-closed')
    expect(refusal(() => bank.accounts.block('nobody'))).toBe('account-not-found')
  })
})
