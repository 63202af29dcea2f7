import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { filled, openJar, outsideOf, type Page, pageOf } from '../support/jar.ts'
import { fragmentOf, type Outsider, openOutsider, refusalsOf, stateOf } from '../support/outsider.ts'
import { type ClientTls, rawBytes, rawCall } from '../support/raw-call.ts'

let bank: TestBank
let app: TestApp
let outsider: Outsider
let ca: string
let tls: ClientTls

const HOSTILE_NAME = `<script>alert("x")</script>'&<img src=x onerror=y>`
const SEED = process.env.BANCADA_SEED ? { seed: Number(process.env.BANCADA_SEED) } : {}
const INTERNALS =
  /node_modules|\.ts:\d|\.js:\d|SQLITE|TypeError|RangeError|ReferenceError|SyntaxError|oidc-provider|\/server\//

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app(HOSTILE_NAME)
  outsider = openOutsider(app)
  ca = app.credentials.caPem
  tls = outsider.tls
})

afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

async function consentPage(login = 'ana') {
  const consentId = await app.consentFor(login)
  const pushed = await outsider.pushed(consentId)
  const browser = openJar(ca)
  const page = pageOf(await browser.logIn(pushed.url, bank.customer(login)))
  expect(page.html).toContain('id="consent-form"')
  return { consentId, pushed, browser, page }
}

