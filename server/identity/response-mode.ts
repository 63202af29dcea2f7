import { problem } from '#kernel'
import type { Market } from '#markets'

/** Whether the metadata list a response mode; a request without one takes that of its response type. */
export function offersMode({ security }: Pick<Market, 'security'>, mode: unknown): boolean {
  return mode === undefined || security.responseModes.includes(mode as string)
}

/**
 * A request without a signature asks for a response mode of its market's, or for none (OAuth 2.0 Multiple Response Types
 * 2.1). Looked at before the engine is: it knows modes of its own, and would answer in one of them. Throws
 * response-mode-unsupported. What a request object asks for is looked at with the object.
 */
export function checkResponseMode(market: Market, mode: unknown): void {
  // A parameter without a value counts as left out (RFC 6749 3.1); given twice, it is the engine's to refuse.
  if (typeof mode !== 'string' || mode === '' || offersMode(market, mode)) return
  throw problem('response-mode-unsupported', { allowed: [...market.security.responseModes] }, 'request-response')
}
