import { type Configuration, errors } from 'oidc-provider'
import { derOf, parseCertificate } from '#kernel'
import { hasAlternativeName } from './alternative-names.ts'
import { backchannelFeature, rememberAsked } from './backchannel/feature.ts'
import { checkBackchannelObject } from './backchannel/request-checks.ts'
import { leaveUserinfoOut } from './claims-request.ts'
import { plainFeatures } from './plain.ts'
import type { ProviderDeps } from './provider.ts'
import { checkRequestObject } from './request-object.ts'
import { revokesItsGrant } from './revocation.ts'
import { API_RESOURCE, customerScope } from './scopes.ts'

type Features = NonNullable<Configuration['features']>

/** What the engine offers in a market, and by which of the market's rules. */
export function featuresOf(deps: ProviderDeps): Features {
  const { market, consents } = deps
  const { security } = market
  const { backchannel } = security
  const namesSubject = market.registration.namesSubject ?? (() => false)

  return {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true, assertClaimsParameter: async (_ctx, claims) => leaveUserinfoOut(claims) },
    ...(backchannel ? { ciba: backchannelFeature(backchannel, deps) } : {}),
    encryption: { enabled: security.encryption !== null },
    clientCredentials: { enabled: true },
    fapi: { enabled: true, profile: security.fapi2 ? '2.0' : '1.0 Final' },
    dPoP: { enabled: security.fapi2 === true },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      getCertificate: (ctx) => ctx.state.certificatePem as string | undefined,
      tlsClientAuth: security.legacyClients === true || security.clientAuthMethods.includes('tls_client_auth'),
      // The gateway let only certificates of the directory come this far.
      certificateAuthorized: (ctx) => ctx.state.certificatePem !== undefined,
      certificateSubjectMatches: (ctx, property, written) => {
        const pem = ctx.state.certificatePem as string
        const { subject } = parseCertificate(derOf(pem))
        if (property === 'tls_client_auth_subject_dn') return namesSubject(written as string, subject)
        return market.registration.namesAlternatives === true && hasAlternativeName(pem, property, written)
      },
    },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    requestObjects: {
      enabled: true,
      requireSignedRequestObject: !security.fapi2,
      assertJwtClaimsAndHeader: async (ctx, claims, header, client) => {
        const wireNow = deps.wireNow()
        if (backchannel && ctx.oidc.route === 'backchannel_authentication') {
          checkBackchannelObject({ profile: backchannel, claims, header, wireNow })
          return rememberAsked(ctx, claims)
        }
        checkRequestObject({
          ...{ market, claims, header, clientId: client.clientId, wireNow },
          pushed: ctx.oidc.route === 'pushed_authorization_request',
          // A consent that ended since it was pushed is told to its customer on a page, with the way back to the app.
          ...(ctx.oidc.route === 'authorization' || market.consent.requested
            ? {}
            : { consentOfRequest: deps.consentOfRequest }),
        })
      },
    },
    registration: {
      enabled: true,
      initialAccessToken: false,
      issueRegistrationAccessToken: true,
      idFactory: () => deps.newId(),
    },
    jwtResponseModes: { enabled: security.responseModes.some((mode) => mode.includes('jwt')) },
    ...(security.plain ? plainFeatures(security, deps) : {}),
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: false },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => revokesItsGrant(client, token) },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API_RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource, client) => {
        if (resource !== API_RESOURCE) throw new errors.InvalidTarget()
        return { scope: resourceScope(ctx, client.clientId), accessTokenFormat: 'opaque' }
      },
    },
  }

  /** An app alone gets the app's scopes; with an account holder, the APIs' scopes and the consent of the request. */
  function resourceScope(ctx: Parameters<NonNullable<Configuration['findAccount']>>[0], clientId: string): string {
    const { params, entities } = ctx.oidc
    if (params?.grant_type === 'client_credentials') return security.clientScopes.join(' ')
    const granted = entities.Grant?.getResourceScope(API_RESOURCE) ?? ''
    return customerScope(market, consents, clientId, `${params?.scope ?? ''} ${granted}`)
  }
}
