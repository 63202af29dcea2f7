import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import { openApiRequest } from '../api-request.ts'
import type { AppCredentials } from '../data-recipient.ts'
import type { FdxWish } from './wish.ts'

const REQUEST_OBJECT_SECONDS = 300

export type FdxCredentials = Omit<AppCredentials, 'participantsUrl' | 'encryption'> & { apiBase: string }
export type FdxPending = { url: string; verifier: string; state: string }

/**
 * A data recipient of FDX as the command line plays it, over the wire like anybody's app: openid-client for the protocol,
 * the certificate as its authentication, a pushed and signed request, the answer as a JWT (JARM).
 */
export async function openFdxRecipient(app: FdxCredentials) {
  const agent = new Agent({
    connect: { key: app.transport.keyPem, cert: app.transport.chainPem, ca: app.caPem },
    headersTimeout: 15_000,
  })
  const call: typeof fetch = ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof fetch
  const key = await importJWK(app.signing.privateJwk, 'PS256')
  const redirectUri = app.redirectUris[0] as string
  const configuration = await client.discovery(
    new URL(app.issuer),
    app.clientId,
    { authorization_signed_response_alg: 'PS256', id_token_signed_response_alg: 'PS256' },
    client.TlsClientAuth(),
    { [client.customFetch]: call as unknown as client.CustomFetch, execute: [client.useJwtResponseMode] },
  )
  const server = configuration.serverMetadata()

  return {
    ...{ configuration, server, redirectUri, call, request: openApiRequest(call) },

    /** Pushes a signed authorization request and returns where to send the customer. */
    async push({ scope, authorizationDetails }: FdxWish): Promise<FdxPending> {
      const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()]
      const now = Math.floor(Date.now() / 1000)
      const request = await new SignJWT({
        ...{ iss: app.clientId, aud: server.issuer, client_id: app.clientId, jti: randomUUID() },
        ...{ iat: now, nbf: now, exp: now + REQUEST_OBJECT_SECONDS },
        ...{ response_type: 'code', response_mode: 'jwt', redirect_uri: redirectUri, scope, state },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        authorization_details: authorizationDetails,
      })
        .setProtectedHeader({ alg: 'PS256', kid: app.signing.kid, typ: 'oauth-authz-req+jwt' })
        .sign(key)
      const url = await client.buildAuthorizationUrlWithPAR(configuration, { request })
      return { url: url.href, verifier, state }
    },

    /** Takes the address the customer came back with, checks the JWT in it, and exchanges its code. */
    redeem: (returned: string, { verifier, state }: FdxPending) =>
      client.authorizationCodeGrant(configuration, new URL(returned), {
        pkceCodeVerifier: verifier,
        expectedState: state,
      }),

    refresh: (refreshToken: string) => client.refreshTokenGrant(configuration, refreshToken),
    revoke: (token: string) => client.tokenRevocation(configuration, token),
    close: () => agent.close(),
  }
}
