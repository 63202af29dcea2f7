import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pay, town } from '../town.ts'

const command = fc.oneof(
  fc.record({ authorise: fc.integer({ min: -50_000, max: 50_000 }).filter((amount) => amount !== 0) }),
  fc.record({ book: fc.nat(20) }),
  fc.record({ release: fc.nat(20) }),
  fc.record({ move: fc.integer({ min: 1, max: 50_000 }) }),
)

test('whatever is authorised, booked, released and paid, the blocked part is what pending debits hold', () => {
  const seed = Number(process.env.BANCADA_SEED ?? 20_261_122)
  console.info(`BANCADA_SEED=${seed}`)
  const { bank, ids } = town({ other: { kind: 'card' } })
  const accountId = ids.own as string
  const made: string[] = []
  const whole = { accountId, from: 0, to: Number.MAX_SAFE_INTEGER, limit: 10_000 }
  const ended = (id: string) => bank.authorisations.find(id)?.state !== 'pending'

  fc.assert(
    fc.property(command, (step) => {
      if ('authorise' in step) {
        const input = { accountId, kind: 'card-purchase' as const, narrative: 'Any', amountMinor: step.authorise }
        made.push(bank.authorisations.authorise(input).id)
      } else if ('move' in step) pay(bank, ids, 'other', 'card-payment', step.move)
      else {
        const [end, at] =
          'book' in step
            ? ([bank.authorisations.book, step.book] as const)
            : ([bank.authorisations.release, step.release] as const)
        const id = made[at % Math.max(1, made.length)]
        if (id === undefined) return
        if (ended(id)) expect(() => end(id)).toThrow('authorisation-ended')
        else end(id)
      }
      const held = bank.authorisations
        .pending(whole)
        .reduce((sum, { direction, amount }) => sum + (direction === 'debit' ? amount.amountMinor : 0), 0)
      const lines = bank.accounts
        .transactions(whole)
        .reduce((sum, { direction, amount }) => sum + (direction === 'credit' ? 1 : -1) * amount.amountMinor, 0)
      const { available, blocked } = bank.accounts.balances(accountId)
      expect(blocked.amountMinor).toBe(held)
      expect(available.amountMinor + blocked.amountMinor).toBe(lines)
    }),
    { seed, numRuns: 200 },
  )
  expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
})
