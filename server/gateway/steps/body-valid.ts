import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The body is JSON in UTF-8 and fits the operation's schema. What a document must be is the operation's to say. */
export const bodyValid: Step = {
  id: 'body-valid',
  run(call) {
    if (!call.route.body || call.document) return
    call.json = parse(call.body)
    const faults = call.checks.body(call.json)
    if (faults.length > 0) throw problem('request-invalid', { faults })
  },
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function parse(body: Buffer): unknown {
  if (body.length === 0) throw problem('body-broken', { reason: 'it is empty' })
  try {
    return JSON.parse(UTF8.decode(body))
  } catch {
    throw problem('body-broken')
  }
}
