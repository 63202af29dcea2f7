import { randomUUID } from 'node:crypto'
import { importJWK, type JWK, SignJWT } from 'jose'
import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import { problem } from '#kernel'
import { type Answer, openApiRequest } from './api-request.ts'

/** What a data-recipient application holds: its registration, its keys, and where the market begins. */
export type AppCredentials = {
  clientId: string
  issuer: string
  participantsUrl: string
  redirectUris: readonly string[]
  transport: { keyPem: string; chainPem: string }
  signing: { kid: string; privateJwk: JWK }
  encryption: { kid: string; privateJwk: JWK }
  caPem: string
}

export type Lodging = {
  document: string
  companyDocument?: string | undefined
  permissions?: readonly string[]
  expirationDateTime?: string | undefined
}

/** An authorization request on its way: what the app keeps until the customer comes back. */
export type PendingRequest = { url: string; verifier: string; state: string; nonce: string }

export type DataRecipient = Awaited<ReturnType<typeof openDataRecipient>>

/** Accounts with balances, limits and statements. */
export const ACCOUNT_PERMISSIONS = [
  'RESOURCES_READ',
  'ACCOUNTS_READ',
  'ACCOUNTS_BALANCES_READ',
  'ACCOUNTS_OVERDRAFT_LIMITS_READ',
  'ACCOUNTS_TRANSACTIONS_READ',
]

const REQUEST_OBJECT_SECONDS = 300

/** How long after its life a request to the phone is still asked for: a question or two, and their answers. */
const LATE_SECONDS = 30

/**
 * A data recipient of Open Finance Brasil as the command line plays it, over the wire like anybody's app:
 * openid-client for the protocol, mutual TLS with the application's own certificate.
 */
