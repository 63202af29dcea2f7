import { describe, expect, test } from 'vitest'
import type { CardTerms, ContractTerms, MovementPersona } from '#bank'
import { moved, NOON, on, pay, town } from '../town.ts'
import { CARD_TERMS as CARD, LOAN_TERMS as LOAN } from './terms.ts'

const loan = (more: Partial<ContractTerms> = {}, owedMinor = 10_000_00) => {
  const contract: ContractTerms = { ...LOAN, ...more }
  const kind = contract.limitMinor === null ? ('loan' as const) : ('credit-line' as const)
  const lent = { openingMinor: -owedMinor, openingKind: 'credit-operation' as const, productName: 'Auto Loan' }
  return { kind, ...lent, terms: { contract } }
}
const card = (more: Partial<CardTerms> = {}) =>
  ({ kind: 'card', terms: { card: { ...CARD, autopay: 'statement', ...more } } }) as const
const SPENT = [
  moved('card', '2026-10-10', 'card-purchase', -400_00),
  moved('card', '2026-11-03', 'card-purchase', -50_00),
]

function village(holdings: Parameters<typeof town>[0], movements: MovementPersona[] = []) {
  const opened = town(holdings, movements)
  const { bank, world, ids, db } = opened
  const id = (key: string) => ids[key] as string
  return {
    ...opened,
    id,
    balance: (key: string) => bank.accounts.balances(id(key)).available.amountMinor,
    lines: (key: string) =>
      bank.accounts.transactions({ accountId: id(key), from: NOON, to: Number.MAX_SAFE_INTEGER, limit: 100 }).reverse(),
    sets: () => db.prepare('SELECT count(*) FROM posting_sets').pluck().get() as number,
    /** Lets the time go to a moment of a day, and does what came due. */
    until(day: string, time?: string): number {
      world.clock.advance(on(day, time) - world.clock.now())
      let done = 0
      for (let swept = bank.payments.sweep(); swept > 0; swept = bank.payments.sweep()) done += swept
      return done
    },
  }
}

