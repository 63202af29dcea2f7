import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type Jar, openJar, outsideOf, type Page, pageOf } from '../support/jar.ts'
import { fragmentOf, type Outsider, openOutsider } from '../support/outsider.ts'

const LOA2 = 'urn:brasil:openbanking:loa2'
const LOA3 = 'urn:brasil:openbanking:loa3'
const MINUTE_MS = 60_000

let bank: TestBank
let app: TestApp
let outsider: Outsider

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Contas em Dia')
  outsider = openOutsider(app)
})
beforeEach(() => {
  set('identity', false)
})
afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

function set(way: 'identity' | 'provider', secondFactor: boolean): void {
  bank.rooms.identity.loginSettings.set('obb', { way, secondFactor })
}

const newJar = () => openJar(app.credentials.caPem)
const codesOf = (login: string) => bank.rooms.identity.waitingCodes().filter((waiting) => waiting.login === login)
const codeOf = (login: string) => codesOf(login)[0]?.code ?? ''
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** A consent from request to token, and what its id_token says of the login. */
async function connected(login: string, changes: Record<string, unknown> = {}) {
  const consentId = await app.consentFor(login)
  const pending = await outsider.pushed(consentId, changes)
  const end = await app.visit(pending.url, login)
  if (end.kind !== 'redirected') throw new Error(end.reason)
  const tokens = await app.redeem(end.url, pending)
  return { consentId, acr: tokens.claims()?.acr, steps: stepsOf(bank, consentId) }
}

/** A browser at the first page of a login for a new consent. */
async function atLogin(login = 'ana', jar: Jar = newJar()) {
  const consentId = await app.consentFor(login)
  const pending = await outsider.pushed(consentId)
  return { jar, consentId, pending, page: pageOf(await jar.open(pending.url)) }
}

/** The same, once the password is given and the code is owed. */
async function atCode(login = 'ana') {
  const at = await atLogin(login)
  const { login: username, password } = bank.customer(login)
  return { ...at, page: pageOf(await at.jar.submit(at.page, 'submit', { username, password })) }
}

const enter = async (jar: Jar, page: Page, code: string) => pageOf(await jar.submit(page, 'submit', { code }))
const faultOn = ({ html }: Page) => /id="login-error">([^<]*)/.exec(html)?.[1] ?? ''

