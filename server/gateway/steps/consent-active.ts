import { endingFacts } from '#consent'
import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The consent behind a customer's token is active at this moment of bank time, and is this client's. */
export const consentActive: Step = {
  id: 'consent-active',
  run({ token, market }, { rooms }) {
    if (token?.kind === 'client') return
    const consent = token?.consent
    if (
      !consent ||
      consent.clientId !== token.clientId ||
      consent.market !== market.id ||
      !rooms.consents.isActive(consent)
    ) {
      throw problem('consent-not-active', consent && endingFacts(consent))
    }
  },
}
