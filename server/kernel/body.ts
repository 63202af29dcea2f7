import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Problem, problem } from './problem.ts'

/** What a call may weigh. Consents are small; request objects with their statement are the largest. */
export const BODY_LIMIT = 56 * 1024

const EMPTY = Buffer.alloc(0)

/** The body of a call, or why it can't be had; a promise only where there is something to wait for. */
export function bodyOrRefusal(req: IncomingMessage): Promise<Buffer | Problem> | Buffer | Problem {
  try {
    const body = readBody(req)
    return body instanceof Promise ? body.catch(refusalOf) : body
  } catch (error) {
    return refusalOf(error)
  }
}

/**
 * Reads a request's body whole. Throws body-too-large at the limit, by its announced length already, and
 * body-broken for a body that ends early.
 */
function readBody(req: IncomingMessage): Promise<Buffer> | Buffer {
  const announced = req.headers['content-length']
  if (announced === undefined && req.headers['transfer-encoding'] === undefined) return EMPTY
  if (Number(announced) > BODY_LIMIT) throw problem('body-too-large', { limit: BODY_LIMIT }, 'body-size')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) {
        req.removeAllListeners('data')
        req.resume()
        reject(problem('body-too-large', { limit: BODY_LIMIT }, 'body-size'))
      } else {
        chunks.push(chunk)
      }
    })
    req.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)))
    req.on('error', () => reject(problem('body-broken', { reason: 'it ended early' }, 'body-size')))
    req.on('aborted', () => reject(problem('body-broken', { reason: 'it ended early' }, 'body-size')))
  })
}

/**
 * A body is read as it was sent: one in a content coding can't be (RFC 9110 8.4). Without a body the header is nobody's
 * business. Throws content-coding-unsupported.
 */
export function demandUncoded(headers: IncomingHttpHeaders, body: Buffer): void {
  const coding = headers['content-encoding']?.trim() ?? ''
  if (body.length === 0 || coding === '' || coding.toLowerCase() === 'identity') return
  throw problem('content-coding-unsupported', { coding }, 'body-coding')
}

/** What an answer to such a body says of the codings that are read: none (RFC 9110 12.5.3, 15.5.16). */
export const UNCODED: Readonly<Record<string, string>> = { 'accept-encoding': 'identity' }

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
