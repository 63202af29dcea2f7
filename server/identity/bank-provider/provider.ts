import { type Adapter, type Configuration, errors, interactionPolicy, Provider } from 'oidc-provider'
import type { Market } from '#markets'
import type { ProviderKeys } from '../keys.ts'
import { houseOf } from '../pages/house.ts'
import { languageOf } from '../pages/language.ts'
import { CLIENT_ID, type LoginKeys } from './keys.ts'
import { providerErrorPage } from './pages/error-page.ts'

export type BankProviderEngineDeps = {
  market: Market
  issuer: string
  /** Where its one client, the market's Identity Management, takes customers back. */
  returnUri: string
  adapter: (model: string) => Adapter
  keys: LoginKeys
  cookieKeys: string[]
  /** A name of this install and of the provider's port. */
  cookieTag: string
  wireNow: () => number
}

/** A login is carried over at once; what was asked for longer ago is asked for anew. */
const CODE_SECONDS = 60
const ASSERTION_SECONDS = 300

/**
 * The OpenID provider of the bank's own logins for one market: authorization code with PKCE for one client, which
 * proves itself with a key of its own (OpenID Connect Core 3.1 and 9, RFC 7636). It gives away who logged in, and how.
 */
export function buildLoginEngine(deps: BankProviderEngineDeps): Provider {
  const provider = new Provider(deps.issuer, configuration(deps))
  provider.on('authorization.error', (ctx, error) => {
    ctx.state.refusal = { error: error.message, error_description: error.error_description }
  })
  return provider
}

function configuration(deps: BankProviderEngineDeps): Configuration {
  const { market } = deps
  const { issuerPath } = market.addresses
  const cookie = (name: string) => `bancada_${deps.cookieTag}_${market.id}_login_${name}`
  const cookieOptions = { signed: true, httpOnly: true, sameSite: 'lax' as const, secure: true }
  const { security } = market
  return {
    adapter: deps.adapter as unknown as NonNullable<Configuration['adapter']>,
    clients: [client(deps)] as unknown as NonNullable<Configuration['clients']>,
    jwks: deps.keys.provider as ProviderKeys as unknown as NonNullable<Configuration['jwks']>,
    scopes: ['openid'],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    acrValues: [security.passwordAcr, security.secondFactorAcr],
    claims: { openid: ['sub'], acr: null, amr: null, auth_time: null, iss: null } as never,
    clientAuthMethods: ['private_key_jwt'],
    // The one client's members name the algorithms of its messages: no other is taken or made.
    enabledJWA: {
      clientAuthSigningAlgValues: [security.signingAlg],
      idTokenSigningAlgValues: [security.signingAlg],
    } as never,
    assertJwtClientAuthClaimsAndHeader: async (_ctx, { exp }) => {
      if (typeof exp !== 'number' || exp > deps.wireNow() / 1000 + ASSERTION_SECONDS) {
        throw new errors.InvalidClientAuth('the client assertion lives too long')
      }
    },
    pkce: { required: () => true },
    expiresWithSession: () => false,
    allowOmittingSingleRegisteredRedirectUri: false,
    issueRefreshToken: () => false,
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    // The bank hands its customers over to itself: there is nothing to consent to here.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId as string,
        accountId: session?.accountId as string,
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    renderError: async (ctx, out) => {
      ctx.type = 'html'
      ctx.body = providerErrorPage({
        ...{ base: issuerPath, house: houseOf(market), language: languageOf(ctx, market) },
        ...{ code: out.error, description: out.error_description ?? '' },
      })
    },
    interactions: {
      policy: everyRequestAsks(),
      url: (_ctx, interaction) => `${issuerPath}/interaction/${interaction.uid}`,
    },
    cookies: {
      keys: deps.cookieKeys,
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      long: { ...cookieOptions, path: issuerPath },
      short: { ...cookieOptions },
    },
    routes: { authorization: '/auth', jwks: '/jwks', token: '/token' },
    ttl: {
      AccessToken: CODE_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      IdToken: CODE_SECONDS,
      Interaction: security.interactionSeconds,
      Session: security.interactionSeconds,
      Grant: security.interactionSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
  }
}

function client({ returnUri, keys, market: { security } }: BankProviderEngineDeps) {
  return {
    client_id: CLIENT_ID,
    client_name: 'Identity Management',
    redirect_uris: [returnUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: security.signingAlg,
    id_token_signed_response_alg: security.signingAlg,
    jwks: keys.clientPublic,
  }
}

/** Whoever is sent here logs in, each time: a browser's earlier login speaks for nobody. */
function everyRequestAsks() {
  const { Check, Prompt } = interactionPolicy
  return [
    new Prompt(
      { name: 'login', requestable: true },
      new Check('login_each_time', 'the customer logs in each time', 'login_required', (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    ),
  ]
}
