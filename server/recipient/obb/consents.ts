import { clientCredentialsGrant } from 'openid-client'
import { problem } from '#kernel'
import type { Http } from '../http.ts'
import { objectOf, objectsOf } from '../json.ts'
import { translated } from '../refusals.ts'
import type { Device } from '../routing.ts'
import type { Connection, ConsentFacts, Renewal } from '../store.ts'
import { callApi } from './api.ts'
import type { Choice } from './choice.ts'
import type { Client } from './client.ts'
import type { MetadataReader } from './metadata.ts'
import { dateTime } from './terms.ts'

export type Consent = ConsentFacts & { consentId: string; permissions: string[] }

/** The Consent API v3 from the receiver's side, with a client-credentials token of scope `consents` for each use. */
export function openConsents({ client, http, metadata }: { client: Client; http: Http; metadata: MetadataReader }) {
  async function token(connectionId: string): Promise<string> {
    const config = await client.configuration(connectionId)
    const answer = await translated('token', () => clientCredentialsGrant(config, { scope: 'consents' }))
    return answer.access_token
  }

  return {
    /** Creates a consent; `expiresAt` null leaves the date out, which makes it indefinite. */
    async create(connectionId: string, choice: Choice, expiresAt: number | null): Promise<Consent> {
      const { bank } = await metadata.read()
      const answer = await callApi(http, {
        connectionId,
        operation: 'POST consents',
        method: 'POST',
        url: bank.address('consents'),
        token: await token(connectionId),
        body: { data: requestOf(choice, expiresAt) },
      })
      return consentOf(answer.data)
    },
    async read(connectionId: string, consentId: string): Promise<Consent> {
      const { bank } = await metadata.read()
      const url = bank.address('consent', consentId)
      const call = {
        connectionId,
        operation: 'GET consent',
        method: 'GET',
        url,
        token: await token(connectionId),
      } as const
      return consentOf((await callApi(http, call)).data)
    },
    /** Revokes a consent, or cancels one that still waits; the bank ends its tokens. */
    async remove(connectionId: string, consentId: string): Promise<void> {
      const { bank } = await metadata.read()
      const url = bank.address('consent', consentId)
      const accessToken = await token(connectionId)
      await callApi(http, { connectionId, operation: 'DELETE consent', method: 'DELETE', url, token: accessToken })
    },
    /**
     * Gives an authorised consent a new end, with the customer's own token and no redirect (consents v3,
     * `POST /consents/{consentId}/extends`). Permissions stay as they are. `expiresAt` null makes it indefinite.
     */
    async extend(connection: Connection, accessToken: string, expiresAt: number | null, device: Device): Promise<void> {
      const { bank } = await metadata.read()
      const { document, businessDocument } = connection
      await callApi(http, {
        connectionId: connection.id,
        operation: 'POST extends',
        method: 'POST',
        url: bank.address('extends', connection.consentId),
        token: accessToken,
        headers: { 'x-fapi-customer-ip-address': device.ipAddress, 'x-customer-user-agent': device.userAgent },
        body: { data: { ...personOf(document, businessDocument), ...termOf(expiresAt) } },
      })
    },
    /** The renewals of a consent as the bank keeps them, newest first. */
    async renewals(connectionId: string, consentId: string): Promise<Renewal[]> {
      const { bank } = await metadata.read()
      const url = bank.address('extensions', consentId)
      const accessToken = await token(connectionId)
      const call = { connectionId, operation: 'GET extensions', method: 'GET', url, token: accessToken } as const
      return objectsOf((await callApi(http, call)).data).flatMap(({ requestDateTime, expirationDateTime }) => {
        const at = Date.parse(String(requestDateTime))
        const until = expirationDateTime === undefined ? null : Date.parse(String(expirationDateTime))
        return Number.isNaN(at) || Number.isNaN(until) ? [] : [{ at, until }]
      })
    },
  }
}

export type Consents = ReturnType<typeof openConsents>

function requestOf({ document, businessDocument, permissions }: Choice, expiresAt: number | null) {
  return { ...personOf(document, businessDocument), permissions, ...termOf(expiresAt) }
}

function personOf(document: string, businessDocument: string | null) {
  const business = { businessEntity: { document: { identification: businessDocument, rel: 'CNPJ' } } }
  return {
    loggedUser: { document: { identification: document, rel: 'CPF' } },
    ...(businessDocument === null ? {} : business),
  }
}

const termOf = (expiresAt: number | null) => (expiresAt === null ? {} : { expirationDateTime: dateTime(expiresAt) })

/** The id becomes part of a scope, where a blank would add another scope to it (consents v3: a URN, at most 256). */
const CONSENT_ID = /^urn:[a-zA-Z0-9][a-zA-Z0-9-]{0,31}:[a-zA-Z0-9()+,\-.:=@;$_!*'%/?#]+$/

function consentOf(data: unknown): Consent {
  const { consentId, status, permissions, rejection } = objectOf(data)
  if (typeof consentId !== 'string' || consentId.length > 256 || !CONSENT_ID.test(consentId)) {
    throw problem('answer-untrustworthy', { operation: 'consents', check: 'consentId' })
  }
  const { rejectedBy, reason } = objectOf(rejection)
  const { code } = objectOf(reason)
  return {
    consentId,
    status: String(status),
    permissions: Array.isArray(permissions) ? permissions.map(String) : [],
    rejectedBy: rejectedBy === undefined ? null : String(rejectedBy),
    rejectionCode: code === undefined ? null : String(code),
  }
}
