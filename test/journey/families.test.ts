import { expect, test } from 'vitest'
import { type ExchangeIds, type ExchangeStart, problem } from '#kernel'
import { opening } from './opening.ts'

const a = { market: 'obb', clientId: 'c1', consentId: 'urn:a' }
const JOURNEY = 'consent-urn:a'

/** A bank whose API call asks identity and then the bank, as a secured call does. */
function secured(options: Parameters<typeof opening>[0] = {}) {
  const opened = opening(options)
  const { exchanges, world, db } = opened

  /** The id of the call; those inside are `.1` and `.2` of it. */
  function call(ids: ExchangeIds = { ...a }, inside: readonly Partial<ExchangeStart>[] = [INTROSPECT, READ]): string {
    return exchanges.passNow(
      { arrow: 9, from: 'app', to: 'gateway', operation: 'readThing', kind: 'http', request: { method: 'GET' }, ids },
      (outer) => {
        for (const start of inside) {
          world.clock.advance(1)
          exchanges.passNow(
            {
              ...{ arrow: null, from: 'gateway', to: 'bank', operation: 'other', request: {} },
              ...start,
              parent: outer,
            },
            () => ({ told: start.operation }),
          )
        }
        outer.response = { status: 200, body: 'thing' }
        return outer.id
      },
    )
  }

  const rows = () => db.prepare('SELECT count(*) FROM exchanges').pluck().get()
  return { ...opened, call, rows }
}

const INTROSPECT = { arrow: 9, to: 'identity', operation: 'introspect', request: { body: 'token' } } as const
const READ = { arrow: 10, to: 'bank', operation: 'readThing', request: { body: { id: 'thing' } } } as const

test('a call and the calls inside the bank that it caused are one row, and read as the exchanges they are', () => {
  const { call, rows, journey, steps, world } = secured()
  const at = world.clock.now()
  const id = call()
  expect(steps(JOURNEY)).toEqual([id, `${id}.1`, `${id}.2`])
  expect(rows()).toBe(1)
  expect(journey.find(JOURNEY)).toMatchObject({
    journey: { exchanges: 3, arrows: [9, 10], startedAt: at },
    steps: [
      { id, parent: null, depth: 0, kind: 'http', from: 'app', to: 'gateway', at, status: 200 },
      { parent: id, depth: 1, kind: 'call', from: 'gateway', to: 'identity', arrow: 9, at: at + 1, status: null },
      {
        parent: id,
        depth: 1,
        kind: 'call',
        to: 'bank',
        operation: 'readThing',
        arrow: 10,
        at: at + 2,
        journeyId: JOURNEY,
      },
    ],
  })
  expect(journey.exchange(`${id}.1`)).toMatchObject({
    ...{ ...a, messagesKept: true, parent: id, refusal: null },
    request: { body: 'token' },
    response: { body: { told: 'introspect' } },
  })
  expect(journey.exchange(`${id}.2`).durationMs).toBeGreaterThan(0)
  expect(() => journey.exchange(`${id}.3`)).toThrowError('exchange-not-found')
})

test('the log finds calls inside by what they are themselves, and leaves them out unless asked', () => {
  const { call, journey } = secured()
  const id = call()
  const found = (filter: Partial<Parameters<typeof journey.log>[0]>) =>
    journey.log({ limit: 10, ...filter }).exchanges.map((one) => one.id)
  expect(found({})).toEqual([id])
  expect(found({ arrow: 10 })).toEqual([])
  expect(found({ kind: 'any' })).toEqual([id, `${id}.2`, `${id}.1`])
  expect(found({ kind: 'any', arrow: 10 })).toEqual([`${id}.2`])
  expect(found({ kind: 'any', operations: ['introspect'] })).toEqual([`${id}.1`])
  expect(found({ kind: 'any', status: 'none' })).toEqual([`${id}.2`, `${id}.1`])
  expect(found({ kind: 'any', text: `${id}.2` })).toEqual([`${id}.2`])
  expect(journey.log({ limit: 1, kind: 'any', arrow: 10 }).exchanges).toMatchObject([
    { method: null, url: null, clientId: 'c1' },
  ])
})

