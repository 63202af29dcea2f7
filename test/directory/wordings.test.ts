import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { problem } from '#kernel'
import { refusalOf } from '../../server/directory/api/wordings.ts'

const FOLDER = path.resolve(import.meta.dirname, '..', '..', 'server', 'directory', 'api')

/** The problems that the directory's API throws itself, and those of the room that its calls can meet. */
const thrown = readdirSync(FOLDER).flatMap((name) =>
  [...readFileSync(path.join(FOLDER, name), 'utf8').matchAll(/problem\(\s*'([a-z-]+)'/g)].map(
    ([, type]) => type as string,
  ),
)
const met = ['certificate-missing', 'certificate-untrusted', 'certificate-request-invalid', 'certificate-kind-unknown']

describe('the refusals of the directory', () => {
  test('the search finds the problems that the source throws', () => {
    expect(thrown).toEqual(expect.arrayContaining(['token-inactive', 'organisation-not-found', 'method-not-allowed']))
  })

  test.each([...new Set([...thrown, ...met])].sort())(
    '%s has a status, a code and plain words (RFC 6749 5.2)',
    (type) => {
      const answer = refusalOf(
        problem(type, { name: 'é"\\', path: '/\u0000', allowed: ['x'], method: 'GET', needed: 'y' }),
      )
      expect(answer?.status).toBeGreaterThanOrEqual(400)
      expect(answer?.status).toBeLessThan(500)
      const { error, error_description: words } = JSON.parse(String(answer?.body))
      expect(error).toMatch(/^[a-z_]+$/)
      expect(words).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    },
  )

  test('what is no caller’s fault is not worded here', () => {
    expect(refusalOf(problem('key-file-unreadable', {}))).toBeUndefined()
    expect(refusalOf(problem('__proto__', {}))).toBeUndefined()
  })
})
