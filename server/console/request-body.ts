import type { IncomingMessage } from 'node:http'
import { onBodyLost, problem } from '#kernel'

/** The largest body the console API reads, in bytes. */
export const BODY_LIMIT = 1024 * 1024
/** How much of a refused body is still read, so that the sender gets to see the answer. */
const DRAIN_LIMIT = 16 * BODY_LIMIT

/**
 * Reads the JSON body of a state-changing call; undefined when it is empty.
 * The media type is required even then: it keeps plain HTML forms of other sites out.
 * Throws media-type-unsupported, encoding-unsupported, body-too-large, body-not-json,
 * body-cut-short or body-late.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']
  if (!/^application\/json *(;|$)/i.test(type ?? '')) {
    throw problem('media-type-unsupported', { given: type ?? null, needed: 'application/json' }, 'console-media-type')
  }
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw problem('encoding-unsupported', { given: encoding }, 'console-media-type')
  }
  const bytes = await readBytes(request)
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw problem(
      'body-not-json',
      { reason: error instanceof SyntaxError ? error.message : 'not UTF-8' },
      'console-body',
    )
  }
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > BODY_LIMIT) return Promise.reject(tooLarge(request, announced))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) {
        request.removeAllListeners('data')
        reject(tooLarge(request, size))
      } else {
        chunks.push(chunk)
      }
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    onBodyLost(request, ({ type, facts }) =>
      reject(
        type === 'body-late' ? problem(type, facts, 'console-body') : problem('body-cut-short', facts, 'console-body'),
      ),
    )
    request.on('error', () => reject(problem('body-cut-short', { received: size }, 'console-body')))
  })
}

function tooLarge(request: IncomingMessage, size: number) {
  let drained = 0
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length
    if (drained > DRAIN_LIMIT) request.destroy()
  })
  return problem('body-too-large', { atLeastBytes: size, limitBytes: BODY_LIMIT }, 'console-body')
}
