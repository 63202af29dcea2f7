import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The bank doesn't hold the consent back; operations that tell of a hold in their own way are let through. */
export const consentNotHeld: Step = {
  id: 'consent-not-held',
  run({ route, token }) {
    if (route.whileHeld === 'answered' || (token?.consent?.heldSince ?? null) === null) return
    throw problem('consent-on-hold', { since: token?.consent?.heldSince })
  },
}
