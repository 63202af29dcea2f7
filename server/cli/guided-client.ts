import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'

/** What an application of the guided lane holds: an id, a secret, and where the lane begins. */
export type GuidedCredentials = {
  clientId: string
  clientSecret: string
  issuer: string
  apiBase: string
  redirectUris: readonly string[]
  caPem: string
}

/** A client of a guided lane's authorization server: openid-client with a secret, trusting the install's authority. */
export async function openGuidedClient(app: GuidedCredentials) {
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
  return { configuration, call, redirectUri: app.redirectUris[0] as string, close: () => agent.close() }
}
