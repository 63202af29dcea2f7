import * as client from 'openid-client'
import { type Answer, openApiRequest } from './api-request.ts'
import { consentBody, type Lodging } from './data-recipient.ts'
import { type GuidedCredentials, openGuidedClient } from './guided-client.ts'

/** An authorization request on its way: what the app keeps until the customer comes back. */
export type GuidedRequest = { url: string; verifier: string; state: string }

export type GuidedRecipient = Awaited<ReturnType<typeof openGuidedRecipient>>

/** A data recipient of the guided lane, over the wire like anybody's app: openid-client with a secret and PKCE. */
export async function openGuidedRecipient(app: GuidedCredentials) {
  const { configuration, call, redirectUri, close } = await openGuidedClient(app)

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
    close,
  }
}
