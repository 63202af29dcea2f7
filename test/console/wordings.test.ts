import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../server/console/problems.ts'
import { problem } from '../../server/kernel/index.ts'
import { keptLog } from '../support/bank.ts'

const SERVER = path.resolve(import.meta.dirname, '..', '..', 'server')

/** The rooms behind the console's routes, and the composition root's folder, which has routes of its own. */
const BEHIND = [
  ...['console', 'marketplace', 'discovery', 'directory', 'journey', 'analytics', 'start'],
  ...['consent/console.ts', 'bank/console.ts'],
]

/** Problems of these rooms that no call of the console API can meet, and who meets them instead. */
const MET_ELSEWHERE = {
  start: ['authority-unreadable', 'bank-missing', 'data-folder-in-use', 'data-folder-unusable', 'port-busy'],
  agent: [
    'registration-answer-invalid',
    'registration-endpoint-not-https',
    'registration-refused',
    'registration-unavailable',
  ],
  gateway: ['certificate-unreadable', 'software-statement-invalid'],
  directoryApi: [
    ...['body-broken', 'client-id-mismatch', 'client-inactive', 'client-unknown', 'grant-type-unsupported'],
    ...['not-of-this-software', 'parameter-missing', 'parameter-repeated', 'scope-unknown', 'status-request-malformed'],
    ...['token-certificate-mismatch', 'token-inactive', 'token-missing'],
  ],
}

describe('the wording of refusals', () => {
  const elsewhere = new Set(Object.values(MET_ELSEWHERE).flat())
  const reachable = [...new Set(BEHIND.flatMap(typesIn))].filter((type) => !elsewhere.has(type)).sort()

  test('the search finds the problems that the source throws', () => {
    expect(reachable).toEqual(expect.arrayContaining(['consent-not-found', 'body-not-json', 'market-unknown']))
  })

  test.each(reachable)('%s, which a call of the console API can meet, has words of its own', (type) => {
    const { status, body } = refusalOf(problem(type, { allow: [] }), { log: keptLog(), world: undefined as never })
    expect(body.error.title).not.toBe('Refused')
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    for (const text of [body.error.title, body.error.detail, body.error.fix]) expect(text).toMatch(/\w/)
  })
})

/** Every problem type that the source under a folder, or in a file, names where it throws. */
function typesIn(name: string): string[] {
  const files = name.endsWith('.ts')
    ? [name]
    : readdirSync(path.join(SERVER, name), { recursive: true, encoding: 'utf8' }).map((file) => path.join(name, file))
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(path.join(SERVER, file), 'utf8').matchAll(/\bproblem\(\s*'([a-z-]+)'/g)])
    .map(([, type = '']) => type)
}