describe('a contract that the bank is paid of by itself', () => {
  test('is paid on its day and at its moment: interest is charged, and the rest of the payment is principal', () => {
    const { until, lines, balance, bank, id, told } = village({ loan: loan() })
    expect(until('2026-12-10', '12:04')).toBe(0)
    expect(until('2026-12-10', '12:05')).toBe(1)
    const split = { principalMinor: 250_00, interestMinor: 50_00, escrowMinor: 0, insuranceMinor: 0, feesMinor: 0 }
    expect(lines('loan')).toMatchObject([
      {
        kind: 'interest-charged',
        direction: 'debit',
        amount: { amountMinor: 50_00 },
        bookedAt: on('2026-12-10', '12:04'),
      },
      { kind: 'loan-payment', direction: 'credit', amount: { amountMinor: 300_00 }, facts: { split } },
    ])
    expect(lines('own')).toMatchObject([
      {
        ...{ kind: 'loan-payment', direction: 'debit', amount: { amountMinor: 300_00 }, facts: { split } },
        ...{ bookedAt: on('2026-12-10', '12:05'), narrative: 'Automatic payment Auto Loan' },
      },
    ])
    expect([balance('loan'), balance('own')]).toEqual([-9_750_00, 4_700_00])
    expect(bank.contracts.find(id('loan'))).toMatchObject({
      ...{ outstanding: { amountMinor: 9_750_00 }, pastDue: { amountMinor: 0 }, standing: 'current' },
      ...{ lastPayment: { at: on('2026-12-10', '12:05') }, nextPayment: { on: '2027-01-10' } },
    })
    expect(told('automatic-payment.paid')).toMatchObject([
      { at: on('2026-12-10', '12:05'), data: { accountId: id('loan'), dueOn: '2026-12-10' } },
    ])
  })

  test('is paid once for each of several months that the clock leapt over, each as of its own day, with less interest each', () => {
    const { until, lines, bank } = village({ loan: loan() })
    until('2027-05-20')
    const paid = lines('loan').filter(({ kind }) => kind === 'loan-payment')
    expect(paid.map(({ bookedAt }) => new Date(bookedAt).toISOString().slice(0, 10))).toEqual([
      ...['2026-12-10', '2027-01-10', '2027-02-10', '2027-03-10', '2027-04-10', '2027-05-10'],
    ])
    const interest = paid.map(({ facts }) => facts?.split?.interestMinor as number)
    expect(interest).toEqual([...interest].sort((a, b) => b - a))
    expect(new Set(interest).size).toBe(6)
    expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  })

  test('puts as much by of each payment as of the one before', () => {
    const split = { principalMinor: 150_00, interestMinor: 50_00, escrowMinor: 100_00, insuranceMinor: 0, feesMinor: 0 }
    const { until, balance, lines } = village(
      { escrow: { kind: 'escrow', parent: 'loan', openingMinor: 720_00 }, loan: loan({ escrowAccountId: 'escrow' }) },
      [
        moved('own', '2026-11-10', 'loan-payment', -300_00, {
          against: { account: 'loan', narrative: 'Paid', facts: { split } },
        }),
      ],
    )
    until('2027-01-20')
    expect(balance('escrow')).toBe(920_00)
    expect(lines('loan').filter(({ kind }) => kind === 'escrow')).toHaveLength(2)
  })

  test('takes no more than settles it, and then nothing', () => {
    const { until, balance, bank, id, sets } = village({ loan: loan({}, 450_00) })
    until('2027-01-20')
    expect([balance('loan'), balance('own')]).toEqual([0, 5_000_00 - 450_00 - 2_25 - 76])
    expect(bank.contracts.find(id('loan'))?.standing).toBe('paid')
    const before = sets()
    until('2027-06-20')
    expect(sets()).toBe(before)
  })

  test('of a line is paid what was agreed, without interest of its own', () => {
    const line = loan({ kind: 'credit-line', originalPrincipalMinor: null, limitMinor: 5_000_00 }, 350_00)
    const { until, lines } = village({ line })
    until('2027-02-20')
    expect(lines('line').map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([
      ['loan-payment', 300_00],
      ['loan-payment', 50_00],
    ])
  })

  test('is left unpaid where the money is not there, once and for all, and is past due until as much was paid', () => {
    const { until, bank, id, ids, told, lines, world } = village({
      own: { kind: 'current', openingMinor: 299_99 },
      loan: loan(),
    })
    const found = () => bank.contracts.find(id('loan'))
    until('2026-12-11')
    expect(found()).toMatchObject({ pastDue: { amountMinor: 300_00 }, standing: 'delinquent' })
    expect(told('automatic-payment.no-funds')).toHaveLength(1)
    const house = bank.ledger.houseAccount('town', 'USD', 'cash')
    const postings = [
      { accountId: id('own'), amountMinor: 5_000_00 },
      { accountId: house, amountMinor: -5_000_00 },
    ]
    bank.ledger.post({ kind: 'deposit', narrative: 'Deposit', postings })
    until('2026-12-20')
    expect(lines('loan')).toEqual([])
    // The next one is for its own day: what was missed stays missed.
    until('2027-01-11')
    expect(found()).toMatchObject({ pastDue: { amountMinor: 300_00 }, standing: 'delinquent' })
    pay(bank, ids, 'loan', 'loan-payment', 200_00)
    expect(found()?.pastDue.amountMinor).toBe(100_00)
    world.clock.advance(1)
    pay(bank, ids, 'loan', 'loan-payment', 100_00)
    expect(found()).toMatchObject({ pastDue: { amountMinor: 0 }, standing: 'current' })
  })

  test('that is not agreed to be paid so is not touched', () => {
    const { until, sets } = village({ loan: loan({ payment: { amountMinor: 300_00, dueDate: 10, automatic: false } }) })
    const before = sets()
    expect(until('2027-06-01')).toBe(0)
    expect(sets()).toBe(before)
  })

  test('finds the money that an order of an earlier day left, and not what one of a later day takes', () => {
    const { until, bank, id, ida, balance } = village({
      own: { kind: 'current', openingMinor: 500_00 },
      savings: { kind: 'savings', openingMinor: 0 },
      loan: loan(),
    })
    const mandate = { book: 'town', customerId: ida, clientId: 'app', consentId: 'consent' }
    const order = (dueAt: number, amountMinor: number) =>
      bank.payments.orders.place(mandate, 'transfer', {
        ...{ fromAccountId: id('own'), toAccountId: id('savings'), payeeId: null, amountMinor, payeeReference: null },
        ...{ memo: null, extra: {}, dueDay: '', dueAt },
      }).id
    const late = order(on('2026-12-12'), 300_00)
    const early = order(on('2026-12-08'), 150_00)
    until('2026-12-20')
    expect([early, late].map((each) => bank.payments.orders.find(each)?.state)).toEqual(['processed', 'no-funds'])
    expect([balance('own'), balance('savings')]).toEqual([50_00, 150_00])
  })
})

describe('a card that the bank is paid of by itself', () => {
  test('is paid what its statement asks for on the day that it is due, and is never delinquent for it', () => {
    const { until, bank, id, lines } = village({ card: card() }, SPENT)
    until('2026-11-24')
    expect(bank.cards.find(id('card'))?.bill?.autopay).toEqual({
      ...{ amount: { amountMinor: 400_00, currency: 'USD' }, on: '2026-11-25' },
    })
    until('2026-11-25', '12:30')
    expect(lines('card')).toMatchObject([
      { kind: 'card-payment', amount: { amountMinor: 400_00 }, bookedAt: on('2026-11-25', '12:30') },
    ])
    expect(bank.cards.find(id('card'))).toMatchObject({
      owed: { amountMinor: 50_00 },
      bill: { autopay: null, paid: { amountMinor: 400_00 }, pastDue: { amountMinor: 0 } },
    })
    until('2027-03-01')
    expect(lines('card').map(({ amount, bookedAt }) => [amount.amountMinor, bookedAt])).toEqual([
      [400_00, on('2026-11-25', '12:30')],
      [50_00, on('2026-12-25', '12:30')],
    ])
    expect(bank.cards.find(id('card'))).toMatchObject({ owed: { amountMinor: 0 }, standing: 'current' })
  })

  test('is paid the least of it where that was agreed, and nothing that was paid by hand before', () => {
    const least = village({ card: card({ autopay: 'minimum' }) }, SPENT)
    least.until('2026-11-26')
    expect(least.lines('card').map(({ amount }) => amount.amountMinor)).toEqual([35_00])
    const byHand = village({ card: card() }, SPENT)
    pay(byHand.bank, byHand.ids, 'card', 'card-payment', 380_00)
    byHand.until('2026-11-26')
    expect(byHand.lines('card').map(({ amount }) => amount.amountMinor)).toEqual([380_00, 20_00])
  })

  test('is delinquent where the money was not there', () => {
    const { until, bank, id } = village({ own: { kind: 'current', openingMinor: 10_00 }, card: card() }, SPENT)
    until('2026-11-27')
    expect(bank.cards.find(id('card'))).toMatchObject({
      ...{ standing: 'delinquent', bill: { pastDue: { amountMinor: 35_00 }, autopay: null } },
    })
  })

  test('asks in each statement for what its payments left, though nobody looked in between', () => {
    const { until, bank, id } = village({ card: card({ autopay: 'minimum' }) }, SPENT)
    until('2027-03-05')
    const closing = bank.statements
      .list({ accountId: id('card'), from: NOON, to: Number.MAX_SAFE_INTEGER, limit: 9, oldestFirst: true })
      .map((statement) => statement.closing.amountMinor)
    expect(closing).toEqual([-415_00, -380_00, -345_00, -310_00])
  })
})

describe('what the bank pays by itself', () => {
  test('is in the statements that somebody asks for before the sweep came to it', () => {
    const { world, bank, id, lines } = village({ card: card() }, SPENT)
    world.clock.advance(on('2027-02-03') - NOON)
    const statements = bank.statements.list({ accountId: id('own'), from: NOON, to: world.clock.now(), limit: 9 })
    expect(statements.map(({ month, closing }) => [month, closing.amountMinor])).toEqual([
      ['2027-01', 4_550_00],
      ['2026-12', 4_550_00],
      ['2026-11', 4_600_00],
    ])
    expect(lines('own')).toHaveLength(2)
  })

  test('leaves no month summed up in which something is still to be paid, however much that is', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`loan-${index}`, loan()]))
    const { world, bank, id } = village({ own: { kind: 'current', openingMinor: 900_000_00 }, ...many })
    world.clock.advance(on('2027-02-03') - NOON)
    const newest = () => bank.statements.latest(id('own'))?.month
    // A hundred in one go: all of December's and some of January's.
    expect(newest()).toBe('2026-12')
    expect(newest()).toBe('2027-01')
    const closing = bank.statements.latest(id('own'))?.closing.amountMinor
    expect(closing).toBe(900_000_00 - 2 * 60 * 300_00)
  })

  test('comes from the first open account for daily use that is its first holder’s own', () => {
    const { until, balance } = village({
      own: { kind: 'savings', openingMinor: 5_000_00 },
      used: { kind: 'current', openingMinor: 5_000_00, holders: ['lou', 'ida'], roles: ['owner', 'authorised-user'] },
      blocked: { kind: 'current', openingMinor: 5_000_00, status: 'blocked' },
      daily: { kind: 'current', openingMinor: 5_000_00 },
      loan: loan(),
    })
    until('2026-12-11')
    expect(['own', 'used', 'blocked', 'daily'].map(balance)).toEqual([5_000_00, 5_000_00, 5_000_00, 4_700_00])
  })

  test('begins in a folder from before with the first day to come, and makes up for nothing', () => {
    const { db, id, until, lines } = village({ loan: loan(), card: card() }, SPENT)
    db.exec("UPDATE automatic_payments SET due_on = '', at = 0")
    until('2026-11-18', '15:00')
    expect(lines('loan')).toEqual([])
    const days = db.prepare('SELECT due_on FROM automatic_payments WHERE account_id = ?').pluck()
    expect([days.all(id('loan')), days.all(id('card'))]).toEqual([['2026-12-10'], ['2026-11-25']])
  })
})
