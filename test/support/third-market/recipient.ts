import { importJWK, SignJWT } from 'jose'
import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import type { AppCredentials } from '../../../server/cli/data-recipient.ts'

export type IslandAnswer = {
  status: number
  headers: Headers
  body: { ok: boolean; cargo?: unknown; wreck?: { reef: string; tale: string } }
}

export type IslandApp = Awaited<ReturnType<typeof openIslandApp>>

const MEDIA_TYPE = 'application/vnd.ilha+json'

/** A boat: an app of the invented market, over the wire with openid-client and its own certificate. */
export async function openIslandApp(app: AppCredentials) {
  const { transport } = app
  const agent = new Agent({ connect: { key: transport.keyPem, cert: transport.chainPem, ca: app.caPem } })
  const call = ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof fetch
  const rsaPss = { name: 'RSA-PSS', hash: 'SHA-256' }
  const signing = await crypto.subtle.importKey('jwk', app.signing.privateJwk as JsonWebKey, rsaPss, false, ['sign'])
  const configuration = await client.discovery(
    new URL(app.issuer),
    app.clientId,
    { use_mtls_endpoint_aliases: true, id_token_signed_response_alg: 'PS256' },
    client.PrivateKeyJwt({ key: signing, kid: app.signing.kid }),
    {
      [client.customFetch]: call as unknown as client.CustomFetch,
      execute: [client.useCodeIdTokenResponseType, client.enableDetachedSignatureResponseChecks],
    },
  )
  const chart = (await (await call(app.participantsUrl, {})).json()) as { berths: Record<string, string> }
  const clientToken = async () =>
    (await client.clientCredentialsGrant(configuration, { scope: 'agreements' })).access_token

  /** A call to a berth of the chart; the island's media type goes with it unless told otherwise. */
  async function request(
    berth: string,
    { token, body, query = '', headers = {} }: { token?: string; body?: unknown; query?: string; headers?: object },
  ): Promise<IslandAnswer> {
    const response = await call(`${chart.berths[berth]}${query}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: MEDIA_TYPE,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': MEDIA_TYPE }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as IslandAnswer['body'] }
  }

  async function draft(wants: string[] = ['SEE_POTS']): Promise<string> {
    const { body } = await request('draftAgreement', { token: await clientToken(), body: { wants, days: 40 } })
    return (body.cargo as { agreement: string }).agreement
  }

  async function push(agreement: string, changes: Record<string, unknown> = {}) {
    const verifier = client.randomPKCECodeVerifier()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const now = Math.floor(Date.now() / 1000)
    const request = await new SignJWT({
      ...{ iss: app.clientId, aud: app.issuer, client_id: app.clientId, nbf: now, exp: now + 300 },
      ...{ response_type: 'code id_token', redirect_uri: app.redirectUris[0], state, nonce },
      scope: `openid agreement/${agreement} pots`,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...changes,
    })
      .setProtectedHeader({ alg: 'PS256', kid: app.signing.kid })
      .sign(await importJWK(app.signing.privateJwk, 'PS256'))
    const url = await client.buildAuthorizationUrlWithPAR(configuration, { request })
    return { url: url.href, verifier, state, nonce }
  }

  return {
    configuration,
    chart,
    call,
    clientToken,
    request,
    draft,
    push,
    redeem: (returned: string, { verifier, state, nonce }: Awaited<ReturnType<typeof push>>) =>
      client.authorizationCodeGrant(configuration, new URL(returned), {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      }),
    close: () => agent.close(),
  }
}
