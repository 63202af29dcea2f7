import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import { type Answer, openApiRequest } from './api-request.ts'
import { consentBody, type Lodging } from './data-recipient.ts'

/** What an application of the guided lane holds: an id, a secret, and where the lane begins. */
export type GuidedCredentials = {
  clientId: string
  clientSecret: string
  issuer: string
  apiBase: string
  redirectUris: readonly string[]
  caPem: string
}

/** An authorization request on its way: what the app keeps until the customer comes back. */
export type GuidedRequest = { url: string; verifier: string; state: string }

export type GuidedRecipient = Awaited<ReturnType<typeof openGuidedRecipient>>

/** A data recipient of the guided lane, over the wire like anybody's app: openid-client with a secret and PKCE. */
export async function openGuidedRecipient(app: GuidedCredentials) {
  const agent = new Agent({ connect: { ca: app.caPem }, headersTimeout: 15_000 })
  const call: typeof fetch = ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof fetch
  const configuration = await client.discovery(
    new URL(app.issuer),
    app.clientId,
    undefined,
    client.ClientSecretBasic(app.clientSecret),
    { [client.customFetch]: call as unknown as client.CustomFetch },
  )
  const redirectUri = app.redirectUris[0] as string

  const request = openApiRequest(call)

  const clientToken = () => client.clientCredentialsGrant(configuration, { scope: 'consents' })

  return {
    ...{ configuration, redirectUri, request, call, clientToken },
    server: configuration.serverMetadata(),

    /** Lodges a consent and returns the answer whole. */
    async lodge(lodging: Lodging): Promise<Answer> {
      const { access_token } = await clientToken()
      return request('POST', `${app.apiBase}/consents/v3/consents`, access_token, {
        body: { data: consentBody(lodging) },
      })
    },

    /** Where to send the customer for a consent. */
    async authorize(consentId: string, changes: Record<string, string> = {}): Promise<GuidedRequest> {
      const verifier = client.randomPKCECodeVerifier()
      const state = client.randomState()
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: `openid consent:${consentId} accounts resources`,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ...changes,
      })
      return { url: url.href, verifier, state }
    },

    /** Takes the address the customer came back with and exchanges its code. */
    redeem: (returned: string, pending: GuidedRequest) =>
      client.authorizationCodeGrant(configuration, new URL(returned), {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        idTokenExpected: true,
      }),

    refresh: (refreshToken: string) => client.refreshTokenGrant(configuration, refreshToken),
    revoke: (token: string) => client.tokenRevocation(configuration, token),
    userinfo: (token: string, subject: string) => client.fetchUserInfo(configuration, token, subject),
    close: () => agent.close(),
  }
}
