import { expect, test } from 'vitest'
import { problem } from '#kernel'
import { accountsApi } from '../../../server/markets/obb/apis/accounts/routes.ts'
import { consentsApi } from '../../../server/markets/obb/apis/consents/routes.ts'
import { envelope } from '../../../server/markets/obb/envelope.ts'
import { problems } from '../../../server/markets/obb/problems.ts'

const AT = Date.parse('2026-11-22T10:20:30.400Z')
const facts = { selfUrl: 'https://localhost:4302/open-banking/accounts/v2/accounts?page=2', at: AT }

test('a success has data, links with self as it was asked, and meta (envelope)', () => {
  expect(envelope.success({ status: 200, data: [] }, facts)).toEqual({
    data: [],
    links: { self: facts.selfUrl },
    meta: { requestDateTime: '2026-11-22T10:20:30Z' },
  })
})

test('other pages are links to the same address; totals are meta', () => {
  const answer = { status: 200, data: [], links: { next: 'page=3' }, totals: { records: 60, pages: 3 } }
  expect(envelope.success(answer, facts)).toMatchObject({
    links: { next: 'https://localhost:4302/open-banking/accounts/v2/accounts?page=3' },
    meta: { totalRecords: 60, totalPages: 3 },
  })
})

test('an error has errors and meta, no links, and totals only where the document demands them', () => {
  const found = problem('token-missing')
  const answer = problems['token-missing'] as (typeof problems)[string]
  const error = envelope.error(answer, found.facts, AT, consentsApi)
  expect(error).toEqual({
    errors: [{ code: 'UNAUTHORIZED', title: answer.title, detail: expect.any(String) }],
    meta: { requestDateTime: '2026-11-22T10:20:30Z' },
  })
  expect(envelope.error(answer, found.facts, AT, accountsApi)).toMatchObject({
    meta: { totalRecords: 0, totalPages: 0 },
  })
})

test('a detail is at most 2048 characters, whatever was sent', () => {
  const answer = problems['not-acceptable'] as (typeof problems)[string]
  const { errors } = envelope.error(answer, { in: 'Accept', sent: 'x'.repeat(9_000) }, AT, undefined) as {
    errors: { detail: string }[]
  }
  expect(errors[0]?.detail).toHaveLength(2048)
})

test('every problem is worded within the standard’s lengths', () => {
  for (const [type, answer] of Object.entries(problems)) {
    expect(answer.code.length, type).toBeLessThanOrEqual(255)
    expect(answer.title.length, type).toBeLessThanOrEqual(255)
    expect(answer.detail({}), type).toEqual(expect.any(String))
  }
})

test('401 always asks for a Bearer token, 503 says when to try again (status semantics)', () => {
  for (const [type, { status, headers }] of Object.entries(problems)) {
    if (status === 401) expect(headers?.['www-authenticate'], type).toBe('Bearer')
    if (status === 503) expect(Number(headers?.['retry-after']), type).toBeGreaterThan(0)
  }
})
