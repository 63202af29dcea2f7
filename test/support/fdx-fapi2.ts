import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import type { TestBank } from './bank.ts'
import { FDX_CALLBACK, FDX_CLUSTERS, FDX_SCOPE, type FdxApp } from './fdx.ts'
import { forgedStatement } from './forged.ts'
import { type RawAnswer, rawCall } from './raw-call.ts'

/** Changes an application's registration, as its owner would (RFC 7592 2.2). */
export async function registerAnew(bank: TestBank, app: FdxApp, changes: Record<string, unknown>): Promise<RawAnswer> {
  const { softwareId, caPem } = app.credentials
  const registered = await bank.rooms.identity.registrationOf('fdx', softwareId)
  if (!registered) throw new Error('the application is not registered')
  return rawCall(registered.registrationClientUri, caPem, {
    method: 'PUT',
    tls: app.tls,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${registered.registrationAccessToken}`,
    },
    body: JSON.stringify({
      client_id: app.clientId,
      redirect_uris: [FDX_CALLBACK],
      software_statement: await forgedStatement(bank, softwareId),
      ...changes,
    }),
  })
}

export type ProofClaims = { htm: string; htu: string; ath?: string; [claim: string]: unknown }
export type Keyed = Awaited<ReturnType<typeof openKey>>

/** A key that tokens can be bound to, and the proofs that its owner makes (RFC 9449 4.2). */
export async function openKey(alg: 'ES256' | 'PS256' | 'EdDSA' = 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (claims: ProofClaims, header: { jwk?: JWK; typ?: string } = {}) =>
      new SignJWT({ jti: randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims })
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey),
  }
}

/** The same application speaking FAPI 2.0: plain pushed requests, with its certificate or signing for itself. */
export function speakFapi2(app: FdxApp, { asserting = false }: { asserting?: boolean } = {}) {
  const issuer = `${app.baseUrl}/fdx/auth/v1`
  const { caPem } = app.credentials

  async function assertion(aud: string | string[] = issuer): Promise<Record<string, string>> {
    const key = await importJWK(app.credentials.signing.privateJwk, 'PS256')
    const now = Math.floor(Date.now() / 1000)
    const jwt = await new SignJWT({
      iss: app.clientId,
      sub: app.clientId,
      aud,
      jti: randomUUID(),
      iat: now,
      exp: now + 60,
    })
      .setProtectedHeader({ alg: 'PS256', kid: app.credentials.signing.privateJwk.kid as string })
      .sign(key)
    return { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: jwt }
  }

  /** Posts a form; who signs for itself shows no certificate. */
  async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const signed = asserting ? await assertion() : {}
    return rawCall(issuer + path, caPem, {
      method: 'POST',
      ...(asserting ? {} : { tls: app.tls }),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ client_id: app.clientId, ...signed, ...fields }).toString(),
    })
  }

  /** A pushed request without a signature of its own; undefined leaves a parameter out. */
  async function push(changes: Record<string, string | undefined> = {}, headers: Record<string, string> = {}) {
    const verifier = randomBytes(48).toString('hex')
    const consentRequest = {
      ...{ durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: 60 },
      resources: [{ resourceType: 'ACCOUNT', dataClusters: FDX_CLUSTERS }],
    }
    const asked: Record<string, string | undefined> = {
      ...{ response_type: 'code', redirect_uri: FDX_CALLBACK, scope: FDX_SCOPE, state: 'st-1' },
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      authorization_details: JSON.stringify([{ type: 'fdx_v1.0', consentRequest }]),
      ...changes,
    }
    const fields = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    const answer = await post('/par', fields as Record<string, string>, headers)
    return { verifier, answer, requestUri: String(answer.json?.request_uri) }
  }

  const redeem = (code: string, verifier: string, headers: Record<string, string> = {}) =>
    post(
      '/token',
      { ...{ grant_type: 'authorization_code', code, code_verifier: verifier }, redirect_uri: FDX_CALLBACK },
      headers,
    )
  const refresh = (refreshToken: string, headers: Record<string, string> = {}) =>
    post('/token', { grant_type: 'refresh_token', refresh_token: refreshToken }, headers)

  /** From the request to the address that the app's browser ends at. */
  async function authorise(login: string, changes: Record<string, string | undefined> = {}) {
    const pushed = await push(changes)
    const entered = await app.enter(pushed.requestUri)
    const end = await app.visit(String(entered.headers.location), login)
    if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
    return { verifier: pushed.verifier, url: new URL(end.url) }
  }

  /** A token bound to a key, with a proof for each call. */
  async function connectWithKey(login: string, key: Keyed) {
    const { verifier, url } = await authorise(login)
    const proof = await key.proof({ htm: 'POST', htu: `${issuer}/token` })
    const answer = await redeem(url.searchParams.get('code') ?? '', verifier, { dpop: proof })
    if (answer.status !== 200) throw new Error(answer.text)
    return answer.json as { access_token: string; refresh_token: string; token_type: string; grant_id: string }
  }

  /** A call to an API with a token and the proof for it; nothing is shown of a certificate. */
  async function api(path: string, token: string, key: Keyed, changes: Record<string, unknown> = {}) {
    const ath = createHash('sha256').update(token).digest('base64url')
    const proof = await key.proof({ htm: 'GET', htu: app.baseUrl + path, ath, ...changes })
    return rawCall(app.baseUrl + path, caPem, { headers: { authorization: `DPoP ${token}`, dpop: proof } })
  }

  return { issuer, assertion, post, push, redeem, refresh, authorise, connectWithKey, api }
}
