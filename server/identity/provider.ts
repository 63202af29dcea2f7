import type { JWK } from 'jose'
import { type Adapter, type Configuration, errors, Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Market, securityProfilesOf } from '#markets'
import { idTokenLife, requestLife } from './backchannel/feature.ts'
import type { Phone } from './backchannel/phone.ts'
import { compareSecrets } from './client-secret.ts'
import { everyRequestAsks } from './interaction/policy.ts'
import { PROOF_ALGORITHMS } from './key-proofs.ts'
import { errorPage } from './pages/error-page.ts'
import { houseOf } from './pages/house.ts'
import { languageOf } from './pages/language.ts'
import type { People } from './people.ts'
import { askForConsentNamed } from './plain.ts'
import { featuresOf } from './provider-features.ts'
import { LEEWAY_SECONDS, lengthenPushedRequests } from './pushed-life.ts'
import { PRIVATE_MEMBERS } from './registration.ts'
import type { RequestedConsentsAtPar } from './requested-consents.ts'

export type ProviderDeps = {
  market: Market
  issuer: string
  adapter: (model: string) => Adapter
  /** Of each kind the one to use first. */
  keys: { keys: JWK[] }
  /** Told of the life of each id_token, in seconds, before it is signed. */
  signing: (seconds: number) => void
  cookieKeys: string[]
  /** A name of this install, so that two banks on one machine don't overwrite each other's cookies. */
  cookieTag: string
  consents: Consents
  people: People
  /** The bank's app, which the engine tells of requests for it; opened after the engine. */
  phone: () => Phone
  /** Where the market's consents are named by requests: the one a request names. */
  consentOfRequest: (clientId: string, scope: string) => Consent
  /** Where they are born of requests. */
  requested: RequestedConsentsAtPar
  /** Reads a client's key set in process; undefined for an address that isn't the directory's. */
  keySet: (uri: string) => { keys: unknown[] } | undefined
  newId: () => string
  /** Wire time in milliseconds: request objects are dated by their senders' clocks. */
  wireNow: () => number
  /** Bank time in milliseconds: consents end by it. */
  bankNow: () => number
  /** A fresh unguessable client secret. */
  newSecret: () => string
}

/** Grants and refresh tokens have no end of their own: the adapter answers for them while their consent is active. */
const HUNDRED_YEARS_SECONDS = 100 * 365 * 86_400

/** How far ahead a client assertion may end: its jti is remembered until then. */
const ASSERTION_SECONDS = 3600

/** Builds a market's OpenID provider: the engine behind its authorization server, configured by the market's data. */
export function buildProvider(deps: ProviderDeps): Provider {
  const provider = new Provider(deps.issuer, configuration(deps))
  keepRefusals(provider)
  if (deps.market.security.plain) compareSecrets(provider)
  else lengthenPushedRequests(provider, deps.market.security.pushedRequestSeconds, deps.wireNow)
  return provider
}

/** What the engine tells of each endpoint it refuses at. */
const REFUSALS = [
  'authorization.error',
  'grant.error',
  'pushed_authorization_request.error',
  'backchannel_authentication.error',
  'revocation.error',
  'registration_create.error',
  'registration_read.error',
  'registration_update.error',
  'registration_delete.error',
] as const

/**
 * Kept for the recorded exchange: a redirect or a page tells a machine nothing of why it was refused, and of a client's
 * authentication the answer never says what was wrong with it.
 */
function keepRefusals(provider: Provider): void {
  for (const name of REFUSALS) {
    provider.on(name as 'grant.error', (ctx, { error, error_description, error_detail }) => {
      ctx.state.refusal = { error, error_description, error_detail }
    })
  }
  // Said to the app, unless it turns out to be a page (renderError).
  for (const name of ['authorization.error', 'server_error'] as const) {
    provider.on(name as 'server_error', (ctx) => {
      ctx.state.appRefused = true
    })
  }
}

