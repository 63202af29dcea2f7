import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import { type Visit, visitBank } from '../../server/cli/customer.ts'
import type { RegistrationDetails } from '../../server/markets/index.ts'
import type { TestBank } from './bank.ts'
import { type RawAnswer, rawCall } from './raw-call.ts'

export const FDX_CALLBACK = 'https://oauth.pstmn.io/v1/callback'

/** The data that the acceptance sequence asks for, as scopes and as clusters. */
export const FDX_SCOPE =
  'fdx:accountbasic:read fdx:accountdetailed:read fdx:transactions:read fdx:paymentsupport:read fdx:customercontact:read'
export const FDX_CLUSTERS = ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS', 'PAYMENT_SUPPORT', 'CUSTOMER_CONTACT']

export type FdxWish = {
  scope?: string
  clusters?: string[]
  durationType?: string
  durationPeriod?: number | undefined
  lookbackPeriod?: number | undefined
  /** Claims of the request object that differ from the usual ones; undefined leaves one out. */
  claims?: Record<string, unknown>
}

/** `details` are the marketplace form's own. */
export type FdxAppOptions = { redirectUri?: string; details?: RegistrationDetails }

export type FdxApp = Awaited<ReturnType<typeof openFdxApp>>
export type FdxConnection = Awaited<ReturnType<FdxApp['connect']>>

/** A provisioned application of the FDX market that speaks as the original collection does: plain HTTPS with a certificate. */
export async function openFdxApp(
  bank: TestBank,
  name: string,
  { redirectUri = FDX_CALLBACK, details }: FdxAppOptions = {},
) {
  const { marketplace } = bank.rooms
  const { id } = await marketplace.createApplication({
    ...{ developerId: marketplace.ownerDeveloper().id, market: 'fdx', name, redirectUris: [redirectUri], details },
  })
  await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
  const credentials = marketplace.credentials(id)
  const { clientId, caPem } = credentials
  const tls = { key: credentials.transport.keyPem, cert: credentials.transport.chainPem }
  const baseUrl = bank.urls.mutual
  const key = await importJWK(credentials.signing.privateJwk, 'PS256')

  const call = (path: string, more: Parameters<typeof rawCall>[2] = {}): Promise<RawAnswer> =>
    rawCall(path.startsWith('https:') ? path : baseUrl + path, caPem, { tls, ...more })

  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    })

  /** A signed request object as the collection builds it: no kid, one constant jti, `redirect_uris` and no `redirect_uri`. */
  async function requestObject(wish: FdxWish, challenge: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const { scope = FDX_SCOPE, clusters = FDX_CLUSTERS, durationType = 'TIME_BOUND' } = wish
    const { durationPeriod = 90, lookbackPeriod = 60 } = wish
    const consentRequest = {
      durationType,
      ...(durationType === 'TIME_BOUND' ? { durationPeriod } : {}),
      lookbackPeriod,
      resources: [{ resourceType: 'ACCOUNT', dataClusters: clusters }],
    }
    return new SignJWT({
      ...{ iat: now, exp: now + 3600, nbf: now, iss: clientId, aud: [`${baseUrl}/fdx/auth/v1`] },
      ...{ state: randomUUID(), jti: 'jwt_nonce', response_mode: 'jwt', response_type: 'code' },
      redirect_uris: [redirectUri],
      ...{ code_challenge: challenge, code_challenge_method: 'S256', client_id: clientId, scope },
      authorization_details: [{ type: 'fdx_v1.0', consentRequest }],
      ...wish.claims,
    })
      .setProtectedHeader({ typ: 'JWT', alg: 'PS256' })
      .sign(key)
  }

  async function push(wish: FdxWish = {}) {
    const verifier = randomBytes(72).toString('hex').slice(0, 96)
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const request = await requestObject(wish, challenge)
    const answer = await form('/fdx/auth/v1/par', { request, client_id: clientId })
    return { verifier, answer, requestUri: String(answer.json?.request_uri) }
  }

  /** Step 5: the address that a person opens, from the gateway's own redirect. */
  const enter = (requestUri: string) =>
    call(`/fdx/auth/v1/authorize?${new URLSearchParams({ client_id: clientId, request_uri: requestUri })}`)

  const visit = (url: string, login: string, more: Partial<Visit> = {}) => {
    const customer = bank.rooms.bank.customers.demonstrationLogins('fdx').find((one) => one.login === login)
    if (!customer) throw new Error(`no demonstration customer ${login}`)
    return visitBank({ url, caPem, login, password: customer.password, decision: 'approve', ...more })
  }

  /** The claims of the answer that came back as a JWT (JARM). */
  function responseOf(url: string): Record<string, unknown> {
    const response = new URL(url).searchParams.get('response') ?? ''
    return JSON.parse(Buffer.from(response.split('.')[1] ?? '', 'base64url').toString('utf8'))
  }

  const redeem = (code: string, verifier: string) =>
    form('/fdx/auth/v1/token', {
      ...{ grant_type: 'authorization_code', code, client_id: clientId },
      ...{ code_verifier: verifier, redirect_uri: redirectUri },
    })

  const refresh = (refreshToken: string) =>
    form('/fdx/auth/v1/token', { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId })

  /** A call to an API with a token, as the collection makes it. */
  const api = (path: string, token: string, more: Parameters<typeof rawCall>[2] = {}) =>
    call(path, {
      ...more,
      headers: {
        authorization: `Bearer ${token}`,
        'x-fapi-interaction-id': '2398f777-9259-4e50-867e-27247a143b1f',
        ...more.headers,
      },
    })

  /** The whole journey: request, customer, code, tokens. */
  async function connect(login: string, wish: FdxWish = {}, more: Partial<Visit> = {}) {
    const pushed = await push(wish)
    if (pushed.answer.status !== 201) throw new Error(`the request was refused: ${pushed.answer.text}`)
    const entered = await enter(pushed.requestUri)
    const end = await visit(String(entered.headers.location), login, more)
    if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
    const tokens = await redeem(String(responseOf(end.url).code), pushed.verifier)
    if (tokens.status !== 200) throw new Error(`the code was refused: ${tokens.text}`)
    const { access_token: accessToken, refresh_token: refreshToken, grant_id: consentId } = tokens.json as never
    return {
      ...({ accessToken, refreshToken, consentId } as { accessToken: string; refreshToken: string; consentId: string }),
      accounts: end.accounts,
    }
  }

  return {
    credentials,
    clientId,
    baseUrl,
    redirectUri,
    tls,
    call,
    form,
    requestObject,
    push,
    enter,
    visit,
    responseOf,
    redeem,
    refresh,
    api,
    connect,
  }
}
