import { describe, expect, test } from 'vitest'
import { type NewPosting, openBank } from '#bank'
import { hamlet, NOON, refusal } from '../support.ts'

const pay = (from: string, to: string, amountMinor: number): NewPosting[] => [
  { accountId: from, amountMinor: -amountMinor },
  { accountId: to, amountMinor },
]
const set = (postings: readonly NewPosting[]) => ({ kind: 'pix' as const, narrative: 'Pix', postings })

describe('posting a set', () => {
  test('moves both balances and records ledger.posted', () => {
    const { bank, iris, otto, told } = hamlet()
    const posted = bank.ledger.post(set(pay(iris, otto, 30_00)))
    expect(bank.accounts.balances(iris).available).toEqual({ amountMinor: 70_00, currency: 'EUR' })
    expect(bank.accounts.balances(otto).available).toEqual({ amountMinor: 130_00, currency: 'EUR' })
    expect(told('ledger.posted')).toMatchObject([
      { at: NOON, market: 'hamlet', data: { setId: posted.id, kind: 'pix', accountIds: [iris, otto] } },
    ])
  })

  test.each([
    ['does not add up to zero', [-30_00, 29_99]],
    ['has one posting', [-30_00]],
    ['has none', []],
  ])('is refused when it %s', (_, amounts) => {
    const { bank, iris, otto } = hamlet()
    const postings = amounts.map((amountMinor, index) => ({ accountId: [iris, otto][index] as string, amountMinor }))
    expect(refusal(() => bank.ledger.post(set(postings)))).toBe('posting-set-unbalanced')
    expect(bank.accounts.balances(iris).available.amountMinor).toBe(100_00)
  })

  test('must add up to zero in each currency by itself', () => {
    const { bank, cash } = hamlet()
    const dollars = bank.ledger.houseAccount('hamlet', 'USD', 'settlement')
    const dollarCash = bank.ledger.houseAccount('hamlet', 'USD', 'cash')
    expect(refusal(() => bank.ledger.post(set(pay(cash, dollars, 5_00))))).toBe('posting-set-unbalanced')
    const euros = bank.ledger.houseAccount('hamlet', 'EUR', 'settlement')
    const exchange = bank.ledger.post(set([...pay(cash, euros, 5_00), ...pay(dollars, dollarCash, 6_10)]))
    expect(exchange.postings.map((posting) => posting.currency)).toEqual(['EUR', 'EUR', 'USD', 'USD'])
    expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  })

  test('is refused when a posting names another currency than its account is kept in', () => {
    const { bank, iris, otto } = hamlet()
    const postings = pay(iris, otto, 1_00).map((posting) => ({ ...posting, currency: 'USD' }))
    expect(refusal(() => bank.ledger.post(set(postings)))).toBe('posting-currency-mismatch')
  })

  test('is refused when it reaches into the accounts of another book', () => {
    const { bank, iris } = hamlet()
    const elsewhere = bank.ledger.houseAccount('city', 'EUR', 'cash')
    expect(refusal(() => bank.ledger.post(set(pay(iris, elsewhere, 1_00))))).toBe('posting-book-mismatch')
  })

  test.each([0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 10_000_000_000_001])(
    'is refused for the amount %s',
    (amountMinor) => {
      const { bank, iris, otto } = hamlet()
      expect(refusal(() => bank.ledger.post(set(pay(iris, otto, amountMinor))))).toBe('posting-amount-invalid')
    },
  )

  test('is refused when it has more postings than can be summed exactly', () => {
    const { bank, iris, otto } = hamlet()
    const postings = Array.from({ length: 251 }, () => pay(iris, otto, 1)).flat()
    expect(refusal(() => bank.ledger.post(set(postings)))).toBe('posting-set-too-large')
  })

  test('is refused for an account that the bank does not know', () => {
    const { bank, iris } = hamlet()
    expect(refusal(() => bank.ledger.post(set(pay(iris, 'nobody', 1_00))))).toBe('posting-account-unknown')
  })

  test('is refused for a closed account', () => {
    const { bank, iris, otto } = hamlet()
    bank.ledger.post(set(pay(otto, iris, 100_00)))
    bank.accounts.close(otto)
    expect(refusal(() => bank.ledger.post(set(pay(iris, otto, 1_00))))).toBe('account-closed')
  })

  test('may be booked in the past and never in the future of bank time', () => {
    const { bank, iris, otto, world } = hamlet()
    const past = bank.ledger.post({ ...set(pay(iris, otto, 1_00)), bookedAt: NOON - 1 })
    expect(past).toMatchObject({ bookedAt: NOON - 1, recordedAt: NOON })
    const tomorrow = { ...set(pay(iris, otto, 1_00)), bookedAt: NOON + 1 }
    expect(refusal(() => bank.ledger.post(tomorrow))).toBe('posting-in-future')
    world.clock.advance(1)
    expect(bank.ledger.post(tomorrow).bookedAt).toBe(NOON + 1)
    expect(refusal(() => bank.ledger.post({ ...tomorrow, bookedAt: Number.NaN }))).toBe('posting-in-future')
  })

  test('leaves nothing behind when its event cannot be written', () => {
    const { db, world, events, bank, iris, otto } = hamlet()
    const failing = {
      ...events,
      record() {
        throw new Error('disk full')
      },
    }
    const failingBank = openBank({ db, world, events: failing })
    expect(() => failingBank.ledger.post(set(pay(iris, otto, 1_00)))).toThrow('disk full')
    expect(bank.accounts.balances(iris).available.amountMinor).toBe(100_00)
    expect(bank.ledger.verify().ok).toBe(true)
  })
})

