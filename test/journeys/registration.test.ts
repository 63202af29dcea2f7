import { rmSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { forgedCertificate, forgedStatement } from '../support/forged.ts'
import { openOutsider } from '../support/outsider.ts'
import { type ClientTls, type RawAnswer, rawCall } from '../support/raw-call.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let fresh: Software
let db: BetterSqlite3.Database
let endpoint: string
let ca: string

type Body = Record<string, unknown>
type Software = Awaited<ReturnType<typeof software>>

const REDIRECTS = ['https://127.0.0.1:8443/callback', 'https://127.0.0.1:8443/other?x=1']
const LOCALHOST = 'https://localhost:8443/callback'
const WEBHOOKS = ['https://app.example/webhooks']

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('App Registrado')
  other = await bank.app('Outro App Registrado')
  ca = app.credentials.caPem
  endpoint = app.server.registration_endpoint as string
  db = new BetterSqlite3(path.join(bank.dataDir, 'bank.db'), { readonly: true })
  fresh = await software()
})

afterAll(async () => {
  db.close()
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  rmSync(bank.dataDir, { recursive: true, force: true })
  expect(bank.log.errors).toEqual([])
})

/** A software of the directory that nobody registered yet. */
async function software() {
  const { directory } = bank.rooms
  const { softwareId } = directory.createSoftware({
    organisationId: app.credentials.organisationId,
    market: 'obb',
    name: 'Software novo',
    redirectUris: [...REDIRECTS, LOCALHOST],
    webhookUris: WEBHOOKS,
    roles: ['DADOS'],
  })
  const { transport } = await directory.issueCredentials(softwareId)
  return { softwareId, certificatePem: transport.chainPem, tls: { key: transport.keyPem, cert: transport.chainPem } }
}

const statement = (changes?: Body, how?: Parameters<typeof forgedStatement>[3], of = fresh.softwareId) =>
  forgedStatement(bank, of, changes, how)

const metadata = (changes: Body = {}): Body => ({
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code id_token'],
  token_endpoint_auth_method: 'private_key_jwt',
  redirect_uris: [REDIRECTS[0]],
  ...changes,
})

