import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Transaction } from '#bank'
import { readsBothWays } from '../../support/both-ways.ts'
import { hamlet, MINUTE_MS, NOON } from '../support.ts'

const LINES = 57

/** An account with many lines, several of them booked in the same millisecond. */
function busyAccount() {
  const opened = hamlet()
  const { bank, iris, cash } = opened
  for (let index = 0; index < LINES; index++) {
    const amountMinor = (index % 3 === 0 ? -1 : 1) * (index + 1)
    const bookedAt = NOON - Math.floor(index / 4) * MINUTE_MS
    const postings = [
      { accountId: iris, amountMinor },
      { accountId: cash, amountMinor: -amountMinor },
    ]
    bank.ledger.post({ bookedAt, kind: 'pix', narrative: `Pix ${index}`, postings })
  }
  return { ...opened, all: { accountId: iris, from: NOON - 3_600_000, to: NOON + 1 } }
}

describe('the lines of a statement', () => {
  test('come newest first, each exactly once over the pages, whatever their size and direction', () => {
    const { bank, all } = busyAccount()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(undefined, 'credit' as const, 'debit' as const),
        (limit, direction) => {
          const found: Transaction[] = []
          for (;;) {
            const page = bank.accounts.transactions({ ...all, direction, limit, after: found.at(-1) })
            found.push(...page)
            if (page.length < limit || found.length > LINES) break
          }
          const debits = Math.ceil(LINES / 3)
          const count = direction === undefined ? LINES : direction === 'debit' ? debits : LINES - debits
          expect(new Set(found.map((line) => line.id)).size).toBe(count)
          expect(found).toHaveLength(count)
          const keys = found.map((line) => `${line.bookedAt} ${line.id}`)
          expect(keys).toEqual([...keys].sort().reverse())
          expect(found.every((line) => direction === undefined || line.direction === direction)).toBe(true)
          expect(bank.accounts.transactions({ ...all, direction, limit, skip: 7 })).toEqual(found.slice(7, 7 + limit))
        },
      ),
      { seed: 11 },
    )
  })

  test('come the oldest first too: the same lines of a direction, and those alone that earned something', () => {
    const { bank, all, iris, cash } = busyAccount()
    for (const sign of [1, -1])
      for (const reward of [{ categoryId: 'travel', accrued: 3 }, undefined])
        bank.ledger.post({
          ...{ kind: 'pix', narrative: 'Trip', bookedAt: NOON - (2 - sign) * MINUTE_MS },
          postings: [
            { accountId: iris, amountMinor: sign, facts: { madeAt: NOON, ...(reward ? { reward } : {}) } },
            { accountId: cash, amountMinor: -sign },
          ],
        })
    const parts = [
      [{}, LINES + 4],
      [{ direction: 'debit' }, LINES / 3 + 2],
      [{ direction: 'credit' }, (LINES * 2) / 3 + 2],
      [{ rewarded: true }, 2],
    ] as const
    for (const [part, count] of parts)
      readsBothWays<Transaction>(count, ({ limit, after, backwards }) =>
        bank.accounts.transactions({ ...all, ...part, limit, after, oldestFirst: backwards }),
      )
  })

  test('begin with the start of the window and end before its end', () => {
    const { bank, all } = busyAccount()
    const minute = { ...all, from: NOON - 2 * MINUTE_MS, to: NOON - MINUTE_MS, limit: 100 }
    const found = bank.accounts.transactions(minute)
    expect(found.map((line) => line.bookedAt)).toEqual([0, 0, 0, 0].map(() => NOON - 2 * MINUTE_MS))
    const beyond = { bookedAt: NOON, id: 'zzz' }
    expect(bank.accounts.transactions({ ...minute, after: beyond })).toEqual(found)
  })

  test('say amount without sign, direction, kind, narrative and who is at the other end', () => {
    const { bank, iris, otto } = hamlet()
    const counterparty = { name: 'Otto Reed', document: '2', kind: 'person' as const }
    const posted = bank.ledger.post({
      ...{ kind: 'ted', narrative: 'Transfer' },
      postings: [
        { accountId: iris, amountMinor: -12_34, counterparty, narrative: 'To Otto' },
        { accountId: otto, amountMinor: 12_34 },
      ],
    })
    const common = { setId: posted.id, bookedAt: NOON, kind: 'ted', facts: null, state: 'booked', origin: 'live' }
    const amount = { amountMinor: 12_34, currency: 'EUR' }
    const newest = (accountId: string) => bank.accounts.transactions({ accountId, from: NOON, to: NOON + 1, limit: 10 })
    expect(newest(iris)).toEqual([
      {
        ...common,
        ...{ id: posted.postings[0]?.id, accountId: iris, direction: 'debit' },
        amount,
        narrative: 'To Otto',
        counterparty,
      },
    ])
    expect(newest(otto)).toEqual([
      {
        ...common,
        ...{ id: posted.postings[1]?.id, accountId: otto, direction: 'credit' },
        amount,
        narrative: 'Transfer',
        counterparty: null,
      },
    ])
  })

  test('leave out moves between the buckets of one account', () => {
    const { bank, iris } = hamlet()
    bank.ledger.post({
      ...{ kind: 'other', narrative: 'Hold' },
      postings: [
        { accountId: iris, amountMinor: -20_00 },
        { accountId: iris, amountMinor: 20_00, bucket: 'blocked' },
      ],
    })
    expect(bank.accounts.transactions({ accountId: iris, from: NOON, to: NOON + 1, limit: 10 })).toEqual([])
    expect(bank.accounts.balances(iris)).toMatchObject({
      available: { amountMinor: 80_00 },
      blocked: { amountMinor: 20_00 },
    })
  })

  test('of an unknown account are none', () => {
    const { bank } = hamlet()
    expect(bank.accounts.transactions({ accountId: 'nobody', from: 0, to: NOON, limit: 10 })).toEqual([])
  })
})