describe('Forms of the bank', () => {
  it.each([
    ['without its token', undefined],
    ['with a wrong token', 'x'.repeat(43)],
    ['with two tokens', ['a', 'b']],
  ])(
    'a form %s changes nothing and is told apart from a failure (house: forms carry a token)',
    async (_what, form_token) => {
      const { consentId, browser, page } = await consentPage()
      for (const button of ['approve', 'cancel']) {
        const refused = pageOf(await browser.submit(page, button, { form_token }))
        expect(refused.status).toBe(403)
      }
      expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
      expect(refusalsOf(bank, consentId)).toContainEqual(
        expect.objectContaining({ operation: 'confirm consent', status: 403, rule: 'form-token' }),
      )
    },
  )

  it("another visit's token does not fit (house: a token for each interaction)", async () => {
    const [first, second] = [await consentPage(), await consentPage()]
    const { form } = filled(second.page, 'approve')
    const refused = await first.browser.submit(first.page, 'approve', { form_token: form.get('form_token') as string })
    expect(pageOf(refused).status).toBe(403)
  })

  it('a confirmation sent twice gives one grant and still ends at the app (house: nothing is lost by a double click)', async () => {
    const { consentId, pushed, browser, page } = await consentPage()
    const { url, form } = filled(page, 'approve')
    const answers = await Promise.all([browser.go(url, form), browser.go(url, form)])
    for (const { status } of answers) expect([303, 410]).toContain(status)
    const again = await browser.go(url, form)
    expect(again.status).toBe(303)
    const { code } = fragmentOf(outsideOf(await browser.open(new URL(again.headers.location as string, url).href)))
    expect((await outsider.redeem(code as string, pushed.verifier)).status).toBe(200)
    expect(await stateOf(app, consentId)).toEqual({ status: 'AUTHORISED' })
    const late = pageOf(await browser.open(url, form))
    expect([late.status, late.html.includes('id="error-code"')]).toEqual([400, true])
  })

  it('a cancel after the confirmation does not undo it (house: what was decided stands)', async () => {
    const { consentId, pushed, browser, page } = await consentPage()
    const confirm = filled(page, 'approve')
    expect((await browser.go(confirm.url, confirm.form)).status).toBe(303)
    const fragment = fragmentOf(outsideOf(await browser.submit(page, 'cancel')))
    expect(fragment).toMatchObject({ state: pushed.state, code: expect.any(String) })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AUTHORISED' })
  })

  it('two tabs of one browser keep their own requests (house: an interaction for each request)', async () => {
    const browser = openJar(ca)
    const tabs = await Promise.all(
      ['ana', 'bruno'].map(async (login) => {
        const consentId = await app.consentFor(login)
        const pushed = await outsider.pushed(consentId)
        return { login, consentId, pushed, page: pageOf(await browser.open(pushed.url)) }
      }),
    )
    for (const tab of tabs) {
      const { password } = bank.customer(tab.login)
      tab.page = pageOf(await browser.submit(tab.page, 'submit', { username: tab.login, password }))
      expect(tab.page.html).toContain(bank.customer(tab.login).name)
    }
    for (const { page, pushed, consentId } of tabs.reverse()) {
      const { code, state } = fragmentOf(outsideOf(await browser.submit(page, 'approve')))
      expect(state).toBe(pushed.state)
      expect((await outsider.redeem(code as string, pushed.verifier)).status).toBe(200)
      expect(await stateOf(app, consentId)).toEqual({ status: 'AUTHORISED' })
    }
  })

  it("somebody else's accounts, or none, can not be chosen (consents v3: accounts of the holder)", async () => {
    const { consentId, browser, page } = await consentPage('ana')
    const { customers, accounts } = bank.rooms.bank
    const bruno = customers.byDocument('obb', bank.customer('bruno').document)
    const foreign = accounts.ofHolder(bruno?.id as string)[0]?.id as string
    const own = filled(page, 'approve').form.getAll('accounts')[0] as string
    for (const chosen of [[foreign], [own, foreign], ['__proto__'], []]) {
      const refused = pageOf(await browser.submit(page, 'approve', { accounts: chosen }))
      expect([refused.status, refused.html.includes('id="consent-error"')]).toEqual([422, true])
    }
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 422, type: 'accounts-not-shareable', rule: 'accounts-chosen' }),
        expect.objectContaining({ status: 422, type: 'accounts-none-chosen', rule: 'accounts-chosen' }),
      ]),
    )
    outsideOf(await browser.submit(page, 'approve', { accounts: own }))
    expect(bank.rooms.consents.find(consentId)?.accountIds).toEqual([own])
  })

  it('a page without its cookie, or of an interaction that ended, is an error page with the fixed sentence', async () => {
    const { page, browser } = await consentPage()
    const { url, form } = filled(page, 'approve')
    const stranger = openJar(ca)
    for (const stop of [
      await stranger.open(page.url),
      await stranger.open(url, form),
      await stranger.open(url.replace(/\/confirm$/, '/login'), form),
      await browser.open(`${bank.urls.public}/obb/interaction/unknown`),
      await browser.open(`${bank.urls.public}/obb/auth/unknown`),
    ]) {
      const { status, html } = pageOf(stop)
      expect(status).toBe(400)
      expect(html).toContain('Bancada could not complete this authorization request.')
    }
  })

  it('too many wrong passwords lock the login for a while, and say so (house)', async () => {
    const consentId = await app.consentFor('carla')
    const browser = openJar(ca)
    let page: Page = pageOf(await browser.open((await outsider.pushed(consentId)).url))
    for (let time = 0; time < 12 && page.status !== 429; time += 1) {
      page = pageOf(await browser.submit(page, 'submit', { username: 'carla', password: `wrong ${time}` }))
    }
    expect([page.status, page.html.includes('id="login-error"')]).toEqual([429, true])
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ type: 'login-locked', status: 429, rule: 'customer-login' }),
    )
  })

  it('the pages work without scripts, allow none, and write what an app calls itself as text (OWASP; CSP)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    const browser = openJar(ca)
    const login = pageOf(await browser.open(pushed.url))
    const failed = pageOf(await browser.submit(login, 'submit', { username: `"><b id=x>`, password: 'x' }))
    const consent = pageOf(
      await browser.submit(failed, 'submit', { username: 'ana', password: bank.customer('ana').password }),
    )
    const mismatch = pageOf(
      await openJar(ca).logIn((await outsider.pushed(await app.consentFor('ana'))).url, bank.customer('bruno')),
    )
    for (const { html, headers } of [login, failed, consent, mismatch]) {
      expect(html).not.toMatch(/<script|<img|<b id|<[^>]*\son\w+=/i)
      expect(html).toContain('&lt;script&gt;')
      expect(String(headers['content-security-policy'])).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(String(headers['content-security-policy'])).not.toContain('script-src')
      expect(headers['cache-control']).toBe('no-store')
    }
    expect(failed.html).toContain('value="&quot;&gt;&lt;b id=x&gt;"')
  })

  it('the language can be changed both ways and stays through the forms (both languages at parity)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const browser = openJar(ca, 'en')
    const login = pageOf(await browser.open(pushed.url))
    const link = (page: Page) => new URL(/<header>.*?<a href="([^"]+)"/s.exec(page.html)?.[1] as string, page.url).href
    expect(login.html).toContain('<html lang="en">')
    const portuguese = pageOf(await browser.open(link(login)))
    expect(portuguese.html).toContain('<html lang="pt-BR">')
    const consent = pageOf(
      await browser.submit(portuguese, 'submit', { username: 'ana', password: bank.customer('ana').password }),
    )
    expect(consent.html).toContain('<html lang="pt-BR">')
    expect(consent.html).toContain('Compartilhe seus dados')
    const english = pageOf(await browser.open(link(consent)))
    expect(english.html).toContain('<html lang="en">')
    outsideOf(await browser.submit(english, 'approve'))
  })
})

