import type { Step } from '../call.ts'

/** The token is known, alive in bank time, and its client and grant exist: identity answers in process. */
export const tokenActive: Step = {
  id: 'token-active',
  run(call, { introspect }) {
    const { ids } = call.exchange
    ids.tokenId = call.tokenId
    const token = introspect(call, call.tokenId)
    call.token = token
    ids.clientId = token.clientId
    if (token.consent) ids.consentId = token.consent.id
    if (token.grantId !== null) ids.grantId = token.grantId
  },
}