export async function openDataRecipient(app: AppCredentials) {
  const { transport } = app
  const agent = new Agent({
    connect: { key: transport.keyPem, cert: transport.chainPem, ca: app.caPem },
    headersTimeout: 15_000,
  })
  const call: typeof fetch = ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof fetch
  const signingKey = await importJWK(app.signing.privateJwk, 'PS256')
  const redirectUri = app.redirectUris[0] as string
  const configuration = await discover()
  const server = configuration.serverMetadata()

  async function discover(): Promise<client.Configuration> {
    const signing = await importKey(app.signing.privateJwk, { name: 'RSA-PSS', hash: 'SHA-256' }, ['sign'])
    const decryption = await importKey(app.encryption.privateJwk, { name: 'RSA-OAEP', hash: 'SHA-1' }, [
      'decrypt',
      'unwrapKey',
    ])
    return client.discovery(
      new URL(app.issuer),
      app.clientId,
      { use_mtls_endpoint_aliases: true, id_token_signed_response_alg: 'PS256' },
      client.PrivateKeyJwt(
        { key: signing, kid: app.signing.kid },
        {
          [client.modifyAssertion]: (header: Record<string, unknown>) => {
            header.alg = 'PS256'
          },
        },
      ),
      {
        [client.customFetch]: call as unknown as client.CustomFetch,
        execute: [
          client.useCodeIdTokenResponseType,
          client.enableDetachedSignatureResponseChecks,
          (c) =>
            client.enableDecryptingResponses(c, ['A256GCM'], {
              key: decryption,
              alg: 'RSA-OAEP',
              kid: app.encryption.kid,
            }),
        ],
      },
    )
  }

  const request = openApiRequest(call)

  /** The published address of an endpoint, by its path's end (`/accounts`); never built from parts. */
  async function endpoint(family: string, pathEnd: string, params: Record<string, string> = {}): Promise<string> {
    const response = await call(app.participantsUrl, {})
    const participants = (await response.json()) as Participant[]
    const servers = participants.flatMap((participant) => participant.AuthorisationServers ?? [])
    const own = servers.find((s) => s.OpenIDDiscoveryDocument === `${app.issuer}/.well-known/openid-configuration`)
    const endpoints = own?.ApiResources.filter((api) => api.ApiFamilyType === family).flatMap(
      (api) => api.ApiDiscoveryEndpoints,
    )
    const found = endpoints?.map((endpoint) => endpoint.ApiEndpoint).find((url) => url.endsWith(pathEnd))
    if (!found) throw new Error(`the participants list has no ${family} endpoint ending in ${pathEnd}`)
    return found.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `{${name}}`)
  }

  const clientToken = () => client.clientCredentialsGrant(configuration, { scope: 'consents' })

  return {
    configuration,
    server,
    redirectUri,
    request,
    clientToken,
    /** The app's mutual-TLS fetch, for whatever has no verb here. */
    call,

    endpoint,

    /** Lodges a consent and returns the answer whole. */
    async lodge(lodging: Lodging): Promise<Answer> {
      const { access_token } = await clientToken()
      const url = await endpoint('consents', '/consents')
      return request('POST', url, access_token, { body: { data: consentBody(lodging) } })
    },

    async readConsent(consentId: string): Promise<Answer> {
      const { access_token } = await clientToken()
      return request('GET', await endpoint('consents', '/consents/{consentId}', { consentId }), access_token)
    },

    async removeConsent(consentId: string): Promise<Answer> {
      const { access_token } = await clientToken()
      return request('DELETE', await endpoint('consents', '/consents/{consentId}', { consentId }), access_token)
    },

    /** Pushes a signed authorization request for a consent and returns where to send the customer. */
    async push(consentId: string, changes: Record<string, unknown> = {}): Promise<PendingRequest> {
      const verifier = client.randomPKCECodeVerifier()
      const state = client.randomState()
      const nonce = client.randomNonce()
      const now = Math.floor(Date.now() / 1000)
      const object = await new SignJWT({
        iss: app.clientId,
        aud: server.issuer,
        client_id: app.clientId,
        nbf: now,
        exp: now + REQUEST_OBJECT_SECONDS,
        response_type: 'code id_token',
        redirect_uri: redirectUri,
        scope: `openid consent:${consentId} accounts resources`,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        claims: { id_token: { acr: { essential: true } } },
        ...changes,
      })
        .setProtectedHeader({ alg: 'PS256', kid: app.signing.kid, typ: 'oauth-authz-req+jwt' })
        .sign(signingKey)
      const url = await client.buildAuthorizationUrlWithPAR(configuration, { request: object })
      return { url: url.href, verifier, state, nonce }
    },

    /**
     * Asks the customer on the bank's app with a signed request whose hint is the consent (CIBA). Returns what the bank
     * answered: the request's id, its life and how often to ask.
     */
    async askOnPhone(consentId: string, changes: Record<string, unknown> = {}) {
      const now = Math.floor(Date.now() / 1000)
      const object = await new SignJWT({
        ...{ iss: app.clientId, aud: server.issuer, client_id: app.clientId, jti: randomUUID() },
        ...{ iat: now, nbf: now, exp: now + REQUEST_OBJECT_SECONDS },
        scope: `openid consent:${consentId} accounts resources`,
        login_hint: consentId,
        ...changes,
      })
        .setProtectedHeader({ alg: 'PS256', kid: app.signing.kid, typ: 'oauth-authz-req+jwt' })
        .sign(signingKey)
      return client.initiateBackchannelAuthentication(configuration, { request: object })
    },

    /**
     * Asks for the tokens of such a request until the customer has answered, and once more after its life: it is the
     * bank that says that it expired (CIBA 11: expired_token). Throws phone-request-expired where even that stays out.
     */
    async awaitPhone(asked: client.BackchannelAuthenticationResponse) {
      const signal = AbortSignal.timeout((asked.expires_in + LATE_SECONDS) * 1000)
      try {
        return await client.pollBackchannelAuthenticationGrant(configuration, asked, undefined, { signal })
      } catch (error) {
        throw signal.aborted ? problem('phone-request-expired') : error
      }
    },

    /** Takes the address the customer came back with and exchanges its code. */
    async redeem(returned: string, pending: PendingRequest) {
      return client.authorizationCodeGrant(configuration, new URL(returned), {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      })
    },

    refresh: (refreshToken: string) => client.refreshTokenGrant(configuration, refreshToken),
    revoke: (token: string) => client.tokenRevocation(configuration, token),
    close: () => agent.close(),
  }
}

function importKey(jwk: JWK, algorithm: RsaHashedImportParams, usages: KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, algorithm, false, usages)
}

type Participant = {
  AuthorisationServers?: {
    OpenIDDiscoveryDocument: string
    ApiResources: { ApiFamilyType: string; ApiDiscoveryEndpoints: { ApiEndpoint: string }[] }[]
  }[]
}

/** The body of POST /consents for a lodging. */
export function consentBody({
  document,
  companyDocument,
  permissions = ACCOUNT_PERMISSIONS,
  expirationDateTime,
}: Lodging) {
  return {
    loggedUser: { document: { identification: document, rel: 'CPF' } },
    ...(companyDocument === undefined
      ? {}
      : { businessEntity: { document: { identification: companyDocument, rel: 'CNPJ' } } }),
    permissions,
    ...(expirationDateTime === undefined ? {} : { expirationDateTime }),
  }
}
