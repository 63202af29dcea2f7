import { decodeJwt } from 'jose'
import {
  authorizationCodeGrant,
  buildAuthorizationUrlWithPAR,
  type Configuration,
  calculatePKCECodeChallenge,
} from 'openid-client'
import type { World } from '#kernel'
import type { RecipientMarket } from '../market.ts'
import { translated } from '../refusals.ts'
import type { Signing } from '../signing.ts'
import type { Attempt } from '../store.ts'
import type { TokenAnswer } from '../tokens.ts'
import type { Choice } from './choice.ts'
import type { Client } from './client.ts'
import { scopeOf } from './groups.ts'
import { durationOf, LOOKBACK_DAYS } from './terms.ts'

/** Sends a customer to the bank with a pushed request that holds the consent asked for, and checks the answer. */
export function openAuthorisation({
  market,
  world,
  client,
  signing,
}: {
  market: RecipientMarket
  world: World
  client: Client
  signing: Signing
}) {
  /** The signed request object, with the consent as its authorization details (RFC 9396; FDX consent API). */
  async function requestObject(config: Configuration, choice: Choice, attempt: Omit<Attempt, 'authorizationUrl'>) {
    const { clusters, term } = choice
    const consentRequest = {
      ...durationOf(term),
      lookbackPeriod: LOOKBACK_DAYS,
      resources: [{ resourceType: 'ACCOUNT', dataClusters: clusters }],
    }
    const parameters = {
      redirect_uri: market.redirectUri,
      response_type: 'code',
      scope: scopeOf(clusters),
      state: attempt.state,
      code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
      authorization_details: JSON.stringify([{ type: 'fdx_v1.0', consentRequest }]),
    }
    return signing.requestObject(config, parameters)
  }

  return {
    /** Pushes the request and returns the attempt with the address that the browser is sent to. */
    async begin(connectionId: string, choice: Choice): Promise<Attempt> {
      const config = await client.configuration(connectionId)
      const { ids } = world
      const attempt = { connectionId, state: ids.token(32), nonce: '', codeVerifier: ids.token(48) }
      const url = await translated('pushed authorization request', async () =>
        buildAuthorizationUrlWithPAR(config, { request: await requestObject(config, choice, attempt) }),
      )
      return { ...attempt, authorizationUrl: url.href }
    },

    /**
     * Checks the bank's signed answer (issuer, audience, expiry, state, signature) and exchanges its code. Throws
     * problems `authorisation-refused`, `answer-untrustworthy` and `bank-refused`.
     */
    async complete({ connectionId, state, codeVerifier }: Attempt, answer: string): Promise<TokenAnswer> {
      const config = await client.configuration(connectionId)
      const currentUrl = new URL(market.redirectUri)
      currentUrl.search = answer
      const checks = { expectedState: state, pkceCodeVerifier: codeVerifier }
      return translated('token', () => authorizationCodeGrant(config, currentUrl, checks))
    },
  }
}

export type Authorisation = ReturnType<typeof openAuthorisation>

/** The state that an answer claims to have; it is believed only after the answer's signature was checked. */
export function stateOfAnswer(answer: string): string {
  try {
    return String(decodeJwt(new URLSearchParams(answer).get('response') ?? '').state ?? '')
  } catch {
    return ''
  }
}