test.each([1, 2, 4])(
  'the pages of a list may end within a row, and each exchange comes once: %i at a time',
  (limit) => {
    const { call, journey } = secured({ limits: { stepsPerPage: limit } })
    const ids = [1, 2, 3].flatMap(() => {
      const id = call({ clientId: 'c1' })
      return [`${id}.1`, `${id}.2`, id]
    })
    const read = (page: (before: number | undefined) => { exchanges: { id: string }[]; next: number | null }) => {
      const seen: string[] = []
      let before: number | undefined
      do {
        const { exchanges, next } = page(before)
        seen.push(...exchanges.map(({ id }) => id))
        before = next ?? undefined
      } while (before !== undefined)
      return seen
    }
    expect(read((before) => journey.log({ kind: 'any', limit, before }))).toEqual(ids.toReversed())
    expect(read((before) => journey.loose({ clientId: 'c1', limit, before }))).toEqual(ids.toReversed())
    call()
    const steps: string[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page = journey.find(JOURNEY, after)
      steps.push(...page.steps.map(({ operation }) => operation))
      after = page.next
    }
    expect(steps.toSorted()).toEqual(['introspect', 'readThing', 'readThing'])
  },
)

test('calls of a client that turn out to belong to a consent bring those inside them along', () => {
  const { call, pass, journey, steps } = secured()
  const id = call({ market: 'obb', clientId: 'c1', tokenId: 'token-of-the-consent' })
  journey.flush()
  const lodged = pass({ ...a, tokenId: 'token-of-the-consent' }, { arrow: 5 })
  expect(steps(JOURNEY)).toEqual([id, `${id}.1`, `${id}.2`, lodged])
  expect(journey.find(JOURNEY).journey).toMatchObject({ exchanges: 4, arrows: [5, 9, 10] })
})

test('a call inside that was refused is the last refusal of its arrow, with its own facts', () => {
  const { exchanges, journey, rows, world } = secured()
  const start = { arrow: 9, from: 'app', to: 'gateway', operation: 'readThing', request: {}, ids: a } as const
  expect(() =>
    exchanges.passNow(start, (outer) =>
      exchanges.passNow({ ...start, arrow: 10, to: 'bank', parent: outer }, () => {
        throw problem('account-blocked', { accountId: 'x' }, 'account-open')
      }),
    ),
  ).toThrow()
  const [traffic] = journey.arrows([10], world.clock.now())
  expect(traffic).toMatchObject({
    count: 1,
    refused: 1,
    lastRefusal: { type: 'account-blocked', rule: 'account-open' },
  })
  expect(journey.exchange(traffic?.lastRefusal?.exchangeId ?? '').refusal?.facts).toEqual({ accountId: 'x' })
  expect(rows()).toBe(2)
})

test('a call inside that was written before the call it belongs to is the same step', async () => {
  const { exchanges, journey, steps, rows } = secured()
  const start = { arrow: 9, from: 'app', to: 'gateway', operation: 'readThing', request: {}, ids: a } as const
  const id = await exchanges.pass(start, (outer) => {
    exchanges.passNow({ ...start, ...READ, parent: outer }, () => 'thing')
    journey.flush()
    return outer.id
  })
  expect(steps(JOURNEY)).toEqual([id, `${id}.1`])
  expect(rows()).toBe(2)
  expect(journey.exchange(`${id}.1`)).toMatchObject({ parent: id, response: { body: 'thing' } })
})

test('a call with a long story has it in rows of its own, and nothing of it is left out', () => {
  const { call, rows, steps, journey } = secured()
  const id = call({ ...a }, Array(20).fill(READ))
  expect(new Set(steps(JOURNEY))).toEqual(new Set([id, ...Array.from({ length: 20 }, (_, i) => `${id}.${i + 1}`)]))
  expect(rows()).toBe(5)
  expect(journey.exchange(`${id}.7`).parent).toBe(id)
  expect(journey.exchange(`${id}.20`).parent).toBe(id)
})

test('what the arrows carried counts the calls inside, by the hour', () => {
  const { call, journey, world } = secured()
  call()
  journey.flush()
  world.clock.advance(2 * 3_600_000)
  call()
  const count = (since: number) => journey.arrows([9, 10], since).map((one) => one.count)
  expect(count(world.clock.now())).toEqual([2, 1])
  expect(count(world.clock.now() - 86_400_000)).toEqual([4, 2])
})

test('a kind of call is kept once, also over a restart', () => {
  const { call, journey, reopen, exchanges, db } = secured()
  call()
  call()
  journey.close()
  const again = reopen()
  exchanges.install({ recorder: again.recorder })
  const id = call()
  expect(again.find(JOURNEY).steps).toHaveLength(9)
  expect(again.exchange(`${id}.2`).operation).toBe('readThing')
  expect(db.prepare('SELECT count(*) FROM shapes').pluck().get()).toBe(1)
})
