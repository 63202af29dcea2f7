import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'

/** What a caller shows of itself: a key and a certificate, or nothing. */
export type ClientTls = { key?: string; cert?: string }

export type RawCall = {
  method?: string
  /** The target as it is written in the request's first line, where it is not the path and query of the address. */
  target?: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
  tls?: ClientTls
  timeoutMs?: number
}

export type RawAnswer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  bytes: Buffer
  /** The body as JSON; undefined where it is none. */
  json: Record<string, unknown> | undefined
}

/** One HTTPS call on a connection of its own, sent as told and never corrected. Fails when no answer comes in time. */
export function rawCall(url: string, ca: string, call: RawCall = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, tls, target, timeoutMs = 8_000 } = call
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      {
        method,
        headers,
        ...(target === undefined ? {} : { path: target }),
        agent: false,
        ca,
        servername: new URL(url).hostname,
        ...tls,
      },
      (response) => {
        bytesOf(response).then((bytes) => {
          clearTimeout(timer)
          const text = bytes.toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, bytes, json: jsonOf(text) })
        }, reject)
      },
    )
    const timer = setTimeout(() => {
      req.destroy()
      reject(new Error(`no answer within ${timeoutMs} ms: ${method} ${url}`))
    }, timeoutMs)
    req.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    req.end(body)
  })
}

/** Sends bytes as they are over TLS and gives all that came back until the bank closed, or `stopAt` appeared. */
export function rawBytes(
  url: string,
  ca: string,
  bytes: (string | Buffer)[],
  { tls, timeoutMs = 20_000, stopAt, end = false }: RawBytes = {},
): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const text = () => Buffer.concat(received).toString('latin1')
    const socket: TLSSocket = connect({ host: hostname, port: Number(port), ca, servername: hostname, ...tls }, () => {
      for (const part of bytes) socket.write(part)
      if (end) socket.end()
    })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`the connection stayed open for ${timeoutMs} ms with: ${text().slice(0, 200)}`))
    }, timeoutMs)
    const finish = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(text())
    }
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk)
      if (stopAt?.test(text())) finish()
    })
    socket.on('close', finish)
    socket.on('error', finish)
  })
}

export type RawBytes = { tls?: ClientTls; timeoutMs?: number; stopAt?: RegExp; end?: boolean }

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}
