import { type Call, callBank, refused } from '../api.ts'
import type { Http } from '../http.ts'
import { objectOf } from '../json.ts'
import type { Document } from '../routing.ts'
import type { BankError } from '../web/problem-page.ts'

/** Calls one of the bank's APIs; returns the members of the answer. Throws problem `bank-refused` with the FDX code. */
export async function callApi(http: Http, call: Call): Promise<Record<string, unknown>> {
  return (await callBank(http, call, errorsOf)).body
}

const DOCUMENTS = new Set(['application/pdf', 'image/gif', 'image/jpeg', 'image/png', 'image/tiff'])

/** Gets a document of the bank. Throws problem `bank-refused`; what is no document is refused as one. */
export async function fetchDocument(http: Http, { connectionId, operation, url, token }: Call): Promise<Document> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/pdf' }
  const get = { method: 'GET', headers, body: undefined, redirect: 'manual' } as const
  const response = await http.fetchFor(connectionId)(url, get)
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (response.status !== 200 || !DOCUMENTS.has(type)) {
    const body: unknown = await response.json().catch(() => null)
    throw refused(operation, response, errorsOf(objectOf(body)))
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  return { type, name: `statement.${type.split('/')[1]}`, bytes }
}

/** The error entity: one code with a message for the customer and one for the developer (FDX, Error). */
function errorsOf({ code, message, debugMessage, error, error_description: description }: Record<string, unknown>) {
  const told: BankError = {
    code: String(code ?? error ?? ''),
    title: String(message ?? ''),
    detail: String(debugMessage ?? description ?? ''),
  }
  return told.code === '' && told.title === '' ? [] : [told]
}