function send(url: string, method: string, body: unknown, tls: ClientTls, token?: string): Promise<RawAnswer> {
  return rawCall(url, ca, {
    method,
    tls,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const register = async (changes: Body = {}, tls: ClientTls = fresh.tls) =>
  send(endpoint, 'POST', metadata({ software_statement: await statement(), ...changes }), tls)

const rows = () =>
  db
    .prepare(
      "SELECT model, count(*) AS n FROM identity_artifacts WHERE model IN ('Client', 'RegistrationAccessToken') GROUP BY model ORDER BY model",
    )
    .all()

/** The refusals on an application's registration journey. */
function refusals({ credentials }: TestApp) {
  bank.rooms.journey.flush()
  const { steps } = bank.rooms.journey.find(`registration-${credentials.applicationId}`)
  return steps.flatMap(({ operation, status, problem }) => (problem ? [{ operation, status, rule: problem.rule }] : []))
}

/** What the profile refuses of metadata, on POST and on PUT alike: body, error, and the rule that refuses. */
const CHECKS: [string, string, string, (of: string) => Body | Promise<Body>][] = [
  [
    'no software_statement (10.5 check 2)',
    'invalid_software_statement',
    'registration-statement',
    () => ({ software_statement: undefined }),
  ],
  [
    'a statement that is no JWT (10.5 check 3)',
    'invalid_software_statement',
    'registration-statement',
    () => ({ software_statement: 'abc' }),
  ],
  [
    'a statement that is no text (10.5 check 3)',
    'invalid_software_statement',
    'registration-statement',
    () => ({ software_statement: { a: 1 } }),
  ],
  [
    'a statement signed by a stranger (10.5 check 3)',
    'invalid_software_statement',
    'registration-statement',
    async (of) => ({ software_statement: await statement({}, { stranger: true }, of) }),
  ],
  [
    'a statement signed with RS256 (10.5 check 3)',
    'invalid_software_statement',
    'registration-statement',
    async (of) => ({ software_statement: await statement({}, { alg: 'RS256' }, of) }),
  ],
  [
    'a statement whose claims were changed (10.5 check 3)',
    'invalid_software_statement',
    'registration-statement',
    async (of) => ({ software_statement: changed(await statement({}, {}, of)) }),
  ],
  [
    'a statement of six minutes ago (10.5 check 4)',
    'invalid_software_statement',
    'registration-statement',
    async (of) => ({ software_statement: await statement({ iat: Math.floor(Date.now() / 1000) - 360 }, {}, of) }),
  ],
  [
    'a withdrawn organisation (10.5 check 5)',
    'unapproved_software_statement',
    'registration-standing',
    async (of) => ({ software_statement: await statement({ org_status: 'Withdrawn' }, {}, of) }),
  ],
  [
    'an inactive software (10.5 check 5)',
    'unapproved_software_statement',
    'registration-standing',
    async (of) => ({ software_statement: await statement({ software_status: 'Inactive' }, {}, of) }),
  ],
  [
    'no active role (10.5 check 5)',
    'unapproved_software_statement',
    'registration-standing',
    async (of) => ({
      software_statement: await statement(
        { software_statement_roles: [{ role: 'DADOS', authorisation_domain: 'x', status: 'Inactive' }] },
        {},
        of,
      ),
    }),
  ],
  [
    "another software's statement (10.5 check 6)",
    'invalid_software_statement',
    'registration-certificate',
    async () => ({ software_statement: await statement({}, {}, other.credentials.softwareId) }),
  ],
  ['jwks by value (10.5 check 7)', 'invalid_client_metadata', 'registration-metadata', () => ({ jwks: { keys: [] } })],
  [
    'a jwks_uri that is not the directory’s (10.5 check 8)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ jwks_uri: 'https://app.example/jwks' }),
  ],
  [
    'a key set without an encryption key (10.5 check 8)',
    'invalid_client_metadata',
    'registration-metadata',
    async (of) => ({
      software_statement: await statement(
        { software_jwks_uri: `${bank.urls.public}/directory/openbanking.jwks` },
        {},
        of,
      ),
    }),
  ],
  [
    'no redirect_uris (10.5 check 9)',
    'invalid_redirect_uri',
    'registration-redirect',
    () => ({ redirect_uris: undefined }),
  ],
  [
    'an empty redirect_uris (10.5 check 9)',
    'invalid_redirect_uri',
    'registration-redirect',
    () => ({ redirect_uris: [] }),
  ],
  [
    'redirect_uris that is no list (10.5 check 9)',
    'invalid_redirect_uri',
    'registration-redirect',
    () => ({ redirect_uris: REDIRECTS[0] }),
  ],
  [
    'a redirect_uri outside the statement (10.5 check 9)',
    'invalid_redirect_uri',
    'registration-redirect',
    () => ({ redirect_uris: [REDIRECTS[0], 'https://evil.example/'] }),
  ],
  [
    'an http redirect_uri (10.5 check 9)',
    'invalid_redirect_uri',
    'registration-redirect',
    async (of) => ({
      redirect_uris: ['http://127.0.0.1/cb'],
      software_statement: await statement({ software_redirect_uris: ['http://127.0.0.1/cb'] }, {}, of),
    }),
  ],
  [
    'webhook_uris that differ from the statement (10.5 check 10)',
    'invalid_webhook_uris',
    'registration-webhook',
    () => ({ webhook_uris: ['https://app.example/else'] }),
  ],
  [
    'another authentication method (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ token_endpoint_auth_method: 'tls_client_auth' }),
  ],
  [
    'a client secret method (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ token_endpoint_auth_method: 'client_secret_basic' }),
  ],
  [
    'RS256 id_tokens (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ id_token_signed_response_alg: 'RS256' }),
  ],
  ...(
    [
      ['userinfo signed with RS256', { userinfo_signed_response_alg: 'RS256' }],
      ['encrypted userinfo', { userinfo_encrypted_response_alg: 'RSA-OAEP' }],
      ['requests to the phone signed with RS256', { backchannel_authentication_request_signing_alg: 'RS256' }],
      ['signed answers', { authorization_signed_response_alg: 'PS256' }],
      ['a greatest age that is none', { default_max_age: -1 }],
    ] as const
  ).map(([what, changes]): (typeof CHECKS)[number] => [
    `${what} (10.5 check 11)`,
    'invalid_client_metadata',
    'registration-metadata',
    () => changes,
  ]),
  [
    'an unsigned request object (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ request_object_signing_alg: 'none' }),
  ],
  [
    'pairwise subjects (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ subject_type: 'pairwise' }),
  ],
  [
    'tokens not bound to the certificate (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ tls_client_certificate_bound_access_tokens: false }),
  ],
  [
    'another grant type (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ grant_types: ['authorization_code', 'password'] }),
  ],
  [
    'response_type code (10.5 check 11)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ response_types: ['code'] }),
  ],
  [
    'scopes beyond the roles (10.5 check 12)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ scope: 'openid consents payments' }),
  ],
  [
    'a scope that is no text (10.5 check 12)',
    'invalid_client_metadata',
    'registration-metadata',
    () => ({ scope: ['openid'] }),
  ],
]

/** The same JWT with a claim of its body changed. */
function changed(jwt: string): string {
  const [header, body, signature] = jwt.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...claims, software_client_name: 'Other' })).toString('base64url')
  return `${header}.${forged}.${signature}`
}