function configuration(deps: ProviderDeps): Configuration {
  const { market } = deps
  const { security } = market
  const { backchannel } = security
  const cookie = (name: string) => `bancada_${deps.cookieTag}_${market.id}_${name}`
  const cookieOptions = { signed: true, httpOnly: true, sameSite: 'lax' as const, secure: true }

  return {
    adapter: deps.adapter as unknown as NonNullable<Configuration['adapter']>,
    jwks: deps.keys as unknown as NonNullable<Configuration['jwks']>,
    scopes: [...security.scopes],
    // Clients are registered once, for whatever the market may be set to; what counts now is read with each of them.
    responseTypes: [
      ...new Set(securityProfilesOf(market).flatMap(({ responseTypes }) => responseTypes)),
    ] as NonNullable<Configuration['responseTypes']>,
    subjectTypes: ['public'],
    acrValues: [...security.acrValues],
    claims: {
      openid: security.claims.filter((claim) => claim === 'sub' || claim === 'acr'),
      ...Object.fromEntries(security.claims.map((claim) => [claim, null])),
    } as unknown as NonNullable<Configuration['claims']>,
    clientAuthMethods: [
      ...security.clientAuthMethods,
      ...(security.legacyClients ? ['tls_client_auth'] : []),
    ] as NonNullable<Configuration['clientAuthMethods']>,
    conformIdTokenClaims: false,
    clockTolerance: LEEWAY_SECONDS,
    clientDefaults: {
      grant_types: [...security.grantTypes],
      response_types: [...security.responseTypes] as never,
      id_token_signed_response_alg: security.signingAlg as never,
      request_object_signing_alg: security.signingAlg as never,
      authorization_signed_response_alg: security.signingAlg as never,
      token_endpoint_auth_method: security.clientAuthMethods[0] as never,
    },
    enabledJWA: {
      clientAuthSigningAlgValues: [security.signingAlg],
      idTokenSigningAlgValues: [security.signingAlg],
      requestObjectSigningAlgValues: [security.signingAlg],
      authorizationSigningAlgValues: [security.signingAlg],
      ...(security.fapi2 ? { dPoPSigningAlgValues: [...PROOF_ALGORITHMS] } : {}),
      ...(security.encryption ? encryptionAlgorithms(security.encryption) : {}),
    } as unknown as NonNullable<Configuration['enabledJWA']>,
    assertJwtClientAuthClaimsAndHeader: async (ctx, { exp, aud }, _header, client) => {
      if (security.assertionAudience === 'issuer' && aud !== deps.issuer) {
        throw new errors.InvalidClientAuth('the client assertion must be for the issuer alone')
      }
      if (typeof exp !== 'number' || exp > deps.wireNow() / 1000 + ASSERTION_SECONDS) {
        throw new errors.InvalidClientAuth('the client assertion lives too long')
      }
      // The back channel asked before; here nothing that a caller calls its client can get around it.
      if (ctx.state.withoutCertificate !== true && client.software_id !== ctx.state.softwareId) {
        throw new errors.InvalidClientAuth("the client certificate does not name this client's software")
      }
    },
    pkce: { required: () => true },
    expiresWithSession: () => false,
    // Where one may be left out, no call without a pushed request comes this far (entry.ts): a refusal before that is
    // read has no trusted way back to an app, it is a page.
    allowOmittingSingleRegisteredRedirectUri: security.looseRequestObjects === true,
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') && isRenewable(deps, (source as { grantId?: string }).grantId),
    rotateRefreshToken: security.refreshTokens?.rotate === true,
    loadExistingGrant: async (ctx) => {
      // One consent, one grant: only the grant made in this interaction counts, never one of an earlier visit.
      const grantId = ctx.oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId)
    },
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    fetch: async (url) => {
      const keySet = deps.keySet(String(url))
      return keySet ? Response.json(keySet) : new Response('unknown key set', { status: 404 })
    },
    extraClientMetadata: { properties: [...PRIVATE_MEMBERS, ...market.registration.extraMetadata] },
    renderError: async (ctx, out) => {
      ctx.state.appRefused = false
      ctx.type = 'html'
      ctx.body = errorPage({
        ...{ code: out.error, description: out.error_description ?? '' },
        ...{ language: languageOf(ctx, market), house: houseOf(market) },
      })
    },
    interactions: {
      policy: everyRequestAsks(security.plain && !security.plainPush ? [askForConsentNamed(deps)] : []),
      url: (_ctx, interaction) => `${market.addresses.issuerPath}/interaction/${interaction.uid}`,
    },
    cookies: {
      keys: deps.cookieKeys,
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      long: { ...cookieOptions, path: market.addresses.issuerPath },
      short: { ...cookieOptions },
    },
    routes: {
      authorization: '/auth',
      backchannel_authentication: '/backchannel',
      jwks: '/jwks',
      pushed_authorization_request: '/par',
      registration: '/register',
      revocation: '/revoke',
      token: '/token',
    },
    ttl: {
      AccessToken: security.accessTokenSeconds,
      ClientCredentials: security.accessTokenSeconds,
      AuthorizationCode: security.authorizationCodeSeconds,
      ...(backchannel
        ? {
            BackchannelAuthenticationRequest: (ctx) => requestLife(backchannel, ctx.oidc?.params?.requested_expiry),
          }
        : {}),
      IdToken: (ctx) => {
        const seconds = idTokenLife(ctx, market)
        deps.signing(seconds)
        return seconds
      },
      Interaction: security.interactionSeconds,
      Session: security.interactionSeconds,
      Grant: HUNDRED_YEARS_SECONDS,
      RefreshToken: (_ctx, token) => refreshLife(deps, (token as { grantId?: string }).grantId),
    },
    features: Object.assign(featuresOf(deps), deps.requested.feature as object),
    extraParams: deps.requested.params,
  }
}

function isRenewable({ market, consents }: ProviderDeps, grantId: string | undefined): boolean {
  const consent = grantId === undefined ? undefined : consents.findByGrant(grantId)
  return consent === undefined || market.consent.renewable === undefined || market.consent.renewable(consent)
}

/** How long a refresh token lives, in seconds: with its consent where it never changes, else no longer than the market says. */
function refreshLife({ market, consents, bankNow }: ProviderDeps, grantId: string | undefined): number {
  const { refreshTokens } = market.security
  if (!refreshTokens) return HUNDRED_YEARS_SECONDS
  const { expiresAt = null } = (grantId === undefined ? undefined : consents.findByGrant(grantId)) ?? {}
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : Math.floor((expiresAt - bankNow()) / 1000)
  return Math.max(1, Math.min(refreshTokens.seconds, left))
}

function encryptionAlgorithms({ alg, enc }: { alg: string; enc: string }) {
  return {
    idTokenEncryptionAlgValues: [alg],
    idTokenEncryptionEncValues: [enc],
    requestObjectEncryptionAlgValues: [alg],
    requestObjectEncryptionEncValues: [enc],
  }
}
