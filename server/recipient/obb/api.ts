import { problem } from '#kernel'
import { type Call, callBank } from '../api.ts'
import type { Http } from '../http.ts'
import { objectOf, objectsOf } from '../json.ts'
import type { BankError } from '../web/problem-page.ts'

/** An answer of the bank's APIs: `data` and `links` of the envelope, unchecked. */
export type Answer = { status: number; data: unknown; links: Record<string, unknown> }

/**
 * Calls one of the bank's APIs. Throws problems `bank-refused` (with the bank's own errors) and `answer-untrustworthy`
 * (a success that is not the standard's envelope).
 */
export async function callApi(http: Http, call: Call): Promise<Answer> {
  const { status, body } = await callBank(http, call, ({ errors }) => objectsOf(errors).map(errorOf))
  if (status === 204) return { status, data: undefined, links: {} }
  if (!('data' in body)) throw problem('answer-untrustworthy', { operation: call.operation, check: 'envelope' })
  return { status, data: body.data, links: objectOf(body.links) }
}

function errorOf({ code, title, detail }: Record<string, unknown>): BankError {
  return { code: String(code ?? ''), title: String(title ?? ''), detail: String(detail ?? '') }
}
