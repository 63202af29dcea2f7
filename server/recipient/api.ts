import { type Problem, problem } from '#kernel'
import { type Http, INTERACTION_ID } from './http.ts'
import { objectOf } from './json.ts'
import type { BankError } from './web/problem-page.ts'

export type Call = {
  connectionId: string
  operation: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  token: string
  body?: unknown
  headers?: Record<string, string>
}

/** The errors that a market's error body tells of. */
export type ErrorReader = (body: Record<string, unknown>) => BankError[]

/** A success of the bank's APIs: the members of its JSON body, empty where it has none. */
export type Answer = { status: number; body: Record<string, unknown> }

/** Calls one of the bank's APIs. Throws problem `bank-refused`, with the bank's own errors as `errorsOf` reads them. */
export async function callBank(http: Http, call: Call, errorsOf: ErrorReader): Promise<Answer> {
  const { connectionId, operation, method, url, token, body, headers: more } = call
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json', ...more }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await http.fetchFor(connectionId)(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  })
  const answer = parsed(await response.text())
  if (response.status < 200 || response.status > 299) throw refused(operation, response, errorsOf(answer))
  return { status: response.status, body: answer }
}

/** The refusal of an operation as the app tells it. */
export function refused(operation: string, { status, headers }: Response, errors: BankError[]): Problem {
  return problem('bank-refused', {
    operation,
    status,
    errors,
    retryAfter: headers.get('retry-after'),
    interactionId: headers.get(INTERACTION_ID),
  })
}

function parsed(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return {}
  }
}
