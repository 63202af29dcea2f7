import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { toldOf, WORDINGS } from '../../server/cli/wordings.ts'
import { problem } from '../../server/kernel/index.ts'

const SERVER = path.resolve(import.meta.dirname, '..', '..', 'server')

/** Where the problems are thrown that a command can end with, beside those the console API words. */
const THROWN_IN = ['cli', 'start', 'kernel', 'config.ts', 'directory/authority.ts', 'directory/key-files.ts']

/**
 * What a command never ends with: who reads a certificate of the install says which file it is in, and bodies are read
 * by the doors alone.
 */
const ELSEWHERE = [
  'certificate-unreadable',
  ...['body-broken', 'body-late', 'body-too-large', 'content-coding-unsupported'],
]

describe('the words at the command line', () => {
  const thrown = [...new Set([...THROWN_IN.flatMap(typesIn), 'key-file-broken'])].sort()

  /** Met by a running bank alone, whose console API words them. */
  const worded = [
    ...[
      'console-refused',
      'consent-not-found',
      'request-not-pushed',
      'request-in-browser',
      'request-invalid',
      'query-invalid',
      'market-unknown',
      'account-not-found',
    ],
    ...['bank-changing', 'duration-invalid', 'clock-not-forward', 'clock-too-far', ...ELSEWHERE],
  ]

  test.each(thrown.filter((type) => !worded.includes(type)))('%s has words of its own', (type) => {
    const told = toldOf(problem(type, { reasons: [] }))
    expect(told.title).not.toBe('Refused')
    expect(`${told.title} ${told.detail}`).toMatch(/\w/)
    expect(told.exit).toBeGreaterThan(0)
  })

  test('no words are kept for what nobody throws', () => {
    expect(Object.keys(WORDINGS).filter((type) => !thrown.includes(type))).toEqual([])
  })

  test("what the console API refused is told in the console's words", () => {
    const told = {
      type: 'market-unknown',
      title: 'No such market',
      detail: 'It has no market "x".',
      fix: 'Use another.',
    }
    expect(toldOf(problem('console-refused', { told }))).toMatchObject({ exit: 1, ...told })
  })

  test('what the system refused is told without a trace', () => {
    const refused = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    expect(toldOf(refused)).toMatchObject({ type: 'system-refused', detail: 'ENOSPC: no space left on device.' })
    expect(toldOf(new TypeError('fetch failed', { cause: refused }))).toMatchObject({ type: 'system-refused' })
    expect(toldOf(refused).trace).toBeUndefined()
  })

  test('a fault of ours is told as one, with its trace', () => {
    const told = toldOf(Object.assign(new TypeError('x is not a function'), { code: 'ERR_SOMETHING' }))
    expect(told).toMatchObject({ type: 'internal-error', exit: 1, trace: expect.stringContaining('TypeError') })
  })

  test("an authority's missing key names the file and the remedy", () => {
    const told = toldOf(
      problem('authority-unreadable', { file: '/d/keys/ca.key.pem', reason: 'is-missing', remedy: 'Put it back.' }),
    )
    expect(told.detail).toBe('The file /d/keys/ca.key.pem is missing.')
    expect(told.fix).toBe('Put it back.')
  })

  test('a taken port names who holds it, where that is known, and the port to use instead', () => {
    const busy = (facts: object) => toldOf(problem('port-busy', { port: 4300, ...facts }))
    expect(busy({ holder: { pid: 7, command: 'node' }, free: 4310 })).toMatchObject({
      detail: 'Port 4300 is in use by node (process 7).',
      fix: expect.stringContaining('`--port 4310`'),
      exit: 4,
    })
    expect(busy({})).toMatchObject({ detail: 'Port 4300 is in use.', fix: expect.stringContaining('--port') })
  })
})

function typesIn(name: string): string[] {
  const files = name.endsWith('.ts')
    ? [name]
    : readdirSync(path.join(SERVER, name), { recursive: true, encoding: 'utf8' }).map((file) => path.join(name, file))
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(path.join(SERVER, file), 'utf8').matchAll(/\bproblem\(\s*'([a-z-]+)'/g)])
    .map(([, type = '']) => type)
}