describe('the way of login (arrow 7)', () => {
  test.each([
    ['identity', false, LOA2],
    ['identity', true, LOA3],
    ['provider', false, LOA2],
    ['provider', true, LOA3],
  ] as const)(
    'at %s, with a code %s, a customer comes to the consent page and the id_token states %s',
    async (way, code, acr) => {
      set(way, code)
      const { acr: stated, steps } = await connected('ana')
      expect(stated).toBe(acr)
      const told = steps
        .filter(({ arrow }) => arrow === 7 || arrow === 8)
        .map((s) => `${s.arrow} ${s.from} ${s.to} ${s.operation}`)
      const there = [
        '7 consumer identity hand over to the provider',
        '7 consumer provider authorize at the provider',
        '7 identity provider redeem the login',
        '7 consumer identity return from the provider',
      ]
      for (const step of there) expect(told.includes(step), step).toBe(way === 'provider')
      const where = way === 'provider' ? 'provider' : 'identity'
      expect(told).toContain(`8 consumer ${where} log in`)
      expect(told.includes(`8 consumer ${where} check one-time code`)).toBe(code)
      expect(told).toContain('8 consumer identity show consent')
      expect(steps.filter(({ problem }) => problem)).toEqual([])
    },
  )

  test('a login under way ends the way it began, whatever is set meanwhile', async () => {
    const here = await atLogin()
    set('provider', true)
    const there = await atLogin()
    set('identity', false)
    expect(here.page.url).toContain(bank.urls.public)
    expect(there.page.url).toContain(bank.urls.provider)
    const { login: username, password } = bank.customer('ana')
    const consent = pageOf(await here.jar.submit(here.page, 'submit', { username, password }))
    expect(consent.html).toContain('id="consent-form"')
    const code = pageOf(await there.jar.submit(there.page, 'submit', { username, password }))
    expect(code.html).toContain('id="code-form"')
    const after = await enter(there.jar, code, codeOf('ana'))
    expect(after.html).toContain('id="consent-form"')
    // The page of the interaction itself leads where its login began, too.
    expect((await atLogin()).page.url).toContain(bank.urls.public)
  })

  test('two tabs of one browser log in apart, and each ends in its own consent', async () => {
    set('provider', false)
    const jar = newJar()
    const [one, other] = [await atLogin('ana', jar), await atLogin('bruno', jar)]
    const logIn = (page: Page, login: string) =>
      jar.submit(page, 'submit', { username: login, password: bank.customer(login).password })
    const [second, first] = [pageOf(await logIn(other.page, 'bruno')), pageOf(await logIn(one.page, 'ana'))]
    expect(second.html).toContain(bank.customer('bruno').name)
    expect(first.html).toContain(bank.customer('ana').name)
    for (const [page, { pending }] of [
      [first, one],
      [second, other],
    ] as const) {
      const { code, state } = fragmentOf(outsideOf(await jar.submit(page, 'approve')))
      expect(state).toBe(pending.state)
      expect((await outsider.redeem(code as string, pending.verifier)).status).toBe(200)
    }
  })

  test('whoever cancels at the provider is asked again or goes back to the app, and the consent stays as it is', async () => {
    set('provider', false)
    const { jar, page, consentId, pending } = await atLogin()
    const back = pageOf(await jar.submit(page, 'cancel'))
    expect([back.status, back.html]).toEqual([401, expect.stringContaining('id="not-logged-in"')])
    const again = /id="again" href="([^"]+)"/.exec(back.html)?.[1] ?? ''
    expect(pageOf(await jar.open(new URL(again, back.url).href)).url).toContain(bank.urls.provider)
    const told = fragmentOf(outsideOf(await jar.submit(back, 'submit')))
    expect(told).toMatchObject({ error: 'access_denied', state: pending.state })
    expect(bank.rooms.consents.find(consentId)?.state).toBe('AWAITING_AUTHORISATION')
  })

  test('a customer other than the consent’s is told so on the same page in both ways', async () => {
    for (const way of ['identity', 'provider'] as const) {
      set(way, false)
      const { jar, page } = await atLogin('ana')
      const { login: username, password } = bank.customer('bruno')
      expect(pageOf(await jar.submit(page, 'submit', { username, password })).html).toContain('id="mismatch"')
    }
  })

  test('five wrong passwords lock the login at the provider as they do here (login lock)', async () => {
    set('provider', false)
    const { jar, page } = await atLogin('hugo')
    const attempt = async (password: string) => pageOf(await jar.submit(page, 'submit', { username: 'hugo', password }))
    for (let tries = 0; tries < 5; tries += 1) expect((await attempt('no')).status).toBe(401)
    expect([(await attempt(bank.customer('hugo').password)).status]).toEqual([429])
    bank.advance(15 * MINUTE_MS)
    expect((await attempt(bank.customer('hugo').password)).html).toContain('id="consent-form"')
  })

  test('the provider has an issuer, metadata, keys and a token endpoint of its own (OpenID Connect Discovery 3)', async () => {
    const read = async (path: string) => (await outsider.call(bank.urls.provider + path)).json
    const metadata = await read('/obb/.well-known/openid-configuration')
    const issuer = `${bank.urls.provider}/obb`
    expect(metadata).toMatchObject({
      ...{ issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
      ...{ authorization_endpoint: `${issuer}/auth`, response_types_supported: ['code'] },
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    })
    const keys = await read('/obb/jwks')
    expect(JSON.stringify(keys)).not.toContain('"d"')
    expect(keys).not.toEqual((await outsider.call(app.server.jwks_uri as string)).json)
  })
})

