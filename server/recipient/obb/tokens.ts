import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'
import { refreshTokenGrant } from 'openid-client'
import { problem, type World } from '#kernel'
import type { Connection, ConnectionStore, Tokens } from '../store.ts'
import type { Client } from './client.ts'
import { translated } from './refusals.ts'

export type TokenAnswer = TokenEndpointResponse & TokenEndpointResponseHelpers

/** An answer that names no lifetime is taken to have the standard's shortest. */
const SHORTEST_LIFE_S = 300

/** What is kept of a token answer. Throws problem `answer-untrustworthy` when it isn't for this consent. */
export function tokensOf(
  answer: TokenAnswer,
  { consentId, now, before }: { consentId: string; now: number; before?: Connection },
): Tokens {
  if (answer.scope !== undefined && !answer.scope.split(' ').includes(`consent:${consentId}`)) {
    throw problem('answer-untrustworthy', { operation: 'token', check: 'scope' })
  }
  if (answer.id_token !== undefined && answer.id_token.split('.').length !== 5) {
    throw problem('answer-untrustworthy', { operation: 'token', check: 'id_token encryption' })
  }
  const subject = answer.claims()?.sub ?? before?.subject ?? null
  if (before && subject !== before.subject) throw problem('answer-untrustworthy', { operation: 'token', check: 'sub' })
  return {
    subject,
    accessToken: answer.access_token,
    tokenExpiresAt: now + (answer.expires_in ?? SHORTEST_LIFE_S) * 1000,
    // The standard never rotates: an answer without a refresh token leaves the old one in force.
    refreshToken: answer.refresh_token ?? before?.refreshToken ?? null,
  }
}

/** Keeps connections' access tokens fresh. */
export function openTokens({ client, world, store }: { client: Client; world: World; store: ConnectionStore }) {
  const renewing = new Map<string, Promise<string>>()

  async function renewNow(connection: Connection): Promise<string> {
    const { id, refreshToken, consentId } = connection
    if (refreshToken === null) throw problem('authorisation-refused', { check: 'refresh_token' })
    const config = await client.configuration(id)
    const answer = await translated('refresh token', () => refreshTokenGrant(config, refreshToken))
    const tokens = tokensOf(answer, { consentId, now: world.clock.now(), before: connection })
    store.saveTokens(id, tokens, world.clock.now())
    return tokens.accessToken
  }

  function renew(connection: Connection): Promise<string> {
    const { id } = connection
    const running = renewing.get(id)
    if (running) return running
    const renewal = renewNow(connection).finally(() => renewing.delete(id))
    renewing.set(id, renewal)
    return renewal
  }

  return {
    /** Gets a new access token with the refresh token; calls at the same time share one renewal. */
    renew,
    /** The access token, renewed first where its time is over. */
    async current(connection: Connection): Promise<string> {
      const { accessToken, tokenExpiresAt } = connection
      const alive = accessToken !== null && (tokenExpiresAt ?? 0) > world.clock.now()
      return alive ? accessToken : renew(connection)
    },
  }
}

export type TokenKeeper = ReturnType<typeof openTokens>
