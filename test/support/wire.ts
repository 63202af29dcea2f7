import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:https'

/** One request as it went over the wire, with its answer. Names of sent headers are lower case. */
export type WireCall = {
  method: string
  url: string
  sent: { headers: Record<string, string>; body: string | undefined }
  status: number
  headers: Headers
  body: string
}

export type WireRequest = {
  method?: string
  url: string
  /** A header set to undefined is left out, even one that is sent unless told. */
  headers?: Record<string, string | undefined>
  /** Text goes as it is; anything else as JSON. */
  body?: unknown
  token?: string | undefined
}

export type Wire = { call(request: WireRequest): Promise<WireCall>; close(): void }

/** Whom a connection belongs to: an application's transport certificate, or nobody's. */
export type WireIdentity = { caPem: string; transport?: { keyPem: string; chainPem: string } | undefined }

/**
 * Calls the bank with exactly the headers given and no others (fetch adds its own). Sent unless told otherwise: a fresh
 * interaction id, `Accept: application/json`, and the Content-Type of a JSON body.
 */
export function openWire({ caPem, transport }: WireIdentity): Wire {
  const agent = new Agent({
    keepAlive: true,
    ca: caPem,
    ...(transport ? { key: transport.keyPem, cert: transport.chainPem } : {}),
  })
  return {
    call: ({ method = 'GET', url, headers: more = {}, body: given, token }) => {
      const body = given === undefined || typeof given === 'string' ? given : JSON.stringify(given)
      const all: Record<string, string | undefined> = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        'x-fapi-interaction-id': randomUUID(),
        accept: 'application/json',
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
        ...more,
      }
      const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >
      return new Promise((resolve, reject) => {
        const sending = request(url, { method, headers, agent }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () =>
            resolve({
              method,
              url,
              sent: { headers, body },
              status: answer.statusCode as number,
              headers: new Headers(
                Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
                  (values ?? []).map((value) => [name, value] as [string, string]),
                ),
              ),
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          )
        })
        sending.on('error', reject)
        sending.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}
