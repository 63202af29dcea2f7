import { randomUUID } from 'node:crypto'

export type Answer = { status: number; headers: Headers; body: unknown }

export type ApiRequest = (
  method: string,
  url: string,
  token: string,
  /** A text is sent as it is, anything else as JSON. */
  init?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>

/** Calls to the bank's APIs over an application's own connection, each with a fresh interaction id. */
export function openApiRequest(call: typeof fetch): ApiRequest {
  return async (method, url, token, { body, headers } = {}) => {
    const response = await call(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-fapi-interaction-id': randomUUID(),
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
}