function expectRefused(answer: RawAnswer, status: number, error: string): void {
  expect([answer.status, answer.json?.error], answer.text).toEqual([status, error])
  expect(answer.headers['content-type']).toMatch(/^application\/json/)
  expect(String(answer.json?.error_description)).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  for (const name of ['client_id', 'registration_access_token']) expect(answer.json).not.toHaveProperty(name)
}

describe('A client that the directory sets aside', () => {
  it.each(['software', 'organisation'])(
    'gets no token while its %s is not active, and goes on afterwards',
    async (whose) => {
      const { directory } = bank.rooms
      const { softwareId, organisationId } = app.credentials
      const set = (active: boolean) =>
        whose === 'software'
          ? directory.updateSoftware(softwareId, { status: active ? 'Active' : 'Inactive' })
          : directory.setOrganisationStatus(organisationId, active ? 'Active' : 'Withdrawn')
      const consentId = await app.consentFor('ana')
      set(false)
      try {
        await expect(app.consentFor('ana')).rejects.toThrow()
        await expect(openOutsider(app).pushed(consentId)).rejects.toThrow('"invalid_client"')
      } finally {
        set(true)
      }
      expect(bank.rooms.consents.find(consentId)?.state).toBe('AWAITING_AUTHORISATION')
      await expect(app.consentFor('ana')).resolves.toMatch(/^urn:/)
    },
  )
})

