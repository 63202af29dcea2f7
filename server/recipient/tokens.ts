import {
  type Configuration,
  refreshTokenGrant,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import { Problem, problem, type World } from '#kernel'
import { translated } from './refusals.ts'
import type { Connection, ConnectionStore, Tokens } from './store.ts'

export type TokenAnswer = TokenEndpointResponse & TokenEndpointResponseHelpers

export type TokenDeps = {
  client: { configuration(connectionId: string): Promise<Configuration> }
  world: World
  store: ConnectionStore
  /** What is kept of a renewal's answer; throws `answer-untrustworthy` where it isn't for this connection. */
  read: (answer: TokenAnswer, connection: Connection) => Tokens
}

/** Keeps connections' access tokens fresh. */
export function openTokens({ client, world, store, read }: TokenDeps) {
  const renewing = new Map<string, Promise<string>>()

  async function renewNow(connection: Connection): Promise<string> {
    const { id, refreshToken } = connection
    if (refreshToken === null) throw problem('authorisation-refused', { check: 'refresh_token' })
    const config = await client.configuration(id)
    const answer = await translated('refresh token', () => refreshTokenGrant(config, refreshToken))
    const tokens = read(answer, connection)
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

  /** The access token, renewed first where its time is over. */
  async function current(connection: Connection): Promise<string> {
    const { accessToken, tokenExpiresAt } = connection
    const alive = accessToken !== null && (tokenExpiresAt ?? 0) > world.clock.now()
    return alive ? accessToken : renew(connection)
  }

  return {
    /** Gets a new access token with the refresh token; calls at the same time share one renewal. */
    renew,
    current,
    /** Makes a call with the token, which is renewed once where the bank says 401 to that very operation. */
    async using<T>(connection: Connection, operation: string, call: (token: string) => Promise<T>): Promise<T> {
      try {
        return await call(await current(connection))
      } catch (error) {
        if (!(error instanceof Problem) || error.facts.status !== 401 || error.facts.operation !== operation)
          throw error
        return call(await renew(connection))
      }
    },
  }
}

export type TokenKeeper = ReturnType<typeof openTokens>
