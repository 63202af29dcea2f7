import { generateKeyPairSync } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { nothingFound, openRedaction } from '../../server/journey/redaction.ts'
import { encoded, jwtOf, opening } from './opening.ts'

const SECRETS = {
  bearer: 'mF_9B5f-4QbK1JmqWzT0bearer',
  basic: 'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  code: 'SplxlOBeZQQYbYS6WxSbIA9code',
  accessToken: 'aT0kEn-2YotnFZFEjr1zCsicMWpAA',
  refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIArefresh',
  registrationToken: 'this-is-an-access-token-value-ffx83',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  password: 'correct horse battery',
  shortPassword: 'abc123',
  cookie: 'session-31d4d96e407aad42',
  tokenId: 'tokenid-9c7f1b6c0e1d4c2f8a55',
  clientSecret: 'ZJYCqe3GGRvdrudKyZS0XhGv_Z45DuKhCUk0gBR1vZk',
  p12: 'MIIKcAIBAzCCCiwGCSqGSIb3DQEHAaCCCh0EggoZ',
}
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const jwk = privateKey.export({ format: 'jwk' }) as { d: string; p: string; n: string }
const assertion = jwtOf({ iss: 'client-1', aud: 'https://localhost/token', jti: 'jti-of-the-assertion' })
const statement = jwtOf({ software_id: 'software-1', software_client_name: 'My app' })
const requestObject = jwtOf({ scope: 'openid consent:urn:a', id_token_hint: jwtOf({ sub: 'nested' }) })
const idToken = jwtOf({ sub: 'customer-1', nonce: 'n-0S6' })
const encrypted = `${encoded({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'e1' })}.a2V5a2V5a2V5.aXZpdml2.Y2lwaGVydGV4dGNpcGhlcnRleHQ.dGFndGFn`
const signature = assertion.split('.')[2] as string
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

const form = (fields: Record<string, string>) => Buffer.from(new URLSearchParams(fields).toString())
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

/** Sends one message of each kind that carries a secret. */
function sendAll() {
  const opened = opening()
  const { pass, exchanges, journey } = opened
  const ids = { market: 'obb', consentId: 'urn:a', tokenId: SECRETS.tokenId }
  const http = { kind: 'http' as const }
  const calls = {
    token: pass(ids, {
      ...http,
      request: {
        method: 'POST',
        url: '/token',
        headers: { ...FORM, authorization: `Basic ${SECRETS.basic}`, cookie: `sid=${SECRETS.cookie}; theme=dark` },
        body: form({
          grant_type: 'authorization_code',
          code: SECRETS.code,
          code_verifier: SECRETS.verifier,
          client_assertion: assertion,
          client_secret: SECRETS.clientSecret,
        }),
      },
      status: 200,
      result: json({
        access_token: SECRETS.accessToken,
        refresh_token: SECRETS.refreshToken,
        id_token: encrypted,
        expires_in: 900,
      }),
    }),
    register: pass(ids, {
      ...http,
      request: { method: 'POST', url: '/register', headers: JSON_TYPE, body: json({ software_statement: statement }) },
      status: 201,
      result: json({ client_id: 'client-1', registration_access_token: SECRETS.registrationToken }),
    }),
    authorize: pass(ids, {
      ...http,
      request: { method: 'GET', url: `/authorize?client_id=client-1&request=${requestObject}&state=s1`, headers: {} },
    }),
    login: pass(ids, {
      ...http,
      request: {
        method: 'POST',
        url: '/login',
        headers: FORM,
        body: form({ username: 'ana', password: SECRETS.password }),
      },
    }),
    shortLogin: pass(ids, { request: { body: { username: 'ana', password: SECRETS.shortPassword } } }),
    data: pass(ids, {
      ...http,
      request: { method: 'GET', url: '/accounts', headers: { authorization: `Bearer ${SECRETS.bearer}` } },
      status: 403,
      result: json({ errors: [{ code: 'PERMISSAO_INSUFICIENTE', title: 'x', detail: `not for ${SECRETS.bearer}` }] }),
    }),
    introspect: pass(ids, {
      request: { body: { token: SECRETS.tokenId } },
      result: { jti: SECRETS.tokenId, active: true },
    }),
    credentials: pass(ids, {
      result: {
        keys: [{ ...jwk, kty: 'RSA', kid: 'k1' }],
        pem,
        files: { 'keys.json': JSON.stringify({ keys: [{ kty: 'RSA', ...jwk }] }), 'app.key': pem },
        environment: `KEY="${pem}"\nID=client-1`,
        pkcs12: SECRETS.p12,
        object: privateKey,
      },
    }),
    page: pass(ids, {
      ...http,
      status: 200,
      result: `<form><input type="hidden" name="code" value="${SECRETS.code}"><input value="${idToken}" name="id_token"></form>`,
      request: { headers: {} },
    }),
    broken: pass(ids, {
      ...http,
      request: { headers: JSON_TYPE, body: Buffer.from(`{"refresh_token":"${SECRETS.refreshToken}", broken`) },
    }),
  }
  const redirect = exchanges.passNow(
    { arrow: 8, from: 'consumer', to: 'gateway', operation: 'return to the app', kind: 'http', request: {}, ids },
    (exchange) => {
      const location = `https://127.0.0.1:4303/cb#code=${SECRETS.code}&id_token=${idToken}&state=s1`
      exchange.response = {
        status: 303,
        headers: { location, 'set-cookie': [`sid=${SECRETS.cookie}; HttpOnly; Path=/`] },
      }
      return exchange.id
    },
  )
  const refused = (() => {
    try {
      exchanges.passNow(
        { arrow: 9, from: 'app', to: 'gateway', operation: 'refused', request: {}, ids },
        (exchange) => {
          exchange.problem = {
            type: 'token-unknown',
            rule: 'token.known',
            facts: { token: SECRETS.bearer, shown: idToken },
          }
          return exchange.id
        },
      )
    } catch {}
    return journey.find('consent-urn:a').steps.find(({ operation }) => operation === 'refused')?.id as string
  })()
  return { ...opened, calls: { ...calls, redirect, refused } }
}

