import { problem } from '#kernel'
import type { Market } from '#markets'

/**
 * A request without a signature asks for a response mode of its market's, or for none (OAuth 2.0 Multiple Response Types
 * 2.1). Looked at before the engine is: it knows modes of its own, and would answer in one of them. Throws
 * response-mode-unsupported. What a request object asks for is looked at with the object.
 */
export function checkResponseMode({ security }: Market, mode: unknown): void {
  // A parameter without a value counts as left out (RFC 6749 3.1); given twice, it is the engine's to refuse.
  if (typeof mode !== 'string' || mode === '' || security.responseModes.includes(mode)) return
  throw problem('response-mode-unsupported', { allowed: [...security.responseModes] }, 'request-response')
}
