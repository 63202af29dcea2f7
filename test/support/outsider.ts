import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { CompactEncrypt, importJWK, type JWK, SignJWT } from 'jose'
import type { TestApp, TestBank } from './bank.ts'
import { type ClientTls, type RawAnswer, type RawCall, rawCall } from './raw-call.ts'

/** How a message is signed, where it is not as it should be. */
export type Signing = { alg?: string; jwk?: JWK; header?: Record<string, unknown> }

/** A request object with what its app keeps beside it. */
export type RequestObject = { jwt: string; verifier: string; state: string; nonce: string }

export type Outsider = ReturnType<typeof openOutsider>

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An app that makes its own messages by hand, so that each can be wrong in one place. */
export function openOutsider(app: TestApp) {
  const { credentials, server } = app
  const { caPem, clientId, signing } = credentials
  const tls: ClientTls = { key: credentials.transport.keyPem, cert: credentials.transport.chainPem }
  const now = () => Math.floor(Date.now() / 1000)

  async function sign(claims: Record<string, unknown>, { alg = 'PS256', jwk, header }: Signing): Promise<string> {
    const protectedHeader = { alg, kid: signing.kid, ...header }
    if (alg === 'none') return `${b64(protectedHeader)}.${b64(claims)}.`
    const { alg: _, ...key } = jwk ?? signing.privateJwk
    return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(await importJWK(key, alg))
  }

  /** A client assertion; a claim set to undefined is left out. */
  const assertion = (changes: Record<string, unknown> = {}, how: Signing = {}): Promise<string> =>
    sign(
      { iss: clientId, sub: clientId, aud: server.issuer, jti: randomUUID(), iat: now(), exp: now() + 60, ...changes },
      how,
    )

  /** A request object for a consent; a claim set to undefined is left out. */
  async function object(
    consentId: string,
    changes: Record<string, unknown> = {},
    how: Signing = {},
  ): Promise<RequestObject> {
    const verifier = randomBytes(32).toString('base64url')
    const state = randomUUID()
    const nonce = randomUUID()
    const claims = {
      iss: clientId,
      aud: server.issuer,
      client_id: clientId,
      nbf: now(),
      exp: now() + 300,
      response_type: 'code id_token',
      redirect_uri: app.redirectUri,
      scope: `openid consent:${consentId} accounts resources`,
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      claims: { id_token: { acr: { essential: true } } },
      ...changes,
    }
    return { jwt: await sign(claims, how), verifier, state, nonce }
  }

  const call = (url: string, init: RawCall = {}): Promise<RawAnswer> => rawCall(url, caPem, { tls, ...init })

  function form(url: string, fields: Record<string, string | undefined>, init: RawCall = {}): Promise<RawAnswer> {
    const sent = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
    return call(url, {
      method: 'POST',
      body: new URLSearchParams(sent).toString(),
      ...init,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...init.headers },
    })
  }

  /** A form of the back channel with a good client assertion, unless told otherwise. */
  async function authenticated(url: string, fields: Record<string, string | undefined>, init: RawCall = {}) {
    const client_assertion = 'client_assertion' in fields ? fields.client_assertion : await assertion()
    return form(
      url,
      {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ...fields,
        client_assertion,
      },
      init,
    )
  }

  const endpoints = {
    par: server.pushed_authorization_request_endpoint as string,
    token: server.token_endpoint as string,
    authorize: server.authorization_endpoint as string,
    userinfo: server.userinfo_endpoint as string,
    revoke: server.revocation_endpoint as string,
    register: server.registration_endpoint as string,
    backchannel: server.backchannel_authentication_endpoint as string,
  }

  return {
    app,
    tls,
    endpoints,
    assertion,
    object,
    sign,
    call,
    form,

    push: (jwt: string | undefined, fields: Record<string, string | undefined> = {}, init?: RawCall) =>
      authenticated(endpoints.par, { request: jwt, client_id: clientId, ...fields }, init),

    /** Pushes a good request and returns where to send the customer. */
    async pushed(consentId: string, changes: Record<string, unknown> = {}) {
      const made = await object(consentId, changes)
      const answer = await authenticated(endpoints.par, { request: made.jwt, client_id: clientId })
      if (answer.status !== 201) throw new Error(`push refused: ${answer.text}`)
      const requestUri = String(answer.json?.request_uri)
      return { ...made, requestUri, url: authorizeUrl(endpoints.authorize, clientId, requestUri) }
    },

    /** A signed request to the phone for a consent; a claim set to undefined is left out. */
    phoneObject: (consentId: string, changes: Record<string, unknown> = {}, how: Signing = {}): Promise<string> =>
      sign(
        {
          ...{ iss: clientId, aud: server.issuer, client_id: clientId, jti: randomUUID() },
          ...{ iat: now(), nbf: now(), exp: now() + 300, login_hint: consentId },
          scope: `openid consent:${consentId} accounts resources`,
          ...changes,
        },
        how,
      ),

    ask: (jwt: string | undefined, fields: Record<string, string | undefined> = {}, init?: RawCall) =>
      authenticated(endpoints.backchannel, { request: jwt, ...fields }, init),

    /** Asks for the tokens of a request to the phone. */
    poll: (requestId: string | undefined, more: Record<string, string | undefined> = {}, init?: RawCall) =>
      authenticated(
        endpoints.token,
        { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: requestId, ...more },
        init,
      ),

    token: (fields: Record<string, string | undefined>, init?: RawCall) => authenticated(endpoints.token, fields, init),

    redeem: (
      code: string,
      verifier: string | undefined,
      more: Record<string, string | undefined> = {},
      init?: RawCall,
    ) =>
      authenticated(
        endpoints.token,
        { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier, ...more },
        init,
      ),

    refresh: (refreshToken: string, more: Record<string, string> = {}, init?: RawCall) =>
      authenticated(endpoints.token, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more }, init),

    userinfo: (token: string, init: RawCall = {}) =>
      call(endpoints.userinfo, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } }),

    /** GET /accounts with a token. */
    async accounts(token: string, init: RawCall = {}): Promise<RawAnswer> {
      const headers = { authorization: `Bearer ${token}`, 'x-fapi-interaction-id': randomUUID(), ...init.headers }
      return call(await app.endpoint('accounts', '/accounts'), { ...init, headers })
    },

    /** A request object nested in an encrypted one (RSA-OAEP, A256GCM). */
    async encrypted(jwt: string): Promise<string> {
      const { keys } = (await call(server.jwks_uri as string)).json as { keys: JWK[] }
      const key = keys.find(({ use }) => use === 'enc') as JWK
      return new CompactEncrypt(Buffer.from(jwt))
        .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT', kid: key.kid as string })
        .encrypt(await importJWK(key, 'RSA-OAEP'))
    },
  }
}

export function authorizeUrl(endpoint: string, clientId: string, requestUri: string): string {
  return `${endpoint}?${new URLSearchParams({ client_id: clientId, request_uri: requestUri })}`
}

/** The parameters that a redirect brought the app in its fragment. */
export function fragmentOf(url: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(new URL(url).hash.slice(1)))
}

/** The refusals on a consent's journey: operation, status, and what was refused by which rule. */
export function refusalsOf({ rooms }: TestBank, consentId: string) {
  rooms.events.flush()
  rooms.journey.flush()
  const { steps } = rooms.journey.find(`consent-${consentId}`)
  return steps.flatMap(({ operation, status, problem }) =>
    problem ? [{ operation, status, type: problem.type, rule: problem.rule }] : [],
  )
}

/** The state a consent is in, with why it ended, as its app reads it. */
export async function stateOf(app: TestApp, consentId: string): Promise<{ status: string; by?: string; why?: string }> {
  const { body } = await app.readConsent(consentId)
  const { data } = body as { data: { status: string; rejection?: { rejectedBy: string; reason: { code: string } } } }
  const { status, rejection } = data
  return { status, ...(rejection ? { by: rejection.rejectedBy, why: rejection.reason.code } : {}) }
}
