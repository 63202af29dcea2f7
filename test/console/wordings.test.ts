import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { languageOf } from '../../server/console/language.ts'
import { PORTUGUESE } from '../../server/console/portuguese/index.ts'
import { refusalOf, WORDINGS } from '../../server/console/problems.ts'
import { problem } from '../../server/kernel/index.ts'
import { keptLog } from '../support/bank.ts'

const SERVER = path.resolve(import.meta.dirname, '..', '..', 'server')

/** The rooms behind the console's routes, and the composition root's folder, which has routes of its own. */
const BEHIND = [
  ...['console', 'marketplace', 'discovery', 'directory', 'journey', 'analytics', 'start'],
  ...[
    'consent/console.ts',
    'bank/console.ts',
    'gateway/open-lane',
    'gateway/maintenance',
    'gateway/incidents',
    'webhooks/webhooks.ts',
    'identity/backchannel',
  ],
  ...['identity/login/console.ts', 'identity/login/settings.ts'],
  ...['identity/console.ts', 'identity/key-ring.ts'],
]

/** The directory's own API words its refusals itself. */
const OWN_WORDS = path.join('directory', 'api')

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

describe('advice that names a fact', () => {
  const deps = { log: keptLog(), world: undefined as never }
  const fixOf = (type: string, facts: Record<string, unknown>, language: 'en' | 'pt-BR' = 'en') =>
    refusalOf(problem(type, facts), { ...deps, language }).body.error.fix

  test.each([
    ['a list', 'revocation-reason-unknown', { allowed: ['superseded', 'keyCompromise'] }, /superseded, keyCompromise/],
    ['a moment', 'login-locked', { until: Date.UTC(2026, 10, 22, 12) }, /2026-11-22T12:00:00\.000Z/],
    [
      'what a schema found',
      'request-invalid',
      { faults: [{ pointer: '/announce', keyword: 'type', message: 'must be integer' }] },
      /\/announce must be integer/,
    ],
    ['a name', 'market-refuses', { rule: 'permission-known' }, /permission-known/],
    ['what another said', 'provisioning-failed', { lastError: { type: 'x-y' } }, /"type":"x-y"/],
  ])('tells its value: %s', (_, type, facts, value) => {
    expect(fixOf(type, facts)).toMatch(value)
    expect(fixOf(type, facts, 'pt-BR')).toMatch(value)
  })

  test.each(Object.keys(WORDINGS))('of %s sends nobody to the JSON, in either language', (type) => {
    for (const language of ['en', 'pt-BR'] as const) {
      expect(fixOf(type, { allow: [], faults: [] }, language)).not.toContain('facts.')
    }
  })

  test.each(Object.keys(WORDINGS))('of %s names the same facts in both languages', (type) => {
    const named = (text = '') => [...text.matchAll(/facts\.\w+/g)].map(([name]) => name).toSorted()
    expect(named(PORTUGUESE[type]?.fix)).toEqual(named(WORDINGS[type]?.fix))
  })
})

describe('the wording of refusals in Portuguese', () => {
  test('is there for every type that is worded in English, and for no other', () => {
    expect(Object.keys(PORTUGUESE).toSorted()).toEqual(Object.keys(WORDINGS).toSorted())
  })

  test.each(Object.keys(WORDINGS))('of %s tells the same facts, under the same status', (type) => {
    const facts: Record<string, string> = {}
    // Each fact that the English detail tells is told in Portuguese too.
    const asked = new Set<string>()
    const spy = new Proxy(facts, {
      get(_, name) {
        if (typeof name !== 'string') return undefined
        asked.add(name)
        return `<${name}>`
      },
    })
    WORDINGS[type]?.detail(spy)
    const english = [...asked].toSorted()
    asked.clear()
    const told = PORTUGUESE[type]
    told?.detail(spy)
    expect([...asked].toSorted()).toEqual(english)
    for (const text of [told?.title, told?.detail({ faults: [] }), told?.fix]) expect(text).toMatch(/\p{L}/u)
    expect(told?.title).not.toBe(WORDINGS[type]?.title)
  })

  test('is what a caller gets who prefers it, with the language in the header', () => {
    const deps = { log: keptLog(), world: { ids: { uuid: () => 'id' } } as never }
    const refused = refusalOf(problem('token-missing'), { ...deps, language: 'pt-BR' })
    expect(refused).toMatchObject({ status: 401, headers: { 'content-language': 'pt-BR' } })
    expect(refused.body.error).toMatchObject({ type: 'token-missing', title: 'Falta o token' })
    expect(refusalOf(new Error('no'), { ...deps, language: 'pt-BR' }).body.error.title).toBe(
      'Algo quebrou dentro do banco',
    )
    expect(refusalOf(problem('of-no-one'), { ...deps, language: 'pt-BR' }).body.error.title).toBe('Recusado')
  })
})

test.each([
  [undefined, 'en'],
  ['*', 'en'],
  ['pt-BR', 'pt-BR'],
  ['pt-PT,pt;q=0.9,en;q=0.8', 'pt-BR'],
  ['en-GB,pt;q=0.9', 'en'],
  ['de, pt;q=0.5', 'pt-BR'],
  ['pt;q=0', 'en'],
  ['en;q=0.3, pt;q=0.7', 'pt-BR'],
  ['pt;q=x, ;;, ,', 'en'],
])('Accept-Language %s is answered in %s (RFC 9110 12.5.4)', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

/** Every problem type that the source under a folder, or in a file, names where it throws. */
function typesIn(name: string): string[] {
  const files = name.endsWith('.ts')
    ? [name]
    : readdirSync(path.join(SERVER, name), { recursive: true, encoding: 'utf8' }).map((file) => path.join(name, file))
  return files
    .filter((file) => file.endsWith('.ts') && !file.startsWith(OWN_WORDS))
    .flatMap((file) => [...readFileSync(path.join(SERVER, file), 'utf8').matchAll(/\bproblem\(\s*'([a-z-]+)'/g)])
    .map(([, type = '']) => type)
}