describe('an idempotency key', () => {
  const order = (iris: string, otto: string) => ({ ...set(pay(iris, otto, 10_00)), idempotencyKey: 'order-1' })

  test('with the same content returns the first set and posts nothing', () => {
    const { bank, iris, otto, world, told } = hamlet()
    const first = bank.ledger.post(order(iris, otto))
    world.clock.advance(5_000)
    expect(bank.ledger.post(order(iris, otto))).toEqual(first)
    expect(bank.accounts.balances(iris).available.amountMinor).toBe(90_00)
    expect(told('ledger.posted')).toHaveLength(1)
  })

  test('with other content is refused', () => {
    const { bank, iris, otto } = hamlet()
    bank.ledger.post(order(iris, otto))
    const other = { ...order(iris, otto), narrative: 'Another' }
    expect(refusal(() => bank.ledger.post(other))).toBe('idempotency-key-reused')
  })

  test('is not spent by a set that was refused', () => {
    const { bank, iris, otto } = hamlet()
    const wrong = { ...order(iris, otto), postings: [{ accountId: iris, amountMinor: 1 }] }
    expect(refusal(() => bank.ledger.post(wrong))).toBe('posting-set-unbalanced')
    expect(bank.ledger.post(order(iris, otto)).postings).toHaveLength(2)
  })
})

describe('a reversal', () => {
  test('posts the opposite and names the set that it reverses', () => {
    const { bank, iris, otto, world } = hamlet()
    const original = bank.ledger.post(set(pay(iris, otto, 25_00)))
    world.clock.advance(1_000)
    const reversal = bank.ledger.reverse(original.id, 'Estorno')
    expect(reversal).toMatchObject({ reverses: original.id, narrative: 'Estorno', bookedAt: NOON + 1_000 })
    expect(bank.accounts.balances(iris).available.amountMinor).toBe(100_00)
    expect(bank.accounts.balances(otto).available.amountMinor).toBe(100_00)
  })

  test('happens once, and is not itself reversed', () => {
    const { bank, iris, otto } = hamlet()
    const original = bank.ledger.post(set(pay(iris, otto, 25_00)))
    const reversal = bank.ledger.reverse(original.id, 'Estorno')
    expect(refusal(() => bank.ledger.reverse(original.id, 'Again'))).toBe('posting-set-already-reversed')
    expect(refusal(() => bank.ledger.reverse(reversal.id, 'Back'))).toBe('posting-set-is-reversal')
    expect(refusal(() => bank.ledger.reverse('none', 'What'))).toBe('posting-set-unknown')
  })
})

describe('what is in the ledger', () => {
  test.each([
    'UPDATE postings SET amount_minor = 1',
    'DELETE FROM postings',
    'UPDATE posting_sets SET narrative = NULL',
    'DELETE FROM posting_sets',
    'INSERT OR REPLACE INTO postings SELECT * FROM postings LIMIT 1',
    'INSERT OR REPLACE INTO posting_sets SELECT * FROM posting_sets LIMIT 1',
  ])('is not edited by SQL either: %s', (sql) => {
    const { db, bank } = hamlet()
    expect(() => db.exec(sql)).toThrow('never edited, only reversed')
    expect(bank.ledger.verify().ok).toBe(true)
  })

  test('is found at fault when a balance or a set was tampered with', () => {
    const { db, bank, iris } = hamlet()
    db.exec(`UPDATE ledger_accounts SET available_minor = 1 WHERE id = '${iris}'`)
    db.exec(`INSERT INTO posting_sets (id, book, booked_at, recorded_at, kind, narrative)
             VALUES ('lone', 'hamlet', 0, 0, 'pix', '')`)
    db.exec(`INSERT INTO postings (id, set_id, position, account_id, bucket, amount_minor, booked_at, kind, narrative,
             on_statement) VALUES ('half', 'lone', 0, '${iris}', 'available', 7, 0, 'pix', '', 1)`)
    expect(bank.ledger.verify()).toEqual({
      ok: false,
      faults: [
        { fault: 'set-unbalanced', setId: 'lone', currency: 'EUR', sumMinor: 7 },
        { fault: 'set-incomplete', setId: 'lone', postings: 1 },
        { fault: 'balance-differs', accountId: iris, bucket: 'available', balanceMinor: 8, postingsMinor: 100_07 },
      ],
    })
  })
})
