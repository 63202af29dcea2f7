import { expect, test } from 'vitest'
import { type Exchange, type ExchangeStart, openExchanges, problem } from '#kernel'

const NOON = Date.UTC(2026, 10, 22, 12)
const START: ExchangeStart = { arrow: 5, from: 'app', to: 'gateway', operation: 'test', request: { body: 'asked' } }

function opening() {
  const exchanges = openExchanges({ now: () => NOON })
  const recorded: Exchange[] = []
  exchanges.install({ recorder: (exchange) => recorded.push(exchange) })
  return { exchanges, recorded }
}

test('without hooks a pass only calls on', async () => {
  const exchanges = openExchanges({ now: () => NOON })
  expect(await exchanges.pass(START, () => 'answer')).toBe('answer')
  expect(exchanges.passNow(START, () => 'answer')).toBe('answer')
})

test.each(['pass', 'passNow'] as const)('%s hands over exactly one record when the call returns', async (verb) => {
  const { exchanges, recorded } = opening()
  expect(await exchanges[verb](START, () => 'answer')).toBe('answer')
  expect(recorded).toHaveLength(1)
  const [record] = recorded
  expect(record).toMatchObject({ ...START, kind: 'call', at: NOON, response: { body: 'answer' }, problem: undefined })
  expect(record?.durationMs).toBeGreaterThanOrEqual(0)
})

test.each(['pass', 'passNow'] as const)('%s hands over exactly one record when the call throws', async (verb) => {
  const { exchanges, recorded } = opening()
  const refused = problem('token-inactive', { why: 'old' }, 'token-active')
  const passing = async () =>
    exchanges[verb](START, () => {
      throw refused
    })
  await expect(passing()).rejects.toBe(refused)
  expect(recorded).toHaveLength(1)
  expect(recorded[0]).toMatchObject({
    response: undefined,
    problem: { type: 'token-inactive', rule: 'token-active', facts: { why: 'old' } },
  })
})

test('a promise that rejects is recorded once it has', async () => {
  const { exchanges, recorded } = opening()
  const passing = exchanges.pass(START, async () => {
    await Promise.resolve()
    throw problem('late')
  })
  expect(recorded).toHaveLength(0)
  await expect(passing).rejects.toThrow('late')
  expect(recorded).toHaveLength(1)
})

test('a failure that is no refusal is recorded without its insides', () => {
  const { exchanges, recorded } = opening()
  const fail = () => {
    throw new TypeError('a secret at line 7')
  }
  expect(() => exchanges.passNow(START, fail)).toThrow('a secret')
  expect(recorded[0]?.problem).toEqual({ type: 'internal-error', rule: undefined, facts: {} })
})

test('a refusal noted on the way is kept, and so is a response that was set', async () => {
  const { exchanges, recorded } = opening()
  await exchanges.pass(START, (exchange) => {
    exchange.problem = { type: 'noted', rule: 'r', facts: {} }
    exchange.response = { status: 401 }
  })
  expect(recorded[0]).toMatchObject({ problem: { type: 'noted' }, response: { status: 401 } })
})

test('a child shares its parent’s ids and certificate: what is learned inside ties the whole call', () => {
  const { exchanges, recorded } = opening()
  const certificate = Buffer.from('der')
  exchanges.passNow({ ...START, certificate, ids: { market: 'm' } }, (parent) => {
    exchanges.passNow({ ...START, parent, operation: 'child', ids: { market: 'ignored' } }, (child) => {
      child.ids.consentId = 'c-1'
    })
  })
  const [child, parent] = recorded
  expect(child).toMatchObject({ operation: 'child', parent: parent?.id, certificate })
  expect(child?.ids).toBe(parent?.ids)
  expect(parent?.ids).toEqual({ market: 'm', consentId: 'c-1' })
})

test('ids of exchanges differ, and their parent’s is undefined where nothing caused them', () => {
  const { exchanges, recorded } = opening()
  for (let n = 0; n < 40; n += 1) exchanges.passNow(START, () => n)
  expect(new Set(recorded.map(({ id }) => id)).size).toBe(40)
  expect(recorded.every(({ parent }) => parent === undefined)).toBe(true)
})

test('a holder delays an exchange before it happens, until it lets it go', async () => {
  const { exchanges } = opening()
  const steps: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  exchanges.install({
    holder: ({ arrow }) => (arrow === 5 ? held : undefined),
    recorder: ({ operation }) => steps.push(`recorded ${operation}`),
  })
  const waiting = exchanges.pass(START, () => steps.push('happened'))
  await exchanges.pass({ ...START, arrow: 9, operation: 'another' }, () => steps.push('passed by'))
  expect(steps).toEqual(['passed by', 'recorded another'])
  release()
  await waiting
  expect(steps).toEqual(['passed by', 'recorded another', 'happened', 'recorded test'])
})

test('what answers at once is never held', () => {
  const { exchanges } = opening()
  exchanges.install({ holder: () => new Promise(() => undefined) })
  expect(exchanges.passNow(START, () => 'answer')).toBe('answer')
})
