import { CompactEncrypt, decodeJwt, importJWK, type JWK } from 'jose'
import {
  authorizationCodeGrant,
  buildAuthorizationUrlWithPAR,
  type Configuration,
  calculatePKCECodeChallenge,
} from 'openid-client'
import { problem, type World } from '#kernel'
import type { Http } from '../http.ts'
import { objectOf, objectsOf } from '../json.ts'
import type { RecipientMarket } from '../market.ts'
import { decrypted } from '../redact.ts'
import { translated } from '../refusals.ts'
import type { Signing } from '../signing.ts'
import type { Attempt, Tokens } from '../store.ts'
import type { TokenAnswer } from '../tokens.ts'
import type { Client } from './client.ts'
import { tokensOf } from './token-answer.ts'

const ACR_VALUES = ['urn:brasil:openbanking:loa2', 'urn:brasil:openbanking:loa3']
/** Sends a customer to the bank with a pushed request, and checks the answer that the browser brings back. */
export function openAuthorisation({
  market,
  world,
  client,
  signing,
  http,
  decryption,
}: {
  market: RecipientMarket
  world: World
  client: Client
  signing: Signing
  http: Http
  decryption: () => Promise<CryptoKey>
}) {
  /** The signed request object (FAPI-BR: PS256, `exp` and `nbf`, essential `acr` without a value, PKCE S256). */
  async function requestObject(config: Configuration, consentId: string, attempt: Omit<Attempt, 'authorizationUrl'>) {
    const parameters = {
      redirect_uri: market.redirectUri,
      response_type: 'code id_token',
      response_mode: 'fragment',
      scope: `openid consent:${consentId} accounts resources`,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
      claims: JSON.stringify({ id_token: { acr: { essential: true } } }),
    }
    return signing.requestObject(config, parameters)
  }

  /** Encrypts a signed request object to the bank's own key: RSA-OAEP with A256GCM, nested (`cty` JWT). */
  async function sealed(config: Configuration, request: string, connectionId: string): Promise<string> {
    const get = { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' } as const
    const answer = await http.fetchFor(connectionId)(String(config.serverMetadata().jwks_uri), get)
    const keys = objectsOf(objectOf(await answer.json().catch(() => null)).keys) as JWK[]
    const key = keys.find(({ use, kty }) => use === 'enc' && kty === 'RSA')
    if (!key) throw problem('endpoint-not-published', { operation: 'jwks_uri (use: enc)' })
    return new CompactEncrypt(new TextEncoder().encode(request))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT', kid: key.kid })
      .encrypt(await importJWK(key, 'RSA-OAEP'))
  }

  /** Refuses what openid-client lets pass: an answer that is not encrypted, and an `acr` that was not given. */
  async function checkFrontChannel(idToken: string | null): Promise<{ sub?: string }> {
    if (idToken === null) throw problem('answer-untrustworthy', { check: 'id_token' })
    if (idToken.split('.').length !== 5) throw problem('answer-untrustworthy', { check: 'id_token encryption' })
    const claims = await decrypted(idToken, await decryption())
      .then((token) => decodeJwt(token))
      .catch(() => undefined)
    if (!claims) throw problem('answer-untrustworthy', { check: 'id_token decryption' })
    if (!ACR_VALUES.includes(String(claims.acr))) throw problem('answer-untrustworthy', { check: 'acr' })
    return { sub: claims.sub }
  }

  return {
    /** Pushes the request and returns the attempt with the address that the browser is sent to. */
    async begin(connectionId: string, consentId: string): Promise<Attempt> {
      const config = await client.configuration(connectionId)
      const { ids } = world
      const attempt = { connectionId, state: ids.token(32), nonce: ids.token(32), codeVerifier: ids.token(32) }
      const url = await translated('pushed authorization request', async () => {
        const signed = await requestObject(config, consentId, attempt)
        const request = market.encryptRequestObject ? await sealed(config, signed, connectionId) : signed
        return buildAuthorizationUrlWithPAR(config, { request })
      })
      return { ...attempt, authorizationUrl: url.href }
    },

    /**
     * Checks the bank's answer (`code`, encrypted id_token, `state`: signature, nonce, `s_hash`, `c_hash`, `acr`) and
     * exchanges its code. Throws problems `authorisation-refused`, `answer-untrustworthy` and `bank-refused`.
     */
    async complete(attempt: Attempt, consentId: string, answer: string): Promise<Tokens> {
      const config = await client.configuration(attempt.connectionId)
      const parameters = new URLSearchParams(answer)
      const front = parameters.has('error') ? {} : await checkFrontChannel(parameters.get('id_token'))
      const currentUrl = new URL(market.redirectUri)
      currentUrl.hash = parameters.toString()
      const checks = {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      }
      const granted: TokenAnswer = await translated('token', () => authorizationCodeGrant(config, currentUrl, checks))
      // OpenID Connect Core 3.3.3.6: both id_tokens speak of the same customer.
      if (granted.claims()?.sub !== front.sub) throw problem('answer-untrustworthy', { check: 'sub' })
      return tokensOf(granted, { consentId, now: world.clock.now() })
    },
  }
}

export type Authorisation = ReturnType<typeof openAuthorisation>
