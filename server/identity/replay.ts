import type { IncomingMessage } from 'node:http'

/**
 * Gives a request whose body was read already a body again: the engine reads it as if it came from the wire.
 * (It would otherwise fall back to a parsed body and warn on every start.)
 */
export function replayBody(req: IncomingMessage, body: string | Buffer, contentType?: string): void {
  const bytes = Buffer.from(body)
  Object.defineProperty(req, 'readable', { value: true, configurable: true })
  req.iterator = async function* replay() {
    yield bytes
  } as unknown as IncomingMessage['iterator']
  req.headers['content-length'] = String(bytes.length)
  delete req.headers['transfer-encoding']
  if (contentType !== undefined) req.headers['content-type'] = contentType
}
