import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { problem } from '#kernel'
import { oauthAnswer } from '../../server/identity/oauth-problem.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..', 'server')

/** Types of problems that a folder's files throw by name. */
function thrownIn(folder: string, only = /\.ts$/): string[] {
  const files = readdirSync(path.join(ROOT, folder)).filter((file) => only.test(file))
  const texts = files.map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'))
  return texts.flatMap((text) =>
    [...text.matchAll(/(?:problem|Problem)\(\s*'([a-z-]+)'/g)].map(([, type]) => type as string),
  )
}

/** These never reach a caller of the authorization server. */
const ELSEWHERE = new Set(['key-file-broken', 'keys-announced', 'market-unknown', 'request-invalid'])

test('every refusal of the authorization server has its words: none comes out as a failure', () => {
  // The operator's tools (token-…, console) answer at the console, whose words are its own.
  const ofServer = /^(?!token-|console).*\.ts$/
  const types = [
    ...thrownIn('identity', ofServer),
    ...thrownIn('markets/obb', /^registration\.ts$/),
    'certificate-untrusted',
  ]
  expect(types.length).toBeGreaterThan(15)
  for (const type of types.filter((one) => !ELSEWHERE.has(one))) {
    const facts = { allowed: ['a'], reason: 'x', member: 'm', value: 'v' }
    expect(oauthAnswer(problem(type, facts)), type).toMatchObject({ status: expect.any(Number) })
    expect(oauthAnswer(problem(type, facts)).status, type).toBeLessThan(500)
  }
})

test('an unlisted problem is the server’s own failure and tells nothing', () => {
  expect(oauthAnswer(problem('something-else', { secret: 'x' }))).toEqual({
    status: 500,
    error: 'server_error',
    description: 'the authorization server failed to answer',
  })
})

test('a description holds printable ASCII without quotes and backslashes, whatever was sent (RFC 6749 5.2)', () => {
  const { description } = oauthAnswer(problem('route-unknown', { path: '/ção"\\\n\u0000<b>' }))
  expect(description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
})