describe('the level of a login', () => {
  const asking = (acr: Record<string, unknown>) => ({ claims: { id_token: { acr: { essential: true, ...acr } } } })

  test.each(['identity', 'provider'] as const)(
    'an essential acr that a password does not reach demands the code at %s, even switched off (OpenID Connect Core 5.5.1.1)',
    async (way) => {
      set(way, false)
      const { acr, steps } = await connected('ana', asking({ value: LOA3 }))
      expect(acr).toBe(LOA3)
      expect(steps.map(({ operation }) => operation)).toContain('check one-time code')
    },
  )

  test('an essential acr of the password’s level needs no code, and is stated where one was given besides', async () => {
    expect((await connected('ana', asking({ value: LOA2 }))).acr).toBe(LOA2)
    set('provider', true)
    expect((await connected('ana', asking({ values: [LOA2] }))).acr).toBe(LOA2)
    expect((await connected('ana', asking({ values: [LOA2, LOA3] }))).acr).toBe(LOA3)
  })

  test('an essential acr that this bank does not reach is told to the app (Unmet Authentication Requirements 1.0)', async () => {
    const consentId = await app.consentFor('ana')
    const pending = await outsider.pushed(consentId, asking({ value: 'urn:mace:incommon:iap:gold' }))
    const told = fragmentOf(outsideOf(await newJar().open(pending.url)))
    expect(told).toMatchObject({ error: 'unmet_authentication_requirements', state: pending.state })
  })
})

describe.each(['identity', 'provider'] as const)('the one-time code, with login at %s', (way) => {
  beforeEach(() => {
    set(way, true)
    // Out of every window that an earlier test's wrong codes opened.
    bank.advance(31 * MINUTE_MS)
  })

  test('has six digits and shows on the customer’s phone alone: no event and no record holds it', async () => {
    const { jar, page, consentId } = await atCode()
    const [waiting] = codesOf('ana')
    expect(waiting).toMatchObject({ market: 'obb', name: bank.customer('ana').name, triesLeft: 3 })
    const code = waiting?.code ?? ''
    expect(code).toMatch(/^\d{6}$/)
    await enter(jar, page, code)
    expect(codesOf('ana')).toEqual([])
    const events = bank.rooms.events.about({ consentId }, { limit: 50 })
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['customer.code-sent', 'customer.code-accepted']),
    )
    const steps = stepsOf(bank, consentId)
    const records = steps.map(({ id }) => bank.rooms.journey.exchange(id))
    expect(records.length).toBeGreaterThan(5)
    expect(JSON.stringify([events, records])).not.toContain(code)
  })

  test('is good once: sent again it changes nothing', async () => {
    const { jar, page } = await atCode()
    const code = codeOf('ana')
    await enter(jar, page, code)
    const again = await jar.submit(page, 'submit', { code })
    // The login is over: whoever sends it again stands where they were, or has left the login.
    expect(again.page?.html ?? '').not.toContain('login-error')
    const fresh = await atCode()
    if (codeOf('ana') !== code) expect(faultOn(await enter(fresh.jar, fresh.page, code))).toContain('wrong')
  })

  test('of one login opens no other', async () => {
    const [one, other] = [await atCode('iris'), await atCode('luis')]
    if (codeOf('iris') === codeOf('luis')) return
    expect(faultOn(await enter(one.jar, one.page, codeOf('luis')))).toContain('wrong')
    expect((await enter(other.jar, other.page, codeOf('luis'))).html).toContain('id="consent-form"')
  })

  test('ends with three wrong tries: the password is asked for again', async () => {
    const { jar, page } = await atCode()
    const code = codeOf('ana')
    for (let tries = 1; tries < 3; tries += 1) {
      const refused = await enter(jar, page, wrong(code))
      expect([refused.status, codesOf('ana')[0]?.triesLeft]).toEqual([401, 3 - tries])
      expect(refused.html).toContain('id="code-form"')
    }
    const over = await enter(jar, page, wrong(code))
    expect(over.html).toContain('id="login-form"')
    expect(codesOf('ana')).toEqual([])
    // Right, but too late.
    expect((await enter(jar, page, code)).html).toContain('id="login-form"')
  })

  test('is locked for fifteen minutes after five wrong ones, over all logins of the customer', async () => {
    let wrongOnes = 0
    const guess = async (tries: number) => {
      const { jar, page } = await atCode('tom')
      for (const code = codeOf('tom'); tries > 0; tries -= 1, wrongOnes += 1) await enter(jar, page, wrong(code))
      return { jar, page }
    }
    await guess(3)
    const { jar, page } = await guess(2)
    expect(wrongOnes).toBe(5)
    expect((await enter(jar, page, codeOf('tom'))).status).toBe(429)
    expect((await atCode('tom')).page.status).toBe(429)
    bank.advance(15 * MINUTE_MS)
    const open = await atCode('tom')
    expect((await enter(open.jar, open.page, codeOf('tom'))).html).toContain('id="consent-form"')
  })

  test('is good for three minutes of bank time, and another one can be sent; five are sent at most', async () => {
    const { jar, page } = await atCode()
    const first = codeOf('ana')
    bank.advance(3 * MINUTE_MS)
    expect(codesOf('ana')).toEqual([])
    expect(faultOn(await enter(jar, page, first))).toContain('no longer valid')
    for (let sent = 2; sent <= 5; sent += 1) {
      const another = pageOf(await jar.submit(page, 'resend'))
      expect([another.status, faultOn(another)]).toEqual([200, ''])
    }
    expect(codesOf('ana')).toHaveLength(1)
    const sixth = pageOf(await jar.submit(page, 'resend'))
    expect([sixth.status, faultOn(sixth)]).toEqual([429, expect.stringContaining('No more codes')])
    expect((await enter(jar, page, codeOf('ana'))).html).toContain('id="consent-form"')
  })
})

