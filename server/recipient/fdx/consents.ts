import { clientCredentialsGrant } from 'openid-client'
import { Problem, problem, type World } from '#kernel'
import type { Http } from '../http.ts'
import { objectsOf } from '../json.ts'
import { translated } from '../refusals.ts'
import type { Connection } from '../store.ts'
import { callApi } from './api.ts'
import type { Client } from './client.ts'
import type { MetadataReader } from './metadata.ts'

/** A grant as the bank tells it. */
export type GrantFacts = { status: string; clusters: string[]; expirationTime: unknown }

/** How a grant was revoked, once for each time. */
export type Revocation = { status: string; reason: string; initiator: string; updatedTime: string }

/** Which grant, and the customer's token of it: a token that opens no data any more still reads its own grant. */
export type GrantOf = Pick<Connection, 'id' | 'consentId' | 'accessToken' | 'tokenExpiresAt'>

type Wanted = { operation: string; path: string; method: 'GET' | 'PUT'; body?: unknown }

/**
 * The consent API from the recipient's side: with the customer's token while there is one, and with the app's own once
 * the customer's tokens have died with the consent.
 */
export function openConsents({
  client,
  http,
  metadata,
  world,
}: {
  client: Client
  http: Http
  metadata: MetadataReader
  world: World
}) {
  async function ownToken(connectionId: string): Promise<string> {
    const config = await client.configuration(connectionId)
    // The consent API asks for no scope.
    const answer = await translated('token', () => clientCredentialsGrant(config))
    return answer.access_token
  }

  async function call(grant: GrantOf, { operation, method, path, body }: Wanted): Promise<Record<string, unknown>> {
    const { id: connectionId, consentId, accessToken, tokenExpiresAt } = grant
    const { provider } = await metadata.read()
    const url = `${provider.baseUri}/consents/${encodeURIComponent(consentId)}${path}`
    const using = (token: string) => callApi(http, { connectionId, operation, method, url, token, body })
    const alive = accessToken !== null && (tokenExpiresAt ?? 0) > world.clock.now()
    if (!alive) return using(await ownToken(connectionId))
    return using(accessToken).catch(async (error: unknown) => {
      if (error instanceof Problem && error.facts.status === 401) return using(await ownToken(connectionId))
      throw error
    })
  }

  return {
    async read(grant: GrantOf): Promise<GrantFacts> {
      const answer = await call(grant, { operation: 'GET consent', path: '', method: 'GET' })
      const { id, status, resources, expirationTime } = answer
      if (id !== grant.consentId) throw problem('answer-untrustworthy', { operation: 'GET consent', check: 'id' })
      const clusters = objectsOf(resources).flatMap(({ dataClusters }) =>
        Array.isArray(dataClusters) ? dataClusters.map(String) : [],
      )
      return { status: String(status), clusters: [...new Set(clusters)], expirationTime }
    },
    /** Ends a grant because its customer says so (FDX consent API, revocation). */
    async revoke(grant: GrantOf): Promise<void> {
      const body = { reason: 'USER_ACTION', initiator: 'INDIVIDUAL' }
      await call(grant, { operation: 'PUT revocation', path: '/revocation', method: 'PUT', body })
    },
    /** How and by whom a grant was revoked; empty where nobody did. */
    async revocations(grant: GrantOf): Promise<Revocation[]> {
      const { revocations } = await call(grant, { operation: 'GET revocation', path: '/revocation', method: 'GET' })
      return objectsOf(revocations).map(({ status, reason, initiator, updatedTime }) => ({
        status: String(status),
        reason: String(reason),
        initiator: String(initiator),
        updatedTime: String(updatedTime),
      }))
    },
  }
}

export type Consents = ReturnType<typeof openConsents>