describe('Registration (POST)', () => {
  // covers: 98, 99, 101, 102, 123, 9.2/5, 10.5/4, 10.5/5, 10.5/6, 10.5/8, 10.5/10, 10.5/11, 10.5/12, 10.8/1
  it.each(CHECKS)('with %s is refused as %s and leaves nothing behind', async (_what, error, _rule, changes) => {
    const before = rows()
    expectRefused(await register(await changes(fresh.softwareId)), 400, error)
    expect(rows()).toEqual(before)
    expect(await bank.rooms.identity.registrationOf('obb', fresh.softwareId)).toBeUndefined()
  })

  // covers: 100
  it('without a certificate, or with a forged one, is refused without a client_id (10.5 check 1)', async () => {
    const before = rows()
    expectRefused(await register({}, {}), 401, 'invalid_token')
    expectRefused(await register({}, await forgedCertificate(fresh.certificatePem)), 401, 'invalid_token')
    expect(rows()).toEqual(before)
  })

  // covers: 10.5/6
  it('with a certificate of another organisation is refused (10.5 check 6: organizationIdentifier)', async () => {
    const tls = await forgedCertificate(fresh.certificatePem, {
      issuer: 'own',
      bank,
      subject: (name) => name.replaceAll(app.credentials.organisationId, '00000000-0000-4000-8000-000000000000'),
    })
    expectRefused(await register({}, tls), 400, 'invalid_software_statement')
  })

  // covers: 123
  it('for a localhost address is refused, and told the address that works (OpenID Connect Registration 2)', async () => {
    const answer = await register({ redirect_uris: [LOCALHOST] })
    expectRefused(answer, 400, 'invalid_redirect_uri')
    expect(answer.json?.error_description).toContain('https://127.0.0.1:8443/callback')
  })

  it.each([
    ['broken JSON', '{"redirect_uris": ['],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"x"'],
    ['nothing', ''],
  ])('with %s for a body is a clear error (RFC 7591 3.2.2)', async (_what, body) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
    const answer = await rawCall(endpoint, ca, { method: 'POST', tls: fresh.tls, headers, body })
    expect(answer.status).toBe(400)
    expect(answer.json?.error).toBe('invalid_client_metadata')
  })

  // covers: 10.5/13
  it('two at once for one software give one client (10.5 check 13)', async () => {
    const twin = await software()
    const make = async () =>
      send(endpoint, 'POST', metadata({ software_statement: await statement({}, {}, twin.softwareId) }), twin.tls)
    const before = rows() as { model: string; n: number }[]
    const answers = await Promise.all([make(), make(), make()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400])
    expect(answers.filter(({ status }) => status === 400).map(({ json }) => json?.error)).toEqual(
      Array(2).fill('invalid_client_metadata'),
    )
    expect(rows()).toEqual(before.map(({ model, n }) => ({ model, n: n + 1 })))
  })

  // covers: 92, 93, 10.3/1, 10.5/14, 10.5/15
  it('answers 201 with the registered metadata, its address and token, and no secret (10.5; RFC 7591 3.2.1)', async () => {
    const sent = await statement()
    const answer = await register({ software_statement: sent, webhook_uris: WEBHOOKS, client_name: 'Another name' })
    expect(answer.status).toBe(201)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json).toMatchObject({
      client_id: expect.any(String),
      client_id_issued_at: expect.any(Number),
      client_name: 'Software novo',
      redirect_uris: [REDIRECTS[0]],
      response_types: ['code id_token'],
      grant_types: metadata().grant_types,
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'PS256',
      id_token_encrypted_response_alg: 'RSA-OAEP',
      id_token_encrypted_response_enc: 'A256GCM',
      request_object_signing_alg: 'PS256',
      subject_type: 'public',
      application_type: 'web',
      tls_client_certificate_bound_access_tokens: true,
      require_pushed_authorization_requests: true,
      require_signed_request_object: true,
      webhook_uris: WEBHOOKS,
      software_statement: sent,
      registration_client_uri: `${endpoint}/${answer.json?.client_id}`,
      registration_access_token: expect.any(String),
    })
    expect(answer.json).not.toHaveProperty('client_secret')
    expect(String(answer.json?.jwks_uri)).toContain(fresh.softwareId)
    const scopes = String(answer.json?.scope).split(' ')
    expect(scopes).toEqual(expect.arrayContaining(['openid', 'consents', 'resources', 'accounts', 'loans']))
    await send(
      String(answer.json?.registration_client_uri),
      'DELETE',
      undefined,
      fresh.tls,
      String(answer.json?.registration_access_token),
    )
  })

  // covers: 95, 10.3/1
  it('shows implicit only to the client that sent it, in any order, and never more scope than asked (10.5; section 14)', async () => {
    const grant_types = ['refresh_token', 'implicit', 'client_credentials', 'authorization_code']
    for (const asked of [grant_types, grant_types.filter((type) => type !== 'implicit')]) {
      const made = await register({ grant_types: asked, scope: 'resources openid consents' })
      const { registration_client_uri: uri, registration_access_token: token } = made.json as Record<string, string>
      const read = await send(uri as string, 'GET', undefined, fresh.tls, token)
      for (const { json } of [made, read]) {
        expect([...((json as Body).grant_types as string[])].sort()).toEqual([...asked].sort())
        expect(String(json?.scope).split(' ').sort()).toEqual(['consents', 'openid', 'resources'])
      }
      expect((await send(uri as string, 'DELETE', undefined, fresh.tls, token)).status).toBe(204)
    }
  })

  it('a second time for the same software is refused and shows on its journey (10.5 check 13)', async () => {
    const before = rows()
    const tls = { key: app.credentials.transport.keyPem, cert: app.credentials.transport.chainPem }
    const answer = await register({ software_statement: await statement({}, {}, app.credentials.softwareId) }, tls)
    expectRefused(answer, 400, 'invalid_client_metadata')
    expect(rows()).toEqual(before)
    expect(refusals(app)).toContainEqual({ operation: 'register client', status: 400, rule: 'registration-once' })
  })
})