describe('the setting', () => {
  const api = () => consoleApi(bank)

  test('is changed by the console’s API, market by market, with its event; what is left out stays', async () => {
    expect((await api().call('POST', '/api/login/obb', { secondFactor: true })).body).toMatchObject({
      ...{ market: 'obb', way: 'identity', secondFactor: true },
    })
    await api().call('POST', '/api/login/obb', { way: 'provider' })
    const { body } = await api().call<{ provider: string; markets: unknown[] }>('GET', '/api/login')
    expect(body.provider).toBe(bank.urls.provider)
    expect(body.markets).toEqual([
      { market: 'obb', name: 'Open Finance Brasil', way: 'provider', secondFactor: true },
      { market: 'fdx', name: 'FDX', way: 'identity', secondFactor: false },
    ])
    bank.rooms.events.flush()
    const recent = await api().call<{ markets: { login: unknown }[] }>('GET', '/api/info')
    expect(recent.body.markets[0]?.login).toEqual({ way: 'provider', secondFactor: true })
  })

  test('takes effect once for a key: sent again after another change it changes nothing more', async () => {
    const first = { way: 'provider', idempotencyKey: 'k-1' }
    await api().call('POST', '/api/login/obb', first)
    await api().call('POST', '/api/login/obb', { way: 'identity', idempotencyKey: 'k-2' })
    expect((await api().call('POST', '/api/login/obb', first)).body).toMatchObject({ way: 'identity' })
    const other = { way: 'identity', idempotencyKey: 'k-1' }
    expect((await api().call('POST', '/api/login/obb', other)).body).toMatchObject({
      error: { type: 'idempotency-key-reused' },
    })
  })

  test.each([
    ['another way', { way: 'carrier-pigeon' }],
    ['nothing', {}],
    ['a word for a switch', { secondFactor: 'yes' }],
    ['more than there is', { way: 'provider', door: 1 }],
    ['a key alone', { idempotencyKey: 'k' }],
    ['no object', []],
  ])('with %s is refused and stays as it was', async (_what, body) => {
    expect((await api().call('POST', '/api/login/obb', body)).status).toBe(400)
    expect(bank.rooms.identity.loginSettings.of('obb')).toEqual({ way: 'identity', secondFactor: false })
  })

  test('of a market that is not open is refused, as is whoever has no token', async () => {
    expect((await api().call('POST', '/api/login/mars', { way: 'provider' })).body).toMatchObject({
      error: { type: 'market-unknown' },
    })
    for (const path of ['/api/login', '/api/phone/codes']) {
      expect((await fetch(bank.urls.console + path)).status).toBe(401)
    }
  })
})