test('no secret of any message is anywhere in the bytes of the file, packed or not', () => {
  const { db, bytes } = sendAll()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const blocks = db.prepare('SELECT data FROM message_blocks').all() as { data: Buffer }[]
  const file = bytes() + blocks.map(({ data }) => zstdDecompressSync(data).toString()).join('\n')
  const keyBody = pem.split('\n').slice(1, -2)
  const planted = [
    ...Object.values(SECRETS),
    signature,
    jwk.d,
    jwk.p,
    ...keyBody,
    assertion,
    statement,
    idToken,
    encrypted,
  ]
  expect(planted.filter((secret) => file.includes(secret))).toEqual([])
  expect(file).toContain(jwk.n)
})

test('a token keeps its first six characters, an authorization its scheme as well', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.data).request?.headers).toEqual({ authorization: 'Bearer mF_9B5...' })
  expect(journey.exchange(calls.token).request).toMatchObject({
    headers: { authorization: 'Basic czZCaG...', cookie: 'sid=...; theme=...' },
    body: {
      code: 'SplxlO...',
      client_assertion: 'eyJhbG...',
      grant_type: 'authorization_code',
      client_secret: '[removed]',
    },
  })
  expect(journey.exchange(calls.redirect).response?.headers).toEqual({
    location: 'https://127.0.0.1:4303/cb#code=SplxlO...&id_token=eyJhbG...&state=s1',
    'set-cookie': 'sid=...; HttpOnly; Path=/',
  })
})

test('a password is removed whole, however short', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.login).request?.body).toEqual({ username: 'ana', password: '[removed]' })
  expect(journey.exchange(calls.shortLogin).request?.body).toEqual({ username: 'ana', password: '[removed]' })
})

test('signed JWTs are decoded beside the message, with where they were and no signature', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.token).decoded).toContainEqual({
    where: 'request.body.client_assertion',
    header: { alg: 'PS256', kid: 'k1' },
    payload: { iss: 'client-1', aud: 'https://localhost/token', jti: 'jti-of-the-assertion' },
  })
  expect(journey.exchange(calls.register).decoded).toMatchObject([{ where: 'request.body.software_statement' }])
  expect(journey.exchange(calls.redirect).decoded).toMatchObject([
    { where: 'response.headers.location.id_token', payload: { sub: 'customer-1' } },
  ])
})

test('a JWT inside a JWT is decoded too', () => {
  const { journey, calls } = sendAll()
  const decoded = journey.exchange(calls.authorize).decoded
  expect(decoded.map(({ where }) => where)).toEqual([
    'request.url.request.payload.id_token_hint',
    'request.url.request',
  ])
  expect(decoded[1]).toMatchObject({ payload: { scope: 'openid consent:urn:a', id_token_hint: 'eyJhbG...' } })
})

test('of an encrypted JWT only the header is kept, marked so (RFC 7516 §3.1)', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.token).decoded).toContainEqual({
    where: 'response.body.id_token',
    header: { alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'e1' },
    encrypted: true,
  })
})

test('delivered credentials show their public keys and no private one', () => {
  const { journey, calls } = sendAll()
  const body = journey.exchange(calls.credentials).response?.body as Record<string, unknown>
  expect(body).toMatchObject({
    keys: [{ kty: 'RSA', n: jwk.n, e: 'AQAB', kid: 'k1' }],
    pem: '[private key removed]\n',
    environment: 'KEY="[private key removed]\n"\nID=client-1',
    pkcs12: '[removed]',
    object: '[PrivateKeyObject]',
  })
  expect(JSON.stringify(body)).not.toContain('"d":')
})

test('letters within a public key that happen to look like the beginning of a token stay', () => {
  const n = 'uhvP6eldaI8iMRxx9LeyJiRgR5NmxXSo2fVbkPJ778QKL'
  expect(openRedaction().value({ keys: [{ kty: 'RSA', n }] }, undefined, nothingFound())).toEqual({
    keys: [{ kty: 'RSA', n }],
  })
})

test('the code of an error is no secret', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.data).response?.body).toEqual({
    errors: [{ code: 'PERMISSAO_INSUFICIENTE', title: 'x', detail: 'not for mF_9B5...' }],
  })
})

test('the facts of a refusal are redacted like a message', () => {
  const { journey, calls } = sendAll()
  expect(journey.exchange(calls.refused).refusal).toEqual({
    type: 'token-unknown',
    rule: 'token.known',
    facts: { token: 'mF_9B5...', shown: 'eyJhbG...' },
  })
})

test('a short token id leaves the letters it shares with a message alone', () => {
  const { pass, journey } = opening()
  const id = pass({ consentId: 'urn:a', tokenId: 't' }, { result: { text: 'letters' } })
  expect(journey.exchange(id).response?.body).toEqual({ text: 'letters' })
})
