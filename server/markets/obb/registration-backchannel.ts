import { securityProfile } from './security.ts'

/** The grant of a request answered on the bank's app (CIBA 4). */
export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba'

type Invalid = (member: string, reason: string) => Error

const MODES: readonly string[] = securityProfile.backchannel?.deliveryModes ?? []
const ENDPOINT = 'backchannel_client_notification_endpoint'
const LONGEST = 255

/**
 * The members of a client that asks on the bank's app (CIBA 4; FAPI-BR CIBA: poll or ping, never push, signed requests
 * and no user codes); none for a client without that grant, which may not send them either.
 */
export function backchannelMetadata(
  body: Readonly<Record<string, unknown>>,
  grantTypes: readonly string[],
  invalid: Invalid,
): Record<string, unknown> {
  const { backchannel_token_delivery_mode: mode, backchannel_authentication_request_signing_alg: alg } = body
  if (!grantTypes.includes(CIBA_GRANT)) {
    for (const member of ['backchannel_token_delivery_mode', ENDPOINT]) {
      if (body[member] !== undefined) throw invalid(member, `it needs the grant ${CIBA_GRANT}`)
    }
    return {}
  }
  if (typeof mode !== 'string' || !MODES.includes(mode)) {
    throw invalid('backchannel_token_delivery_mode', `it must be ${MODES.join(' or ')}`)
  }
  if (alg !== undefined && alg !== securityProfile.signingAlg) {
    throw invalid('backchannel_authentication_request_signing_alg', `only ${securityProfile.signingAlg} is accepted`)
  }
  return {
    backchannel_token_delivery_mode: mode,
    backchannel_authentication_request_signing_alg: securityProfile.signingAlg,
    ...notificationEndpoint(body[ENDPOINT], mode, invalid),
  }
}

/** A client that is pinged at an address of its own. */
export const notification = {
  fault: notificationFault,
  metadata: (uri: string) => ({ backchannel_token_delivery_mode: 'ping', [ENDPOINT]: uri }),
}

function notificationEndpoint(uri: unknown, mode: string, invalid: Invalid): Record<string, unknown> {
  if (mode !== 'ping') {
    if (uri !== undefined) throw invalid(ENDPOINT, 'only clients with the delivery mode ping have one')
    return {}
  }
  const fault = typeof uri === 'string' ? notificationFault(uri) : 'it must be an https address'
  if (fault !== undefined) throw invalid(ENDPOINT, fault)
  return { [ENDPOINT]: uri }
}

function notificationFault(uri: string): string | undefined {
  if (!URL.canParse(uri) || new URL(uri).protocol !== 'https:') return 'it must be an https address'
  const { username, password } = new URL(uri)
  const tooMuch = uri.includes('#') || username !== '' || password !== '' || uri.length > LONGEST
  return tooMuch ? `it must have no fragment, no user, and at most ${LONGEST} characters` : undefined
}
