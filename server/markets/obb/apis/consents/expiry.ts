import { problem } from '#kernel'
import { addMonths } from '../../dates.ts'

/**
 * The expiry asked for: after now and at most twelve months ahead; null when left out (an indefinite consent).
 * Throws consent-expiry-invalid.
 */
export function expiry(asked: string | undefined, now: number): number | null {
  if (asked === undefined) return null
  const at = Date.parse(asked)
  const latest = addMonths(now, 12)
  if (Number.isNaN(at) || at <= now || at > latest) {
    throw problem('consent-expiry-invalid', { asked, from: now, to: latest }, 'consent-expiry')
  }
  return at
}
