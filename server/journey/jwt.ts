const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?$/
/** A JWT longer than this keeps its header only. */
const PAYLOAD_LIMIT = 64 * 1024

export type JwtParts = { header: Record<string, unknown>; payload?: unknown; encrypted?: true }

/** Reads a compact JWS's header and payload, or a JWE's header (RFC 7515, RFC 7516 §3.1); undefined if it is neither. */
export function decodeJwt(text: string): JwtParts | undefined {
  if (!text.startsWith('eyJ') || !COMPACT.test(text)) return undefined
  const parts = text.split('.')
  const header = parsed(parts[0] ?? '')
  if (typeof header !== 'object' || header === null) return undefined
  if (parts.length === 5) return { header: header as JwtParts['header'], encrypted: true }
  const payload = text.length > PAYLOAD_LIMIT ? undefined : parsed(parts[1] ?? '')
  return { header: header as JwtParts['header'], payload }
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined
  }
}
