import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import {
  CompactEncrypt,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { RecipientMarket } from '../../server/recipient/market.ts'
import { accountOf, type BankData, bankData, standInApi } from './stand-in-api.ts'

export const CLIENT_ID = 'client-of-contas-juntas'

/** What a test makes the bank do wrong. */
export type Faults = {
  nonce?: string
  sHash?: string
  cHash?: string
  acr?: string
  /** Signs the front-channel id_token with a key that is not in the key set. */
  forged?: boolean
  /** Leaves the front-channel id_token unencrypted. */
  plain?: boolean
  /** The token endpoint's id_token speaks of another customer. */
  otherSub?: boolean
  refreshRefused?: boolean
}

export type Seen = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  peer: string | undefined
}

type Pushed = { request: JWTPayload; encrypted: boolean }

/** RSA keys take their time: every bank of a test file has the same. */
const KEYS = await makeKeys()

async function makeKeys() {
  const [own, stranger, signing] = await Promise.all([keyPair('PS256'), keyPair('PS256'), keyPair('PS256')])
  const [ownEncryption, encryption] = await Promise.all([keyPair('RSA-OAEP'), keyPair('RSA-OAEP')])
  return { own, ownEncryption, stranger, app: { signing, encryption } }
}

/** A bank of small real parts: mutual TLS, signed and encrypted tokens, the consent and account addresses. */
export async function openStandInBank({
  tls,
  caPem,
}: {
  tls: { keyPem: string; certificatePem: string }
  caPem: string
}) {
  const { own, ownEncryption, stranger, app } = KEYS
  const faults: Faults = {}
  const seen: Seen[] = []
  const pushed = new Map<string, Pushed>()
  const codes = new Map<string, Pushed>()
  const data: BankData = bankData()

  const server = createServer(
    { key: tls.keyPem, cert: tls.certificatePem, ca: caPem, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      answer(request, response).catch((error: Error) =>
        send(response, 500, { error: 'broken_stand_in', error_description: error.message }),
      )
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `https://localhost:${(server.address() as AddressInfo).port}`
  const issuer = `${base}/obb`
  const api = standInApi({ base, data })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(request)
    const url = new URL(request.url as string, base)
    const peer = (request.socket as TLSSocket).getPeerCertificate().subject?.CN
    seen.push({
      method: request.method as string,
      path: url.pathname + url.search,
      headers: request.headers,
      body,
      peer: peer?.toString(),
    })
    const id = request.headers['x-fapi-interaction-id']
    if (id) response.setHeader('x-fapi-interaction-id', id)
    if (url.pathname === '/participants') return send(response, 200, participants())
    if (url.pathname === '/obb/.well-known/openid-configuration') return send(response, 200, metadata())
    if (url.pathname === '/obb/jwks') {
      return send(response, 200, {
        keys: [
          { ...own.publicJwk, use: 'sig' },
          { ...ownEncryption.publicJwk, use: 'enc' },
        ],
      })
    }
    if (peer === undefined) return send(response, 401, { error: 'invalid_client', error_description: 'no certificate' })
    const form = new URLSearchParams(body)
    if (url.pathname === '/mtls/par') return par(response, form)
    if (url.pathname === '/mtls/token') return token(response, form)
    return api(request, response, url, body)
  }

  async function par(response: ServerResponse, form: URLSearchParams): Promise<void> {
    await authenticated(form)
    const given = form.get('request') as string
    const encrypted = given.split('.').length === 5
    const signed = encrypted
      ? new TextDecoder().decode((await compactDecrypt(given, ownEncryption.privateKey)).plaintext)
      : given
    const { payload } = await jwtVerify(signed, app.signing.publicKey, {
      issuer: CLIENT_ID,
      audience: issuer,
      algorithms: ['PS256'],
    })
    const requestUri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
    pushed.set(requestUri, { request: payload, encrypted })
    send(response, 201, { request_uri: requestUri, expires_in: 120 })
  }

  async function token(response: ServerResponse, form: URLSearchParams) {
    await authenticated(form)
    const grant = form.get('grant_type')
    if (grant === 'client_credentials') {
      return send(response, 200, {
        access_token: data.clientToken,
        token_type: 'Bearer',
        expires_in: 300,
        scope: form.get('scope'),
      })
    }
    if (grant === 'refresh_token') {
      if (faults.refreshRefused || form.get('refresh_token') !== data.refreshToken)
        return send(response, 400, { error: 'invalid_grant', error_description: 'grant is over' })
      data.accessToken = `access-token-renewed-${randomUUID()}`
      return send(response, 200, { access_token: data.accessToken, token_type: 'Bearer', expires_in: 900 })
    }
    const pushedRequest = codes.get(form.get('code') as string)
    codes.delete(form.get('code') as string)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') as string)
      .digest('base64url')
    if (pushedRequest?.request.code_challenge !== challenge)
      return send(response, 400, { error: 'invalid_grant', error_description: 'wrong verifier' })
    data.accessToken = `access-token-first-${randomUUID()}`
    const { nonce, scope } = pushedRequest.request
    const idToken = await idTokenOf({ nonce, sub: faults.otherSub ? 'somebody-else' : 'customer-1' })
    send(response, 200, {
      access_token: data.accessToken,
      refresh_token: data.refreshToken,
      id_token: idToken,
      token_type: 'Bearer',
      expires_in: 900,
      scope,
    })
  }

  async function authenticated(form: URLSearchParams): Promise<void> {
    const assertion = form.get('client_assertion') as string
    const options = { issuer: CLIENT_ID, subject: CLIENT_ID, audience: issuer, algorithms: ['PS256'] }
    await jwtVerify(assertion, app.signing.publicKey, options)
  }

  async function idTokenOf(claims: JWTPayload): Promise<string> {
    const key = faults.forged && 's_hash' in claims ? stranger.privateKey : own.privateKey
    const signed = await new SignJWT({ acr: 'urn:brasil:openbanking:loa2', ...claims })
      .setProtectedHeader({ alg: 'PS256', kid: own.publicJwk.kid as string })
      .setIssuer(issuer)
      .setAudience(CLIENT_ID)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key)
    if (faults.plain && 's_hash' in claims) return signed
    return new CompactEncrypt(new TextEncoder().encode(signed))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT', kid: app.encryption.publicJwk.kid as string })
      .encrypt(app.encryption.publicKey)
  }

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${base}/obb/authorize`,
    token_endpoint: `${base}/plain/token`,
    pushed_authorization_request_endpoint: `${base}/plain/par`,
    mtls_endpoint_aliases: {
      token_endpoint: `${base}/mtls/token`,
      pushed_authorization_request_endpoint: `${base}/mtls/par`,
    },
    jwks_uri: `${base}/obb/jwks`,
    id_token_signing_alg_values_supported: ['PS256'],
    response_types_supported: ['code id_token'],
    subject_types_supported: ['public'],
  })

  const participants = () => [
    {
      OrganisationId: randomUUID(),
      AuthorisationServers: data.otherBrands.map((name) => ({
        CustomerFriendlyName: name,
        OpenIDDiscoveryDocument: 'https://other.example/.well-known/openid-configuration',
      })),
    },
    {
      OrganisationId: randomUUID(),
      AuthorisationServers: [
        {
          CustomerFriendlyName: 'Stand-in bank',
          OpenIDDiscoveryDocument: `${issuer}/.well-known/openid-configuration`,
          ApiResources: data.endpoints(base),
        },
      ],
    },
  ]

  return {
    issuer,
    faults,
    seen,
    data,
    /** What the customer's browser would bring back in the fragment after a yes at the bank. */
    async approve(authorizationUrl: string): Promise<string> {
      const given = new URL(authorizationUrl).searchParams
      const request = pushed.get(given.get('request_uri') as string) as Pushed
      const code = `code-${randomUUID()}`
      codes.set(code, request)
      const { state, nonce } = request.request as { state: string; nonce: string }
      data.consent.status = 'AUTHORISED'
      const idToken = await idTokenOf({
        sub: 'customer-1',
        nonce: faults.nonce ?? nonce,
        c_hash: faults.cHash ?? half(code),
        s_hash: faults.sHash ?? half(state),
        ...(faults.acr ? { acr: faults.acr } : {}),
      })
      return new URLSearchParams({ code, id_token: idToken, state }).toString()
    },
    /** What comes back after a no, or a refusal by the bank. */
    refuse(authorizationUrl: string, error: string, description: string): string {
      const { request } = pushed.get(new URL(authorizationUrl).searchParams.get('request_uri') as string) as Pushed
      return new URLSearchParams({ error, error_description: description, state: request.state as string }).toString()
    },
    pushedRequest: (authorizationUrl: string) =>
      pushed.get(new URL(authorizationUrl).searchParams.get('request_uri') as string) as Pushed,
    market: (redirectUri: string, transport: RecipientMarket['transport']): RecipientMarket => ({
      clientId: CLIENT_ID,
      organisationId: 'f1c1a1f0-0000-4000-8000-000000000001',
      softwareId: 'f1c1a1f0-0000-4000-8000-000000000002',
      redirectUri,
      issuer,
      participantsUrl: `${base}/participants`,
      transport,
      signing: { kid: app.signing.publicJwk.kid as string, privateJwk: app.signing.privateJwk },
      encryption: { kid: app.encryption.publicJwk.kid as string, privateJwk: app.encryption.privateJwk },
      demoCustomers: [
        { name: 'Ana', document: '11144477735', login: 'ana' },
        { name: 'Bruno', document: '52998224725', login: 'bruno', businessDocument: '11222333000181' },
      ],
    }),
    account: accountOf,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type StandInBank = Awaited<ReturnType<typeof openStandInBank>>

async function keyPair(alg: 'PS256' | 'RSA-OAEP') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const kid = randomUUID()
  const privateJwk: JWK = { ...(await exportJWK(privateKey)), kid, alg }
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), kid, alg }
  return { privateKey, publicKey: (await importJWK(publicJwk, alg)) as CryptoKey, privateJwk, publicJwk }
}

/** The left half of a SHA-256 digest (OpenID Connect Core 3.3.2.11). */
const half = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
