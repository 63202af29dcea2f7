import type { IncomingMessage } from 'node:http'
import { problem } from '#kernel'

const LARGEST_FORM = 64 * 1024

/** Reads a posted form. Throws problems `form-unreadable` (another media type) and `form-too-large` (over 64 KiB). */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw problem('form-unreadable', { field: 'content-type' })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_FORM) throw problem('form-too-large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
