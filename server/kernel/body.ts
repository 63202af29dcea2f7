import type { IncomingMessage } from 'node:http'
import { problem } from './problem.ts'

/** What a call may weigh. Consents are small; request objects with their statement are the largest. */
export const BODY_LIMIT = 56 * 1024

const EMPTY = Buffer.alloc(0)

/**
 * Reads a request's body whole. Throws body-too-large at the limit, by its announced length already, and
 * body-broken for a body that ends early.
 */
export function readBody(req: IncomingMessage): Promise<Buffer> | Buffer {
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
