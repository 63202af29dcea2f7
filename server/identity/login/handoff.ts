import { createHmac } from 'node:crypto'
import { importJWK } from 'jose'
import type * as client from 'openid-client'
import { Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import { CLIENT_ID, type LoginKeys } from '../bank-provider/keys.ts'
import { HANDBACK_PATH } from '../endpoints.ts'
import type { Flow, Handoff, LoginStore } from './store.ts'

export type HandoffDeps = {
  market: Market
  world: World
  store: LoginStore
  keys: LoginKeys
  /** What this install makes verifiers and nonces from, so that a copy of its rows holds none. */
  secret: string
  caPem: string
  addresses: { provider: string; public: string }
}

/** Who the provider says logged in, and how. */
export type LoggedIn = { personId: string; acr: string; amr: string[] }

export type Handoffs = ReturnType<typeof openHandoffs>

type Library = typeof client

/**
 * Identity Management as the one client of the bank's own identity provider (arrow 7): it sends customers there, and
 * takes them back by authorization code with PKCE, state and nonce (OpenID Connect Core 3.1, RFC 7636, RFC 9207).
 */
export function openHandoffs(deps: HandoffDeps) {
  const { market, store, world } = deps
  const issuer = deps.addresses.provider + market.addresses.issuerPath
  const returnUri = deps.addresses.public + market.addresses.issuerPath + HANDBACK_PATH
  let discovered: Promise<{ library: Library; configuration: client.Configuration }> | undefined

  /** Read at the first login that leaves, and again where that failed. */
  function discovery() {
    discovered ??= discover(deps, issuer).catch((error: unknown) => {
      discovered = undefined
      throw unreachable(error)
    })
    return discovered
  }

  const derived = (what: 'verifier' | 'nonce', state: string) =>
    createHmac('sha256', deps.secret).update(`${what} ${state}`).digest('base64url')

  return {
    /**
     * The address that a customer is sent to for a login, with a state that is good once and only in that browser's
     * interaction. Throws login-provider-unreachable.
     */
    async begin(flow: Flow, language: string): Promise<string> {
      const { library, configuration } = await discovery()
      const { uid, acr, consentId } = flow
      const state = world.ids.token(24)
      const handoff: Handoff = { market: market.id, uid, acr, clientId: flow.clientId ?? '', consentId }
      store.addHandoff(state, handoff, flow.expiresAt)
      const url = library.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: returnUri, scope: 'openid', state, nonce: derived('nonce', state), ui_locales: language },
        code_challenge: await library.calculatePKCECodeChallenge(derived('verifier', state)),
        code_challenge_method: 'S256',
        claims: JSON.stringify({ id_token: { acr: { essential: true, value: acr } } }),
      })
      return url.href
    },

    /** The customer whom a state belongs to; undefined where nobody was sent away with it, or came back already. */
    byState: (state: unknown): Handoff | undefined =>
      typeof state === 'string' ? store.handoff(market.id, state, world.clock.now()) : undefined,

    /**
     * Takes back a customer who was sent away from an interaction; each state once. Throws login-return-unknown for one
     * that wasn't sent from there, login-not-done where the provider says that nobody logged in, and login-return-refused
     * where what it says doesn't hold.
     */
    async finish(uid: string, query: URLSearchParams): Promise<LoggedIn> {
      const state = query.get('state') ?? ''
      const handoff = store.handoff(market.id, state, world.clock.now())
      if (!handoff || handoff.uid !== uid || !store.spendHandoff(state))
        throw problem('login-return-unknown', {}, 'login-return')
      const { library, configuration } = await discovery()
      const url = new URL(returnUri)
      url.search = query.toString()
      try {
        const answer = await library.authorizationCodeGrant(configuration, url, {
          pkceCodeVerifier: derived('verifier', state),
          expectedState: state,
          expectedNonce: derived('nonce', state),
          idTokenExpected: true,
        })
        return loggedIn(answer.claims(), handoff)
      } catch (error) {
        throw refusalOf(error, query)
      }
    },
  }
}

/** The provider is on this machine, but somebody may be holding its answer up to show it. */
const PATIENCE_SECONDS = 90

/** What the id_token says, once it says what was asked for: the level above all, which a customer could have changed. */
function loggedIn(claims: client.IDToken | undefined, { acr }: Handoff): LoggedIn {
  if (!claims || claims.acr !== acr) throw problem('login-return-refused', { reason: 'level' }, 'login-return')
  const amr = Array.isArray(claims.amr) ? claims.amr.map(String) : []
  return { personId: claims.sub, acr, amr }
}

async function discover({ market, keys, caPem }: HandoffDeps, issuer: string) {
  // Only banks that send customers away need the client.
  const [library, { Agent, fetch: undiciFetch }] = await Promise.all([import('openid-client'), import('undici')])
  const { signingAlg } = market.security
  const key = (await importJWK(keys.client, signingAlg)) as CryptoKey
  const call = async (url: string, init: object): Promise<Response> => {
    const agent = new Agent({ connect: { ca: caPem }, headersTimeout: PATIENCE_SECONDS * 1000 })
    try {
      const answer = await undiciFetch(url, { ...init, dispatcher: agent })
      const { status, headers } = answer
      return new Response(await answer.text(), { status, headers: Object.fromEntries(headers) })
    } finally {
      await agent.close()
    }
  }
  const configuration = await library.discovery(
    new URL(issuer),
    CLIENT_ID,
    { id_token_signed_response_alg: signingAlg, token_endpoint_auth_signing_alg: signingAlg },
    library.PrivateKeyJwt({ key, kid: keys.client.kid as string }),
    {
      [library.customFetch]: call as unknown as client.CustomFetch,
      execute: [library.enableNonRepudiationChecks],
    },
  )
  configuration.timeout = PATIENCE_SECONDS
  return { library, configuration }
}

function unreachable(error: unknown): Problem {
  const { code, message } = error as { code?: string; message: string }
  return problem('login-provider-unreachable', { reason: code ?? message }, 'login-return')
}

/** What the provider itself answered is nobody's attack: its customer cancelled, or failed to log in. */
function refusalOf(error: unknown, query: URLSearchParams): Problem {
  if (error instanceof Problem) return error
  const { code, error: answered } = error as { code?: string; error?: string }
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR')
    return problem('login-not-done', { error: query.get('error') }, 'login-return')
  return problem('login-return-refused', { reason: answered ?? code ?? 'unreadable' }, 'login-return')
}
