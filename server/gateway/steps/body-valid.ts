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
  // Schemas that leave members open say nothing of how far down these go; whoever walks them has a stack that ends.
  if (depthOf(body) > DEEPEST) throw problem('body-broken', { reason: `it goes deeper than ${DEEPEST} levels` })
  try {
    return JSON.parse(UTF8.decode(body))
  } catch {
    throw problem('body-broken')
  }
}

/** No operation's body goes further down. */
const DEEPEST = 64

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [BRACKET, BRACKET_ENDS, BRACE, BRACE_ENDS] = [0x5b, 0x5d, 0x7b, 0x7d]

/** How far JSON goes down, by its brackets outside texts; bytes of UTF-8 beyond ASCII are none of these. */
function depthOf(body: Buffer): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (inText) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === BRACKET || byte === BRACE) {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (byte === BRACKET_ENDS || byte === BRACE_ENDS) depth -= 1
  }
  return deepest
}
