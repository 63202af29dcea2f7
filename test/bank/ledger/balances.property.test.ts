import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, type NewPosting } from '#bank'
import { hamlet, refusal } from '../support.ts'

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((value) => value !== 0)
const line = fc.record({ account: fc.nat(4), bucket: fc.constantFrom(...BUCKETS), amountMinor: amount })
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), fault: fc.constant(0) }) },
  // A set that is off by something is refused, and a refused set must leave no trace.
  { weight: 2, arbitrary: fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), fault: amount }) },
  { weight: 1, arbitrary: fc.record({ reverse: fc.nat(30) }) },
)

test('every balance is the sum of its postings after every post, reversal and refusal', () => {
  const seed = Number(process.env.BANCADA_SEED ?? 20_261_118)
  console.info(`BANCADA_SEED=${seed}`)
  const { bank, db, iris, otto, mill, joint, cash } = hamlet()
  const accounts = [iris, otto, mill, joint, cash]
  const sum = db.prepare<[string, string], { total: number }>(
    'SELECT COALESCE(SUM(amount_minor), 0) AS total FROM postings WHERE account_id = ? AND bucket = ?',
  )
  const expected = new Map<string, number>()
  for (const id of accounts)
    for (const bucket of BUCKETS) expected.set(`${id} ${bucket}`, sum.get(id, bucket)?.total ?? 0)
  const posted: { id: string; postings: NewPosting[] }[] = []
  const reversed = new Set<string>()

  function count(postings: readonly NewPosting[], sign: 1 | -1) {
    for (const { accountId, bucket, amountMinor } of postings) {
      const key = `${accountId} ${bucket}`
      expected.set(key, (expected.get(key) ?? 0) + sign * amountMinor)
    }
  }

  fc.assert(
    fc.property(command, (step) => {
      if ('reverse' in step) {
        const target = posted[step.reverse % Math.max(1, posted.length)]
        if (!target) return
        const result = refusal(() => bank.ledger.reverse(target.id, 'Estorno'))
        expect(result).toBe(reversed.has(target.id) ? 'posting-set-already-reversed' : 'not refused')
        if (!reversed.has(target.id)) count(target.postings, -1)
        reversed.add(target.id)
      } else {
        const postings: NewPosting[] = step.lines.map(({ account, bucket, amountMinor }) => ({
          ...{ accountId: accounts[account] as string, bucket, amountMinor },
        }))
        const rest = -postings.reduce((total, { amountMinor }) => total + amountMinor, 0) + step.fault
        postings.push({ accountId: cash, bucket: 'available', amountMinor: rest })
        const input = { kind: 'other' as const, narrative: 'Any', postings }
        if (rest === 0) expect(refusal(() => bank.ledger.post(input))).toBe('posting-amount-invalid')
        else if (step.fault !== 0) expect(refusal(() => bank.ledger.post(input))).toBe('posting-set-unbalanced')
        else {
          posted.push({ id: bank.ledger.post(input).id, postings })
          count(postings, 1)
        }
      }
      for (const id of [iris, otto, mill, joint]) {
        const balances = bank.accounts.balances(id)
        for (const bucket of BUCKETS) {
          expect(balances[bucket].amountMinor).toBe(expected.get(`${id} ${bucket}`))
          expect(balances[bucket].amountMinor).toBe(sum.get(id, bucket)?.total)
        }
      }
      expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
    }),
    // Steps build on each other, so a failing one can't be shrunk by itself.
    { seed, numRuns: 300, endOnFailure: true },
  )
})
