import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { FDX_GUIDED_CALLBACK, FDX_WISH, type FdxGuidedApp, fdxGuidedApp } from '../support/fdx-guided.ts'
import { openJar, pageOf } from '../support/jar.ts'
import { type RawAnswer, rawCall } from '../support/raw-call.ts'

let bank: TestBank
let app: FdxGuidedApp
let ca: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await fdxGuidedApp(bank, 'First steps')
  ca = app.credentials.caPem
})
afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const read = (path: string, token?: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  rawCall(`${bank.urls.public}${path}`, ca, {
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
  })

describe('The guided lane of FDX: OAuth with PKCE and a secret (RFC 6749, RFC 7636, RFC 9126)', () => {
  it('gives an application a secret through the gateway’s registration, by a software statement', () => {
    expect(app.credentials).toMatchObject({
      ...{ market: 'fdx-guided', lane: 'guided', redirectUris: [FDX_GUIDED_CALLBACK] },
      ...{ issuer: `${bank.urls.public}/fdx-guided`, apiBase: `${bank.urls.public}/fdx-guided/fdx/v6` },
      clientSecret: expect.any(String),
    })
    bank.rooms.journey.flush()
    const { steps } = bank.rooms.journey.find(`registration-${app.applicationId}`)
    expect(steps.filter(({ arrow }) => arrow === 2 || arrow === 3)).toMatchObject([
      { arrow: 2, from: 'marketplace', to: 'gateway', operation: 'register recipient', status: 201 },
      { arrow: 3, from: 'gateway', to: 'identity', operation: 'register client' },
    ])
  })

  it('goes from a pushed request to data, a new token and a revoked consent', async () => {
    const { consentId, accessToken, refreshToken, accounts, returned } = await app.connect('avery')
    expect(returned.startsWith(FDX_GUIDED_CALLBACK)).toBe(true)
    expect(consentId).toMatch(/^[0-9a-f]{24}$/)
    const answer = await read('/fdx-guided/fdx/v6/accounts', accessToken)
    expect(answer, answer.text).toMatchObject({ status: 200, headers: { 'x-bancada-lane': 'guided' } })
    expect(answer.json?.accounts).toHaveLength(accounts.length)
    expect((await read('/fdx-guided/fdx/v6/core/accounts', accessToken)).status).toBe(200)
    expect((await read(`/fdx-guided/fdx/v6/consents/${consentId}`, accessToken)).json).toMatchObject({
      ...{ id: consentId, status: 'ACTIVE', durationPeriod: 90 },
    })
    const renewed = await app.refresh(refreshToken)
    expect(renewed).toMatchObject({ grant_id: consentId })
    bank.rooms.consents.end(consentId)
    expect(await read('/fdx-guided/fdx/v6/accounts', renewed.access_token)).toMatchObject({
      ...{ status: 403, json: { code: '602' } },
    })
    await expect(app.refresh(renewed.refresh_token as string)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(new Set(stepsOf(bank, consentId).map(({ arrow }) => arrow))).toEqual(new Set([5, 6, 7, 8, 9, 10, 11]))
  })

  it('announces what it has and nothing of the certified lane', async () => {
    const metadata = await read('/fdx-guided/.well-known/openid-configuration')
    expect(metadata.json).toMatchObject({
      issuer: `${bank.urls.public}/fdx-guided`,
      authorization_endpoint: `${bank.urls.public}/fdx-guided/authorize`,
      pushed_authorization_request_endpoint: `${bank.urls.public}/fdx-guided/par`,
      require_pushed_authorization_requests: true,
      authorization_details_types_supported: ['fdx_v1.0'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      response_types_supported: ['code'],
      request_parameter_supported: false,
    })
    for (const member of [
      'mtls_endpoint_aliases',
      'tls_client_certificate_bound_access_tokens',
      'registration_endpoint',
    ])
      expect(metadata.json).not.toHaveProperty(member)
    expect((await read('/fdx-guided/well-known')).json).toEqual(metadata.json)
  })

  it('marks every page that its customers meet', async () => {
    const { url } = await app.push(FDX_WISH)
    const entered = await read(new URL(url).pathname + new URL(url).search)
    expect(entered).toMatchObject({ status: 302, headers: { 'x-bancada-lane': 'guided' } })
    const wrong = await read(
      '/fdx-guided/authorize?client_id=x&request_uri=urn:ietf:params:oauth:request_uri:x',
      undefined,
      {
        'accept-language': 'en',
      },
    )
    expect(wrong).toMatchObject({ status: 400, headers: { 'x-bancada-lane': 'guided' } })
    expect(wrong.text).toContain('Guided lane: not the FDX security profile')
  })

  it('marks the pages of the bank’s own identity provider, where its customers are sent there', async () => {
    bank.rooms.identity.loginSettings.set('fdx', { way: 'provider' })
    try {
      const { url } = await app.push(FDX_WISH)
      const login = pageOf(await openJar(app.credentials.caPem).open(url))
      expect(login.url).toContain(bank.urls.provider)
      expect(login.headers['x-bancada-lane']).toBe('guided')
      expect(login.html).toContain('Guided lane: not the FDX security profile')
    } finally {
      bank.rooms.identity.loginSettings.set('fdx', { way: 'identity' })
    }
  })

  it('pushes nothing while the directory has set its software aside, and goes on afterwards', async () => {
    const { softwareId } = app.credentials
    bank.rooms.directory.updateSoftware(softwareId, { status: 'Inactive' })
    try {
      await expect(app.push(FDX_WISH)).rejects.toMatchObject({ status: 401 })
    } finally {
      bank.rooms.directory.updateSoftware(softwareId, { status: 'Active' })
    }
    expect((await app.push(FDX_WISH)).url).toContain('request_uri')
  })

  it('refuses what is not pushed, has no details, signs, or knows no secret', async () => {
    const plain = new URLSearchParams({
      ...{ client_id: app.credentials.clientId, response_type: 'code', redirect_uri: FDX_GUIDED_CALLBACK },
      ...{ scope: FDX_WISH.scope, code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
      authorization_details: JSON.stringify(FDX_WISH.authorizationDetails),
    })
    for (const path of ['/auth', '/authorize']) {
      const unpushed = await read(`/fdx-guided${path}?${plain}`)
      expect([unpushed.status, unpushed.headers.location]).toEqual([400, undefined])
      expect(unpushed.text).toContain('invalid_request_uri')
    }
    for (const authorization_details of ['', '[]', ' [ ] '])
      await expect(app.push(FDX_WISH, { authorization_details })).rejects.toMatchObject({
        error: 'invalid_authorization_details',
      })
    const push = (headers: Record<string, string>, fields: Record<string, string> = {}) =>
      rawCall(`${bank.urls.public}/fdx-guided/par`, ca, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: String(new URLSearchParams({ ...Object.fromEntries(plain), ...fields })),
      })
    expect((await push({})).status).toBe(401)
    const wrong = Buffer.from(`${app.credentials.clientId}:wrong`).toString('base64')
    // Who calls is asked before what they ask for (RFC 9126 2.1).
    for (const fields of [{}, { authorization_details: '' }] as Record<string, string>[])
      expect(await push({ authorization: `Basic ${wrong}` }, fields)).toMatchObject({
        json: { error: 'invalid_client' },
      })
    const own = Buffer.from(`${app.credentials.clientId}:${app.credentials.clientSecret}`).toString('base64')
    const unsigned = { request: 'eyJhbGciOiJub25lIn0.e30.' }
    for (const fields of [unsigned, { ...unsigned, authorization_details: '' }]) {
      const signed = await push({ authorization: `Basic ${own}` }, fields)
      expect(signed).toMatchObject({ status: 400, json: { error: 'request_not_supported' } })
    }
    for (const response_mode of ['form_post', 'fragment', 'jwt']) {
      const foreign = await push({ authorization: `Basic ${own}` }, { response_mode })
      expect(foreign).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
    }
    expect((await push({ authorization: `Basic ${own}` })).status).toBe(201)
  })

  it('registers nobody without a software statement of the directory, and never a certificate’s rules', async () => {
    const register = (body: unknown) =>
      rawCall(`${bank.urls.public}/fdx-guided/fdx/v6/register`, ca, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      })
    const asked = { client_name: 'X', redirect_uris: ['https://x.example/cb'] }
    expect(await register(asked)).toMatchObject({
      ...{ status: 400, headers: { 'x-bancada-lane': 'guided' }, json: { error: 'invalid_software_statement' } },
    })
    const { softwareId } = bank.rooms.directory.createSoftware({
      ...{ organisationId: app.credentials.organisationId, market: 'fdx-guided', name: 'By hand' },
      ...{ redirectUris: ['https://x.example/cb'], roles: ['DATA_RECIPIENT'] },
    })
    const software_statement = await bank.rooms.directory.softwareStatement(softwareId)
    const refused = await register({ ...asked, software_statement, tls_client_auth_san_dns: 'localhost' })
    expect(refused).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    const made = await register({ ...asked, software_statement })
    expect(made, made.text).toMatchObject({ status: 201, json: { client_secret: expect.any(String) } })
    const { client_id: id, registration_access_token: token } = made.json as Record<string, string>
    const kept = await read(`/fdx-guided/fdx/v6/register/${id}`, token)
    expect(kept).toMatchObject({ status: 200, json: { client_id: id, status: 'Approved' } })
    expect(kept.json).not.toHaveProperty('client_secret')
  })
})

describe('The open lane of FDX: no token, one chosen customer', () => {
  it('reads nobody until somebody is chosen, then that customer of the US book alone', async () => {
    expect(await read('/fdx-open/fdx/v6/accounts')).toMatchObject({ status: 403, json: { code: '403' } })
    const holder = bank.rooms.bank.customers.demonstrationLogins('fdx')[0]
    const person = bank.rooms.bank.customers.byDocument('fdx', holder?.document ?? '')
    bank.rooms.openLane.choose('fdx', person?.id ?? '')
    const accounts = await read('/fdx-open/fdx/v6/accounts')
    expect(accounts, accounts.text).toMatchObject({ status: 200, headers: { 'x-bancada-lane': 'open' } })
    const [first] = (accounts.json as { accounts: { accountId: string }[] }).accounts
    for (const below of ['', '/transactions', '/contact', '/payment-networks', '/statements']) {
      const one = await read(`/fdx-open/fdx/v6/accounts/${first?.accountId}${below}`)
      expect(one, `${below}: ${one.text}`).toMatchObject({ status: 200 })
    }
    const broken = await read('/fdx-open/fdx/v6/accounts', undefined, { 'x-fapi-interaction-id': 'x' })
    expect(broken).toMatchObject({ status: 400, json: { code: '401' } })
    bank.rooms.openLane.close('fdx')
    expect((await read('/fdx-open/fdx/v6/accounts')).status).toBe(403)
    const brazilian = bank.rooms.bank.customers.byDocument('obb', bank.customer('ana').document)
    expect(() => bank.rooms.openLane.choose('fdx', brazilian?.id ?? '')).toThrow('customer-not-found')
  })

  it('reads closed accounts with the others (FDX 6.4, AccountStatus CLOSED)', async () => {
    const nina = bank.rooms.bank.customers.withLogin('fdx', 'nina')
    bank.rooms.openLane.choose('fdx', nina?.id ?? '')
    const { accounts } = (await read('/fdx-open/fdx/v6/accounts')).json as { accounts: { status: string }[] }
    bank.rooms.openLane.close('fdx')
    expect(accounts.map(({ status }) => status).sort()).toEqual(['CLOSED', 'OPEN', 'PAID'])
  })

  it('changes nothing and registers nobody', async () => {
    for (const path of ['/register', '/consents/0123456789abcdef01234567/revocation', '/par', '/token']) {
      const answer = await rawCall(`${bank.urls.public}/fdx-open/fdx/v6${path}`, ca, { method: 'POST', body: '{}' })
      expect([404, 405]).toContain(answer.status)
    }
  })
})
