import { type AdapterPayload, Provider } from 'oidc-provider'
import type { SecurityProfile } from '#markets'

/**
 * A client as it counts at this call. It was registered under whatever the market was set to then: what the profile of now
 * doesn't offer is left out, and whether requests must be signed is the profile's to say. Who proves a key at the call
 * (RFC 9449) gets tokens bound to it, and to nothing else.
 */
export function clientNow(kept: AdapterPayload, { responseTypes, grantTypes }: SecurityProfile): AdapterPayload {
  const { require_signed_request_object: _, ...client } = kept
  const { state } = (Provider.ctx ?? {}) as { state?: { provesKey?: boolean } }
  const among = <T extends string>(asked: readonly T[] | undefined, offered: readonly string[]) =>
    asked?.filter((one) => offered.includes(one))
  return {
    ...client,
    response_types: among(client.response_types, responseTypes),
    grant_types: among(client.grant_types, grantTypes),
    ...(state?.provesKey ? { tls_client_certificate_bound_access_tokens: false, dpop_bound_access_tokens: true } : {}),
  }
}
