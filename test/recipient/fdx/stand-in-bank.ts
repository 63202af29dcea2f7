import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { RecipientMarket } from '../../../server/recipient/index.ts'
import { send } from '../stand-in-bank.ts'
import { accountsOfAvery, answerOf, type FdxData, fdxData } from './stand-in-api.ts'

const CLIENT_ID = 'client-of-contas-juntas'

/** What a test makes the bank do wrong. */
export type Faults = {
  /** Signs its answer with a key that is not in its key set. */
  forged?: boolean
  /** The answer is for another app, or from another bank. */
  aud?: string
  iss?: string
  /** The token answer names no grant, or another at the renewal. */
  grantId?: string | null
  /** Metadata that speak for another issuer. */
  issuer?: string
}

export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string; peer: string }

const KEYS = await Promise.all([keyPair(), keyPair(), keyPair()])

/** An FDX bank of small real parts: mutual TLS, signed requests and answers, rotating tokens, and accounts of every category. */
export async function openFdxStandIn({
  tls,
  caPem,
}: {
  tls: { keyPem: string; certificatePem: string }
  caPem: string
}) {
  const [own, stranger, app] = KEYS
  const faults: Faults = {}
  const seen: Seen[] = []
  const data: FdxData = fdxData()
  const pushed = new Map<string, JWTPayload>()
  const codes = new Map<string, JWTPayload>()

  const server = createServer(
    { key: tls.keyPem, cert: tls.certificatePem, ca: caPem, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      answer(request, response).catch((error: Error) => send(response, 500, { code: '500', message: error.message }))
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `https://localhost:${(server.address() as AddressInfo).port}`
  const issuer = `${base}/fdx/auth/v1`

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const url = new URL(request.url as string, base)
    const peer = String((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? '')
    const { method = '', headers } = request
    seen.push({ method, path: url.pathname + url.search, headers, body, peer })
    const id = headers['x-fapi-interaction-id']
    if (id) response.setHeader('x-fapi-interaction-id', id)
    if (url.pathname === '/fdx/registry') return send(response, 200, registry())
    if (url.pathname === '/fdx/auth/v1/well-known') return send(response, 200, metadata())
    if (url.pathname === '/fdx/auth/v1/jwks') return send(response, 200, { keys: [{ ...own.jwk, use: 'sig' }] })
    if (peer === '') return send(response, 401, { code: '603', message: 'Authentication failed' })
    const form = new URLSearchParams(body)
    if (url.pathname === '/fdx/auth/v1/par') return par(response, form)
    if (url.pathname === '/fdx/auth/v1/token') return token(response, form)
    const told = answerOf(data, { method, url, body, bearer: headers.authorization?.slice('Bearer '.length) ?? '' })
    if (!Buffer.isBuffer(told.body)) return send(response, told.status, told.body)
    response.writeHead(told.status, { 'content-type': 'application/pdf' }).end(told.body)
  }

  async function par(response: ServerResponse, form: URLSearchParams) {
    const options = { issuer: CLIENT_ID, audience: issuer, algorithms: ['PS256'] }
    const { payload } = await jwtVerify(form.get('request') as string, app.keys.publicKey, options)
    const uri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
    pushed.set(uri, payload)
    send(response, 201, { request_uri: uri, expires_in: 60 })
  }

  function token(response: ServerResponse, form: URLSearchParams) {
    const usual = { token_type: 'Bearer', expires_in: 300, scope: 'fdx:accountbasic:read' }
    const refuse = (detail: string) => send(response, 400, { error: 'invalid_grant', error_description: detail })
    if (form.get('grant_type') === 'client_credentials')
      return send(response, 200, { ...usual, access_token: data.clientToken, scope: undefined })
    if (form.get('grant_type') === 'refresh_token') {
      if (form.get('refresh_token') !== data.refreshToken || data.status !== 'ACTIVE') return refuse('used or over')
    } else {
      const request = codes.get(form.get('code') as string)
      codes.delete(form.get('code') as string)
      const challenge = createHash('sha256')
        .update(String(form.get('code_verifier')))
        .digest('base64url')
      if (request?.code_challenge !== challenge) return refuse('wrong verifier')
      const [detail] = request.authorization_details as { consentRequest: FdxData['asked'] }[]
      data.asked = detail?.consentRequest as FdxData['asked']
      data.status = 'ACTIVE'
    }
    data.accessToken = `access-token-${randomUUID()}`
    data.refreshToken = `refresh-token-${randomUUID()}`
    const grant = faults.grantId === undefined ? data.consentId : faults.grantId
    const once = data.asked.durationType === 'ONE_TIME'
    send(response, 200, {
      ...usual,
      access_token: data.accessToken,
      ...(once ? {} : { refresh_token: data.refreshToken }),
      ...(grant === null ? {} : { grant_id: grant }),
    })
  }

  const metadata = () => ({
    issuer: faults.issuer ?? issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    jwks_uri: `${issuer}/jwks`,
    authorization_signing_alg_values_supported: ['PS256'],
    response_types_supported: ['code'],
    response_modes_supported: ['jwt'],
    subject_types_supported: ['public'],
  })

  const registry = () => ({
    dataProviders: [
      {
        id: 'other',
        name: 'Elsewhere Bank',
        issuer: 'https://elsewhere.example',
        baseUri: 'https://elsewhere.example/',
      },
      { id: 'own', name: 'Stand-in Bank', issuer, metadata: `${issuer}/well-known`, baseUri: `${base}/fdx/v6` },
    ],
    recipients: [],
  })

  const requestOf = (authorizationUrl: string): JWTPayload =>
    pushed.get(new URL(authorizationUrl).searchParams.get('request_uri') as string) as JWTPayload

  async function signed(request: JWTPayload, claims: JWTPayload): Promise<string> {
    const response = await new SignJWT({ ...claims, state: request.state })
      .setProtectedHeader({ alg: 'PS256', kid: own.jwk.kid as string })
      .setIssuer(faults.iss ?? issuer)
      .setAudience(faults.aud ?? CLIENT_ID)
      .setExpirationTime('5m')
      .sign(faults.forged ? stranger.keys.privateKey : own.keys.privateKey)
    return new URLSearchParams({ response }).toString()
  }

  return {
    issuer,
    faults,
    seen,
    data,
    requestOf,
    /** What the customer's browser brings back after a yes at the bank. */
    approve(authorizationUrl: string): Promise<string> {
      const request = requestOf(authorizationUrl)
      const code = `code-${randomUUID()}`
      codes.set(code, request)
      return signed(request, { code })
    },
    /** What it brings back after a no. */
    refuse: (authorizationUrl: string): Promise<string> =>
      signed(requestOf(authorizationUrl), { error: 'access_denied', error_description: 'the customer said no' }),
    market: (redirectUri: string, transport: RecipientMarket['transport']): RecipientMarket => ({
      ...{
        clientId: CLIENT_ID,
        organisationId: 'organisation',
        softwareId: 'software',
        redirectUri,
        issuer,
        transport,
      },
      participantsUrl: `${base}/fdx/registry`,
      signing: { kid: app.jwk.kid as string, privateJwk: app.privateJwk },
      encryption: { kid: app.jwk.kid as string, privateJwk: app.privateJwk },
    }),
    accounts: accountsOfAvery,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type FdxStandIn = Awaited<ReturnType<typeof openFdxStandIn>>

async function keyPair() {
  const keys = await generateKeyPair('PS256', { extractable: true })
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(keys.publicKey)), kid, alg: 'PS256' }
  return { keys, jwk, privateJwk: { ...(await exportJWK(keys.privateKey)), kid, alg: 'PS256' } }
}
