import { type Problem, problem } from '#kernel'
import { type Http, INTERACTION_ID } from '../http.ts'
import type { BankError } from '../web/problem-page.ts'

/** An answer of the bank's APIs: `data` and `links` of the envelope, unchecked. */
export type Answer = { status: number; data: unknown; links: Record<string, unknown> }

export type Call = {
  connectionId: string
  operation: string
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  token: string
  body?: unknown
  headers?: Record<string, string>
}

/**
 * Calls one of the bank's APIs. Throws problems `bank-refused` (with the bank's own errors) and `answer-untrustworthy`
 * (a success that is not the standard's envelope).
 */
export async function callApi(
  http: Http,
  { connectionId, operation, method, url, token, body, headers: more }: Call,
): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json', ...more }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await http.fetchFor(connectionId)(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  })
  const answer = parsed(await response.text())
  if (response.status < 200 || response.status > 299) throw refused(operation, response, answer)
  if (response.status === 204) return { status: 204, data: undefined, links: {} }
  if (!('data' in answer)) throw problem('answer-untrustworthy', { operation, check: 'envelope' })
  return { status: response.status, data: answer.data, links: objectOf(answer.links) }
}

function refused(operation: string, response: Response, answer: Record<string, unknown>): Problem {
  return problem('bank-refused', {
    operation,
    status: response.status,
    errors: Array.isArray(answer.errors) ? answer.errors.map(errorOf) : [],
    retryAfter: response.headers.get('retry-after'),
    interactionId: response.headers.get(INTERACTION_ID),
  })
}

function errorOf(error: unknown): BankError {
  const { code, title, detail } = objectOf(error)
  return { code: String(code ?? ''), title: String(title ?? ''), detail: String(detail ?? '') }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return {}
  }
}

export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

export const objectsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map(objectOf) : []