describe('A statement', () => {
  // covers: 10.4/1
  it('names the roles of its organisation that the market knows, whatever else it is elsewhere (10.3)', async () => {
    const { directory } = bank.rooms
    const { roles } = directory.organisation(app.credentials.organisationId) ?? { roles: [] }
    expect(roles).toEqual(expect.arrayContaining(['DADOS', 'DATA_RECIPIENT']))
    const claims = decodeJwt(await directory.softwareStatement(app.credentials.softwareId))
    const named = claims.organisation_competent_authority_claims as { authorisation_role: string }[]
    expect(named.map(({ authorisation_role: role }) => role)).toEqual(['DADOS'])
  })
})

describe('Management (GET, PUT, DELETE)', () => {
  const tlsOf = ({ credentials }: TestApp) => ({
    key: credentials.transport.keyPem,
    cert: credentials.transport.chainPem,
  })
  const registered = async (of: TestApp) => {
    const found = await bank.rooms.identity.registrationOf('obb', of.credentials.softwareId)
    return found as NonNullable<typeof found>
  }
  const update = async (of: TestApp, changes: Body = {}) => ({
    ...metadata(),
    client_id: of.credentials.clientId,
    software_statement: await statement({}, {}, of.credentials.softwareId),
    ...changes,
  })

  // covers: 94, 10.6/3
  it('GET answers twice with the same client and the same token (10.6: not rotated)', async () => {
    const { registrationClientUri: uri, registrationAccessToken: token, clientId } = await registered(app)
    for (let time = 0; time < 2; time += 1) {
      const { status, json } = await send(uri, 'GET', undefined, tlsOf(app), token)
      expect([status, json?.client_id, json?.registration_client_uri, json?.registration_access_token]).toEqual([
        200,
        clientId,
        uri,
        token,
      ])
      expect(json?.redirect_uris).toEqual(app.credentials.redirectUris)
    }
    bank.advance(400 * 24 * 3_600_000)
    expect((await send(uri, 'GET', undefined, tlsOf(app), token)).status).toBe(200)
  })

  // covers: 97, 123
  it.each(['GET', 'PUT', 'DELETE'])(
    "%s with another client's token, a wrong one or none is 401, and the token lives on (10.6)",
    async (method) => {
      const [own, foreign] = [await registered(app), await registered(other)]
      const body = method === 'PUT' ? await update(app) : undefined
      for (const token of [foreign.registrationAccessToken, 'x'.repeat(43), undefined]) {
        expectRefused(await send(own.registrationClientUri, method, body, tlsOf(app), token), 401, 'invalid_token')
      }
      const still = await send(
        foreign.registrationClientUri,
        'GET',
        undefined,
        tlsOf(other),
        foreign.registrationAccessToken,
      )
      expect(still.status).toBe(200)
      expect(refusals(app)).toContainEqual(expect.objectContaining({ status: 401, rule: 'registration-token' }))
    },
  )

  // covers: 100
  it.each(['GET', 'PUT', 'DELETE'])(
    '%s without a certificate, with a forged one or with another client’s is 401 (10.6: mTLS always)',
    async (method) => {
      const own = await registered(app)
      const body = method === 'PUT' ? await update(app) : undefined
      const forged = await forgedCertificate(app.credentials.transport.chainPem)
      for (const tls of [{}, forged, tlsOf(other)]) {
        const answer = await send(own.registrationClientUri, method, body, tls, own.registrationAccessToken)
        expectRefused(answer, 401, 'invalid_client')
      }
      expect(
        (await send(own.registrationClientUri, 'GET', undefined, tlsOf(app), own.registrationAccessToken)).status,
      ).toBe(200)
    },
  )

  // covers: 10.8/1
  it.each([
    ['broken JSON', '{', 'application/json'],
    ['a form', 'redirect_uris=x', 'application/x-www-form-urlencoded'],
    ['no type', '{}', undefined],
  ])('%s is invalid_client_metadata, on POST and on PUT (10.8; RFC 7591 3.2.2)', async (_what, body, type) => {
    const own = await registered(app)
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
    const made = await rawCall(endpoint, ca, { method: 'POST', tls: fresh.tls, headers, body })
    expectRefused(made, 400, 'invalid_client_metadata')
    headers.authorization = `Bearer ${own.registrationAccessToken}`
    const updated = await rawCall(own.registrationClientUri, ca, { method: 'PUT', tls: tlsOf(app), headers, body })
    expectRefused(updated, 400, 'invalid_client_metadata')
  })

  it('an unknown client is 401 like a wrong token (10.6)', async () => {
    const { registrationAccessToken } = await registered(app)
    const answer = await send(`${endpoint}/nobody`, 'GET', undefined, tlsOf(app), registrationAccessToken)
    expectRefused(answer, 401, 'invalid_token')
  })

  // covers: 103, 104
  it.each(CHECKS)(
    'PUT with %s is refused as %s and changes nothing (10.6: all checks of registration)',
    async (_what, error, rule, changes) => {
      const own = await registered(app)
      const before = (await send(own.registrationClientUri, 'GET', undefined, tlsOf(app), own.registrationAccessToken))
        .json
      const body = await update(app, await changes(app.credentials.softwareId))
      expectRefused(
        await send(own.registrationClientUri, 'PUT', body, tlsOf(app), own.registrationAccessToken),
        400,
        error,
      )
      const after = (await send(own.registrationClientUri, 'GET', undefined, tlsOf(app), own.registrationAccessToken))
        .json
      expect(after).toEqual(before)
      expect(refusals(app)).toContainEqual({ operation: 'update client', status: 400, rule })
    },
  )

  // covers: 12
  it('a client that registers signed userinfo gets it signed for itself alone (OpenID Connect Core 5.3.2; 9.1)', async () => {
    const signed = await bank.app('App de userinfo assinado')
    const own = await registered(signed)
    const redirect_uris = signed.credentials.redirectUris
    const body = await update(signed, { redirect_uris, userinfo_signed_response_alg: 'PS256' })
    const put = await send(own.registrationClientUri, 'PUT', body, tlsOf(signed), own.registrationAccessToken)
    expect(put, put.text).toMatchObject({ status: 200, json: { userinfo_signed_response_alg: 'PS256' } })
    const { accessToken } = await signed.connect('ana')
    const answer = await openOutsider(signed).userinfo(accessToken)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/jwt'])
    const { keys } = (await rawCall(signed.server.jwks_uri as string, ca)).json as { keys: JWK[] }
    const { payload, protectedHeader } = await jwtVerify(answer.text, createLocalJWKSet({ keys }), {
      ...{ issuer: signed.server.issuer, audience: signed.credentials.clientId },
    })
    expect(protectedHeader.alg).toBe('PS256')
    expect(payload).toEqual({
      ...{ iss: signed.server.issuer, aud: signed.credentials.clientId },
      sub: expect.any(String),
    })
    await signed.close()
  })

  // covers: 10.6/2
  it('PUT must name the client of its address (RFC 7592 2.2)', async () => {
    const own = await registered(app)
    for (const client_id of [undefined, other.credentials.clientId]) {
      const body = await update(app, { client_id })
      const answer = await send(own.registrationClientUri, 'PUT', body, tlsOf(app), own.registrationAccessToken)
      expect(answer.status).toBe(400)
    }
  })

  // covers: 103
  it.each([
    ...['registration_access_token', 'registration_client_uri', 'client_id_issued_at', 'client_secret_expires_at'],
    'client_secret',
  ])('PUT with %s is refused: that is the server’s to say (RFC 7592 2.2)', async (member) => {
    const own = await registered(app)
    const get = () => send(own.registrationClientUri, 'GET', undefined, tlsOf(app), own.registrationAccessToken)
    const before = (await get()).json
    const body = await update(app, { [member]: before?.[member] ?? 0 })
    expectRefused(
      await send(own.registrationClientUri, 'PUT', body, tlsOf(app), own.registrationAccessToken),
      400,
      'invalid_client_metadata',
    )
    expect((await get()).json).toEqual(before)
    expect(refusals(app)).toContainEqual({ operation: 'update client', status: 400, rule: 'registration-fields' })
  })

  // covers: 103
  it('PUT with a fresh statement changes the client, keeps its id and token, and makes no second client (10.6)', async () => {
    const own = await registered(other)
    const before = rows()
    const redirect_uris = [...other.credentials.redirectUris, 'https://127.0.0.1:8443/more']
    bank.rooms.directory.updateSoftware(other.credentials.softwareId, { redirectUris: redirect_uris })
    const { status, json } = await send(
      own.registrationClientUri,
      'PUT',
      await update(other, { redirect_uris }),
      tlsOf(other),
      own.registrationAccessToken,
    )
    expect([status, json?.client_id, json?.registration_access_token]).toEqual([
      200,
      own.clientId,
      own.registrationAccessToken,
    ])
    expect(json?.redirect_uris).toEqual(redirect_uris)
    expect(rows()).toEqual(before)
    const outsider = openOutsider(other)
    const pushed = await outsider.pushed(await other.consentFor('ana'), { redirect_uri: redirect_uris.at(-1) })
    expect(pushed.requestUri).toBeDefined()
  })

  // covers: 96, 10.6/5
  it('after DELETE its token, assertions and access tokens are refused; its consents stay (10.6)', async () => {
    const doomed = await bank.app('App que sai')
    const outsider = openOutsider(doomed)
    const { consentId, accessToken, refreshToken } = await doomed.connect('ana')
    const own = await registered(doomed)
    const remove = () =>
      send(own.registrationClientUri, 'DELETE', undefined, tlsOf(doomed), own.registrationAccessToken)
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 401])
    expectRefused(
      await send(own.registrationClientUri, 'GET', undefined, tlsOf(doomed), own.registrationAccessToken),
      401,
      'invalid_token',
    )
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    for (const answer of [
      await outsider.token({ grant_type: 'client_credentials', scope: 'consents' }),
      await outsider.refresh(refreshToken),
      await outsider.push((await outsider.object(consentId)).jwt),
    ]) {
      expect([400, 401]).toContain(answer.status)
      expect(answer.json?.error).toBe('invalid_client')
    }
    expect(bank.rooms.consents.find(consentId)?.state).toBe('AUTHORISED')
    await doomed.close()
  })
})
