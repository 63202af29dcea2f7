import * as client from 'openid-client'
import { openApiRequest } from '../api-request.ts'
import { type GuidedCredentials, openGuidedClient } from '../guided-client.ts'
import type { FdxPending } from './recipient.ts'
import type { FdxWish } from './wish.ts'

/**
 * A data recipient of the guided lane of FDX, over the wire like anybody's app: a secret and PKCE, and the request pushed
 * as plain parameters.
 */
export async function openFdxGuidedRecipient(app: GuidedCredentials) {
  const { configuration, call, redirectUri, close } = await openGuidedClient(app)

  return {
    ...{ configuration, redirectUri, call, request: openApiRequest(call) },

    /** Pushes an authorization request and returns where to send the customer. */
    async push({ scope, authorizationDetails }: FdxWish, changes: Record<string, string> = {}): Promise<FdxPending> {
      const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()]
      const url = await client.buildAuthorizationUrlWithPAR(configuration, {
        ...{ redirect_uri: redirectUri, response_type: 'code', scope, state },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        authorization_details: JSON.stringify(authorizationDetails),
        ...changes,
      })
      return { url: url.href, verifier, state }
    },

    /** Takes the address the customer came back with and exchanges its code. */
    redeem: (returned: string, { verifier, state }: FdxPending) =>
      client.authorizationCodeGrant(configuration, new URL(returned), {
        pkceCodeVerifier: verifier,
        expectedState: state,
      }),

    refresh: (refreshToken: string) => client.refreshTokenGrant(configuration, refreshToken),
    revoke: (token: string) => client.tokenRevocation(configuration, token),
    close,
  }
}