describe('Bodies and headers that are not as they should be', () => {
  const json = { 'content-type': 'application/json' }
  const consents = () => app.endpoint('consents', '/consents')
  const authorised = async () => {
    const { access_token } = await app.clientToken()
    return { authorization: `Bearer ${access_token}`, 'x-fapi-interaction-id': crypto.randomUUID() }
  }

  it('a body over the limit is 413 in the words of each door, announced or not (RFC 9110 15.5.14)', async () => {
    const big = 'x'.repeat(70_000)
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }] as Record<string, string>[]) {
      const api = await rawCall(await consents(), ca, {
        method: 'POST',
        body: big,
        tls,
        headers: { ...(await authorised()), ...json, ...headers },
      })
      expect([api.status, api.json]).toMatchObject([413, { errors: [{ code: 'PAYLOAD_TOO_LARGE' }] }])
      const oauth = await rawCall(outsider.endpoints.token, ca, {
        method: 'POST',
        body: big,
        tls,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      })
      expect([oauth.status, oauth.json?.error]).toEqual([413, 'invalid_request'])
    }
  })

  it.each([
    ['broken JSON', '{"data": '],
    ['a body of another character set', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['null', 'null'],
    ['a NUL byte', '{"data":"\u0000"}'],
    ['prototype keys', '{"__proto__":{"data":{}},"constructor":{"prototype":{"x":1}}}'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(20_000)],
  ])('%s is 400 in the market’s error body (Open Finance Brasil: 400)', async (_what, body) => {
    const answer = await rawCall(await consents(), ca, {
      method: 'POST',
      body,
      tls,
      headers: { ...(await authorised()), ...json },
    })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({
      errors: [{ code: expect.any(String), title: expect.any(String) }],
      meta: expect.anything(),
    })
    expect(answer.text).not.toMatch(INTERNALS)
    expect(Object.prototype).not.toHaveProperty('x')
  })

  it('a wrong media type is 415, a wrong method 405 with Allow, an unknown path 404 (RFC 9110)', async () => {
    const url = await consents()
    const headers = await authorised()
    const typed = await rawCall(url, ca, {
      method: 'POST',
      body: '{}',
      tls,
      headers: { ...headers, 'content-type': 'text/plain' },
    })
    const method = await rawCall(url, ca, { method: 'PUT', tls, headers })
    const path = await rawCall(`${bank.urls.mutual}/open-banking/nothing/v1/here`, ca, { tls, headers })
    expect([typed.status, method.status, path.status]).toEqual([415, 405, 404])
    expect(method.headers.allow).toBe('POST')
    for (const { json: body } of [typed, method, path]) expect(body).toHaveProperty('errors')
    const form = await rawCall(outsider.endpoints.token, ca, { method: 'POST', body: '{}', tls, headers: json })
    expect([form.status, form.json?.error]).toEqual([415, 'invalid_request'])
    const nowhere = await rawCall(`${bank.urls.mutual}/obb/nothing`, ca, { tls })
    expect([nowhere.status, nowhere.json?.error]).toEqual([404, 'invalid_request'])
  })

  it('headers over 16 KiB are 431, and what is no HTTP is 400, with a JSON body (RFC 6585 5)', async () => {
    for (const [url, certificate] of [
      [bank.urls.public, {}],
      [bank.urls.mutual, tls],
    ] as const) {
      const huge = await rawBytes(url, ca, [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`], {
        tls: certificate,
      })
      expect(huge).toMatch(/^HTTP\/1\.1 431 .*application\/json.*"error":"invalid_request"/s)
      const noise = await rawBytes(url, ca, ['\u0001\u0002\r\n\r\n'], { tls: certificate })
      expect(noise).toMatch(/^HTTP\/1\.1 400 .*"error":"invalid_request"/s)
    }
  })

  it('a call without Host, or that expects what nobody offers, is answered like any other (house: Host is never read)', async () => {
    const url = bank.urls.public
    const bare = await rawBytes(url, ca, ['GET /obb/jwks HTTP/1.1\r\nConnection: close\r\n\r\n'])
    expect(bare).toMatch(/^HTTP\/1\.1 200 /)
    const expecting = await rawBytes(url, ca, [
      'GET /obb/nothing HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n',
    ])
    expect(expecting).toMatch(/^HTTP\/1\.1 404 .*"error":"invalid_request"/s)
  })

  it('a body that stops half way is told so, or dropped with its connection, and holds nobody up (RFC 9112 8)', async () => {
    const start =
      'POST /obb/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\ngrant'
    const [closed, left] = await Promise.all([
      rawBytes(bank.urls.mutual, ca, [start], { tls, end: true }),
      rawBytes(bank.urls.mutual, ca, [start], { tls, timeoutMs: 20_000 }),
    ])
    expect(closed === '' || /^HTTP\/1\.1 400 /.test(closed)).toBe(true)
    expect(left).toMatch(/^HTTP\/1\.1 408 .*"error":"invalid_request"/s)
    expect((await app.clientToken()).access_token).toBeDefined()
  }, 30_000)

  const ID = '5b1c0c5e-3f57-4e2c-9d0c-6f3d2f6a1c11'
  const CONSENTS = '/open-banking/consents/v3/consents'
  const headOf = (path: string, type: string, length: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nx-fapi-interaction-id: ${ID}\r\n${length}\r\n\r\n`
  const [JSON_TYPE, FORM, MISSING] = ['application/json', 'application/x-www-form-urlencoded', 'Content-Length: 100']

  it('a body that never arrives is answered by its market, with the status, the headers and the record of what was sent (RFC 9110 15.5.9)', async () => {
    const short = (path: string, type: string) =>
      rawBytes(bank.urls.mutual, ca, [`${headOf(path, type, MISSING)}{"a"`], { tls, timeoutMs: 20_000 })
    const { host } = new URL(bank.urls.console)
    const toConsole = `POST /api/marketplace/sign-up HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${JSON_TYPE}\r\n${MISSING}\r\n\r\n{`
    const [api, par, directory, console] = await Promise.all([
      short(CONSENTS, JSON_TYPE),
      short('/obb/par', FORM),
      short('/directory/organisations', JSON_TYPE),
      plainBytes(bank.urls.console, toConsole),
    ])
    expect(api).toMatch(/^HTTP\/1\.1 408 .*"code":"REQUEST_TIMEOUT"/s)
    expect(api).toContain(`x-fapi-interaction-id: ${ID}`)
    expect(api.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(par).toMatch(/^HTTP\/1\.1 408 .*"error":"invalid_request"/s)
    expect(directory).toMatch(/^HTTP\/1\.1 408 /)
    expect(console).toMatch(/^HTTP\/1\.1 408 .*"type":"body-late"/s)
    expect((await newest('sign up'))?.problem).toEqual({ type: 'body-late', rule: 'console-body' })
    for (const operation of ['consentsPostConsents', 'push authorization request']) {
      expect(await newest(operation)).toMatchObject({
        status: 408,
        problem: { type: 'body-late', rule: 'body-size' },
      })
    }
  }, 30_000)

  it('a body in broken chunks is answered by its market too, and recorded as it was answered (RFC 9112 7.1)', async () => {
    const start = headOf(CONSENTS, JSON_TYPE, 'Transfer-Encoding: chunked')
    for (const parts of [[`${start}ZZ\r\n`], [start, '2\r\n{}\r\n', 'ZZ\r\n']]) {
      const answer = await rawBytes(bank.urls.mutual, ca, parts, { tls })
      expect(answer).toMatch(/^HTTP\/1\.1 400 .*"code":"INVALID_JSON".*not framed as HTTP asks/s)
      expect(answer).toContain(`x-fapi-interaction-id: ${ID}`)
      expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
      expect(await newest('consentsPostConsents')).toMatchObject({
        status: 400,
        problem: { type: 'body-broken', rule: 'body-size' },
      })
    }
  })

  /** All that comes back over a connection without TLS, until it ends. */
  async function plainBytes(url: string, text: string): Promise<string> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(text))
    const received: Buffer[] = []
    for await (const chunk of socket) received.push(chunk as Buffer)
    return Buffer.concat(received).toString('utf8')
  }

  /** The newest exchange of an operation that came in over HTTP. */
  async function newest(operation: string) {
    bank.rooms.journey.flush()
    const [found] = bank.rooms.journey.log({ operations: [operation], limit: 1 }).exchanges
    return found
  }
})

/** Everything that answers, by door. */
const PATHS = [
  '/obb/.well-known/openid-configuration',
  '/obb/jwks',
  '/obb/auth',
  '/obb/auth/x',
  '/obb/par',
  '/obb/token',
  '/obb/revoke',
  '/obb/userinfo',
  '/obb/register',
  '/obb/register/x',
  '/obb/interaction/x',
  '/obb/interaction/x/login',
  '/obb/interaction/x/confirm',
  '/obb/interaction/x/cancel',
  '/obb/interaction/x/leave',
  '/obb',
  '/obb/session/end',
  '/open-banking/consents/v3/consents',
  '/open-banking/consents/v3/consents/urn:bancada:x',
  '/open-banking/resources/v3/resources',
  '/open-banking/accounts/v2/accounts',
  '/open-banking/accounts/v2/accounts/x',
  '/open-banking/accounts/v2/accounts/x/balances',
  '/open-banking/accounts/v2/accounts/x/transactions',
  '/open-banking/accounts/v2/accounts/x/transactions-current',
  '/open-banking/accounts/v2/accounts/x/overdraft-limits',
  '/open-banking',
  '/directory/participants',
  '/directory/openbanking.jwks',
  '/directory/x/y/application.jwks',
  '/directory',
  '/openapi/obb/consents.json',
  '/openapi/x',
  '/identity/bank.css',
  '/',
  '/favicon.ico',
]
const SUFFIXES = [
  '',
  '/',
  '//',
  '/..',
  '/%2e%2e/%2e%2e',
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '/__proto__',
  '/constructor',
  '?',
  '?a=1&a=2',
  '?__proto__=1&constructor=x&toString=1',
  '?page=1&page=2&page-size=x',
  '?client_id=a&client_id=b&request_uri=%00',
  ';x=1',
  '?lang=en&lang=pt',
  `/${'a'.repeat(3000)}`,
]
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=nonsense',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/jwt',
  '',
  ';;;',
  'x',
]
const BODIES = [
  '',
  '{}',
  '[]',
  'null',
  '{"__proto__":{"a":1}}',
  '{"a":',
  'a=1&a=2&__proto__=x&constructor=y',
  'grant_type=client_credentials&grant_type=x',
  'grant_type=__proto__&scope=constructor',
  'client_id=%zz&client_assertion=a.b.c',
  'request=a.b.c&client_id=x',
  'request=e30.e30.&client_id=x',
  `client_assertion=bnVsbA.bnVsbA.&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer`,
  '\u0000\u0000',
  'form_token=x&username=%00&password=%00&lang=%ff',
]
const HEADERS: Record<string, readonly string[]> = {
  authorization: [
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Bearer é',
    'bearer a b',
    'Basic x',
    'Basic OjpA',
    'DPoP x',
    `Bearer ${'x'.repeat(4000)}`,
  ],
  accept: ['', '*/*', 'text/html', 'application/jwt', 'application/json;charset=latin1', ';;', 'a/b;q=x'],
  'accept-language': ['', 'pt', 'xx;q=9', '*', ';;'],
  cookie: ['', 'a', 'a=b; a=c', '=;=', '__proto__=x', '%00=%00'],
  'x-fapi-interaction-id': ['', 'x', '00000000-0000-0000-0000-000000000000'],
  'x-fapi-auth-date': ['x'],
  'content-encoding': ['gzip'],
  origin: ['null', 'https://evil.example'],
  'if-none-match': ['*'],
  range: ['bytes=0-1'],
}

describe('Whatever is sent', () => {
  const header = fc
    .constantFrom(...Object.keys(HEADERS))
    .chain((name) => fc.constantFrom(...(HEADERS[name] as string[])).map((value) => [name, value] as const))
  const anyBody = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...BODIES).map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  )
  const anyCall = fc.record({
    door: fc.constantFrom('public' as const, 'mutual' as const),
    certificate: fc.boolean(),
    token: fc.constantFrom('none', 'customer', 'client'),
    method: fc.constantFrom(...METHODS),
    path: fc.constantFrom(...PATHS),
    suffix: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SUFFIXES) },
      { weight: 1, arbitrary: fc.webQueryParameters().map((query) => `?${query}`) },
      { weight: 1, arbitrary: fc.webSegment().map((segment) => `/${segment}`) },
    ),
    type: fc.constantFrom(...TYPES),
    headers: fc.array(header, { maxLength: 3 }),
    body: anyBody,
  })

  it('every endpoint on both doors answers in its own words, never a 5xx, never late, and tells no internals', async () => {
    const { accessToken } = await app.connect('ana')
    const { access_token } = await app.clientToken()
    const tokens: Record<string, string> = { customer: accessToken, client: access_token }
    await fc.assert(
      fc.asyncProperty(anyCall, async ({ door, certificate, token, method, path, suffix, type, headers, body }) => {
        const lines = [
          `${method} ${path}${suffix} HTTP/1.1`,
          'Host: localhost',
          'Connection: close',
          ...(type === '' ? [] : [`Content-Type: ${type}`]),
          ...(tokens[token]
            ? [`Authorization: Bearer ${tokens[token]}`, `x-fapi-interaction-id: ${crypto.randomUUID()}`]
            : []),
          ...headers.map(([name, value]) => `${name}: ${value}`),
          `Content-Length: ${body.length}`,
        ]
        const text = await rawBytes(bank.urls[door], ca, [`${lines.join('\r\n')}\r\n\r\n`, body], {
          timeoutMs: 8_000,
          ...(certificate && door === 'mutual' ? { tls } : {}),
        })
        expectOwnWords(text, { method, path })
      }),
      { numRuns: 400, ...SEED },
    )
  }, 60_000)

  /** JSON of any kind, and what JWT libraries stumble over. */
  const anyValue = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e308, true, [], [null], {}, ['a', 'b'], '\u0000', '__proto__', {
      __proto__: 1,
    }),
  )
  const someClaims = (names: readonly string[]) =>
    fc
      .array(fc.tuple(fc.constantFrom(...names), anyValue), { minLength: 1, maxLength: 2 })
      .map((pairs) => Object.fromEntries(pairs))

  it('a signed request object with any claims is accepted or refused in OAuth’s words', async () => {
    const consentId = await app.consentFor('ana')
    const names = [
      'iss',
      'aud',
      'exp',
      'nbf',
      'iat',
      'jti',
      'client_id',
      'response_type',
      'response_mode',
      'redirect_uri',
      'scope',
      'state',
      'nonce',
      'code_challenge',
      'code_challenge_method',
      'claims',
      'prompt',
      'max_age',
      'acr_values',
      'ui_locales',
      'login_hint',
      'id_token_hint',
      'display',
      'resource',
      'registration',
      'request',
      'request_uri',
      'dpop_jkt',
      'authorization_details',
      '__proto__',
      'constructor',
    ]
    await fc.assert(
      fc.asyncProperty(someClaims(names), async (claims) => {
        const answer = await outsider.push((await outsider.object(consentId, claims)).jwt)
        expect([201, 400]).toContain(answer.status)
        if (answer.status === 400) expectOAuth(answer)
        else {
          const { request_uri } = answer.json as { request_uri: string }
          const url = `${outsider.endpoints.authorize}?${new URLSearchParams({ client_id: app.credentials.clientId, request_uri })}`
          const shown = await rawCall(url, ca)
          expect([303, 400]).toContain(shown.status)
        }
      }),
      { numRuns: 120, ...SEED },
    )
  }, 60_000)

  it('a signed client assertion with any claims is accepted or refused in OAuth’s words', async () => {
    const names = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', '__proto__']
    await fc.assert(
      fc.asyncProperty(
        someClaims(names),
        fc.constantFrom('client_credentials', 'refresh_token', 'authorization_code'),
        async (claims, grant_type) => {
          const answer = await outsider.token({
            grant_type,
            scope: 'consents',
            refresh_token: 'x',
            code: 'x',
            redirect_uri: 'x',
            client_assertion: await outsider.assertion(claims),
          })
          if (answer.status !== 200) expectOAuth(answer)
        },
      ),
      { numRuns: 80, ...SEED },
    )
  }, 60_000)

  it('a registration with any metadata is refused in OAuth’s words', async () => {
    const names = [
      'redirect_uris',
      'grant_types',
      'response_types',
      'scope',
      'jwks',
      'jwks_uri',
      'webhook_uris',
      'client_name',
      'contacts',
      'token_endpoint_auth_method',
      'software_id',
      'default_acr_values',
      'default_max_age',
      '__proto__',
      'constructor',
    ]
    const { softwareId } = app.credentials
    const software_statement = await bank.rooms.directory.softwareStatement(softwareId)
    await fc.assert(
      fc.asyncProperty(someClaims(names), async (metadata) => {
        const body = { redirect_uris: app.credentials.redirectUris, software_statement, ...metadata }
        const answer = await rawCall(outsider.endpoints.register, ca, {
          method: 'POST',
          tls,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        expect(answer.status).toBe(400)
        expectOAuth(answer)
      }),
      { numRuns: 60, ...SEED },
    )
  }, 60_000)

  it('a consent with any body is lodged or refused in the market’s words', async () => {
    const { access_token } = await app.clientToken()
    const url = await app.endpoint('consents', '/consents')
    const good = {
      loggedUser: { document: { identification: bank.customer('ana').document, rel: 'CPF' } },
      permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
    }
    const names = [
      'loggedUser',
      'businessEntity',
      'permissions',
      'expirationDateTime',
      'isLinked',
      '__proto__',
      'constructor',
      'x',
    ]
    await fc.assert(
      fc.asyncProperty(someClaims(names), async (data) => {
        const answer = await rawCall(url, ca, {
          method: 'POST',
          tls,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${access_token}`,
            'x-fapi-interaction-id': crypto.randomUUID(),
          },
          body: JSON.stringify({ data: { ...good, ...data } }),
        })
        expect([201, 400, 422]).toContain(answer.status)
        if (answer.status !== 201) expect(answer.json).toHaveProperty('errors.0.code')
        expect(answer.text).not.toMatch(INTERNALS)
      }),
      { numRuns: 80, ...SEED },
    )
  }, 60_000)
})

function expectOAuth({
  status,
  json,
  text,
}: {
  status: number
  json: Record<string, unknown> | undefined
  text: string
}): void {
  expect(status, text).toBeGreaterThanOrEqual(400)
  expect(status, text).toBeLessThan(500)
  expect(json?.error, text).toMatch(/^[a-z_]+$/)
  expect(String(json?.error_description ?? ''), text).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
  expect(text).not.toMatch(INTERNALS)
}

/** An answer off the wire: a status below 500 and a body in the words of what was called. */
function expectOwnWords(text: string, { method, path }: { method: string; path: string }): void {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1])
  expect(status, text).toBeGreaterThanOrEqual(200)
  expect(status, text).toBeLessThan(500)
  expect(text).not.toMatch(INTERNALS)
  if (status < 400 || method === 'HEAD') return
  const body = text.slice(text.indexOf('\r\n\r\n') + 4)
  if (/^content-type: text\/html/im.test(text)) {
    expect(body).toContain('Bancada could not complete this authorization request.')
    return
  }
  expect(text).toMatch(/^content-type: application\/json/im)
  const words = JSON.parse(body.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/gi, '')) as Record<string, unknown>
  if (path.startsWith('/open-banking') && 'errors' in words) expect(words).toHaveProperty('errors.0.code')
  else expect(words.error, text).toMatch(/^[a-z_]+$/)
}
