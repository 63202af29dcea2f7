import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { markets } from '#markets'
import { obbPersonas } from '../../mock-data/index.ts'
import type { AppCredentials } from '../../server/cli/data-recipient.ts'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { type Jar, openJar, type Page, pageOf } from '../support/jar.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'
import { type IslandApp, ilha, ilhaPersonas, NILO, openIslandApp } from '../support/third-market/index.ts'

let bank: TestBank
let app: TestApp
let outsider: Outsider
let boat: IslandApp
let ca: string

beforeAll(async () => {
  bank = await openTestBank({
    markets: [...markets, ilha],
    personas: (lastDay) => [obbPersonas({ lastDay }), ilhaPersonas()],
  })
  app = await bank.app('Contas em Dia')
  outsider = openOutsider(app)
  ca = app.credentials.caPem
  const { marketplace } = bank.rooms
  const { developer } = await marketplace.signUp({
    organisation: { name: 'Boats of the Cove', registrationNumber: 'isle-0042', roles: ['READER'] },
    developer: { name: 'Bia', email: 'bia@cove.example', password: 'a long password' },
  })
  const asked = { market: 'ilha', name: 'Canoe', redirectUris: ['https://127.0.0.1:8444/land'] }
  const { id } = await marketplace.createApplication({ developerId: developer.id, ...asked })
  await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
  boat = await openIslandApp(marketplace.credentials(id) as AppCredentials)
})
beforeEach(() => {
  for (const market of ['obb', 'ilha']) set(market, false)
})
afterAll(async () => {
  await app?.close()
  await boat?.close()
  await bank?.close()
  expect(bank.log.errors).toEqual([])
})

function set(market: string, secondFactor: boolean): void {
  bank.rooms.identity.loginSettings.set(market, { way: 'provider', secondFactor })
}

const newJar = () => openJar(ca)
const answerOf = (html: string) => /id="error-code">([^<]+)/.exec(html)?.[1] ?? /<h1>([^<]+)/.exec(html)?.[1]

/** A browser at the provider's login, on its way for a new consent. */
async function away(jar: Jar = newJar(), login = 'ana') {
  const consentId = await app.consentFor(login)
  const { url } = await outsider.pushed(consentId)
  const interaction = new URL((await jar.go(url)).headers.location as string, url).href
  const request = (await jar.go(interaction)).headers.location as string
  return { jar, consentId, interaction, request, page: pageOf(await jar.open(request)) }
}

/** Logs in at the provider and stops where it sends the browser back: the address with code and state. */
async function handedBack(jar: Jar, page: Page, credentials: { login: string; password: string }): Promise<string> {
  const { form, url } = {
    url: new URL(/action="([^"]+)"/.exec(page.html)?.[1] ?? '', page.url).href,
    form: new URLSearchParams({
      form_token: /name="form_token" value="([^"]+)"/.exec(page.html)?.[1] ?? '',
      username: credentials.login,
      password: credentials.password,
    }),
  }
  const resume = new URL((await jar.go(url, form)).headers.location as string, url).href
  const back = (await jar.go(resume)).headers.location as string
  expect(new URL(back).searchParams.get('code')).toBeTruthy()
  return back
}

const ana = () => bank.customer('ana')
const changed = (url: string, change: Record<string, string>) => {
  const made = new URL(url)
  for (const [name, value] of Object.entries(change)) made.searchParams.set(name, value)
  return made.href
}

describe('the return from the bank’s identity provider', () => {
  test('with a state that nobody was sent away with is a page that leads nowhere (RFC 9700 4.7)', async () => {
    for (const state of ['made-up', '', '//evil.example', '../../..', 'https://evil.example/?x=', '%00']) {
      const query = new URLSearchParams({ code: 'x', state, iss: `${bank.urls.provider}/obb` })
      const answer = await outsider.call(`${bank.urls.public}/obb/login/return?${query}`, { tls: {} })
      expect([answer.status, answer.headers.location]).toEqual([400, undefined])
      expect(answer.text).toContain('Bancada could not complete')
    }
  })

  test('in another browser opens nothing: the interaction’s cookie is its own browser’s (RFC 9700 4.7.1)', async () => {
    const thief = await away()
    const stolen = await handedBack(thief.jar, thief.page, ana())
    const victim = newJar()
    const stop = pageOf(await victim.open(stolen))
    expect([stop.status, answerOf(stop.html)]).toEqual([400, 'invalid_request'])
    // The thief's own login is as it was.
    expect(pageOf(await thief.jar.open(stolen)).html).toContain('id="consent-form"')
  })

  test('with state and code swapped between two browsers logs neither in as the other (RFC 9700 4.7.1)', async () => {
    const [one, other] = [await away(newJar(), 'ana'), await away(newJar(), 'bruno')]
    const forOne = await handedBack(one.jar, one.page, ana())
    const forOther = await handedBack(other.jar, other.page, bank.customer('bruno'))
    const returned = (to: { interaction: string }, from: string) => `${to.interaction}/returned${new URL(from).search}`
    for (const [browser, mine, theirs] of [
      [one, forOne, forOther],
      [other, forOther, forOne],
    ] as const) {
      const stop = pageOf(await browser.jar.open(returned(browser, theirs)))
      expect([stop.status, stop.html]).toEqual([400, expect.stringContaining('id="not-logged-in"')])
      // A right state does not make another's code right.
      const { searchParams } = new URL(theirs)
      const mixed = changed(mine, { code: searchParams.get('code') as string })
      const refused = pageOf(await browser.jar.open(mixed))
      expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('id="not-logged-in"')])
      expect(bank.rooms.consents.find(browser.consentId)?.state).toBe('AWAITING_AUTHORISATION')
    }
    const refusals = stepsOf(bank, one.consentId).filter(({ problem }) => problem?.rule === 'login-return')
    expect(refusals.map(({ problem }) => problem?.type)).toEqual(['login-return-unknown', 'login-return-refused'])
  })

  test('opened twice leads on without a second login, and its code is worth nothing with a new state (RFC 6749 4.1.2)', async () => {
    const { jar, page, consentId, interaction } = await away()
    const back = await handedBack(jar, page, ana())
    const { searchParams } = new URL(back)
    expect(pageOf(await jar.open(back)).html).toContain('id="consent-form"')
    const again = pageOf(await jar.open(`${interaction}/returned${new URL(back).search}`))
    expect(again.html).toContain('id="consent-form"')
    const redeemed = stepsOf(bank, consentId).filter(({ operation }) => operation === 'redeem the login')
    expect(redeemed).toHaveLength(1)
    const fresh = await away()
    const replayed = changed(await handedBack(fresh.jar, fresh.page, ana()), {
      code: searchParams.get('code') as string,
    })
    expect(pageOf(await fresh.jar.open(replayed)).html).toContain('id="not-logged-in"')
  })

  test('from another issuer is refused (RFC 9207 2.4)', async () => {
    for (const iss of ['https://evil.example', `${bank.urls.provider}/ilha-auth`]) {
      const { jar, page } = await away()
      const back = changed(await handedBack(jar, page, ana()), { iss })
      expect(pageOf(await jar.open(back)).html).toContain('id="not-logged-in"')
    }
  })

  test('with a code that the provider gave for another market is refused', async () => {
    const abroad = newJar()
    const pending = await boat.push(await boat.draft())
    const isle = pageOf(await abroad.open(pending.url))
    expect(isle.url).toContain(`${bank.urls.provider}/ilha-auth`)
    const foreign = new URL(await handedBack(abroad, isle, NILO)).searchParams.get('code') as string
    const { jar, page } = await away()
    const mixed = changed(await handedBack(jar, page, ana()), { code: foreign })
    expect(pageOf(await jar.open(mixed)).html).toContain('id="not-logged-in"')
  })

  test('lacking code, state or everything is refused, and the customer may log in again', async () => {
    const { jar, interaction } = await away()
    for (const query of ['', '?code=x', '?error=access_denied', '?state=']) {
      const stop = pageOf(await jar.open(`${interaction}/returned${query}`))
      expect([stop.status, stop.html]).toEqual([400, expect.stringContaining('id="not-logged-in"')])
    }
    expect(pageOf(await jar.open(interaction)).url).toContain(bank.urls.provider)
  })

  test('with a lower level than was due is refused: the customer can’t talk the provider down', async () => {
    set('obb', true)
    const lower = { id_token: { acr: { essential: true, value: 'urn:brasil:openbanking:loa2' } } }
    for (const claims of [JSON.stringify(lower), '{"id_token":{}}']) {
      const { jar, request } = await away()
      const page = pageOf(await jar.open(changed(request, { claims })))
      const back = await handedBack(jar, page, ana())
      expect(pageOf(await jar.open(back)).html).toContain('id="not-logged-in"')
    }
  })
})

describe('the one-time code', () => {
  test('guessed many times at once counts each guess: three, and it is gone', async () => {
    set('obb', true)
    const { jar, page } = await away(newJar(), 'bruno')
    const { login: username, password } = bank.customer('bruno')
    const asked = pageOf(await jar.submit(page, 'submit', { username, password }))
    const [{ code } = { code: '' }] = bank.rooms.identity.waitingCodes().filter(({ login }) => login === 'bruno')
    const action = new URL(/action="([^"]+)"/.exec(asked.html)?.[1] ?? '', asked.url).href
    const form_token = /name="form_token" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    const guess = (guessed: string) => jar.go(action, new URLSearchParams({ form_token, code: guessed }))
    const others = Array.from({ length: 12 }, (_, i) => String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'))
    const answers = await Promise.all(others.map(guess))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3)
    const late = await guess(code)
    expect([late.status, late.headers.location]).toEqual([303, expect.stringContaining('/interaction/')])
    expect(bank.rooms.identity.waitingCodes().filter(({ login }) => login === 'bruno')).toEqual([])
  })
})

describe('the bank’s identity provider', () => {
  test.each([
    ['a foreign redirect_uri', { redirect_uri: 'https://evil.example/' }],
    ['a redirect_uri that only begins alike', { redirect_uri: '{own}.evil.example' }],
    ['a redirect_uri with a query', { redirect_uri: '{own}?next=https://evil.example' }],
    ['an unknown client', { client_id: 'somebody' }],
  ])('sends nobody anywhere for %s: a page says so (RFC 6749 3.1.2.4)', async (_what, change) => {
    const { jar, request } = await away()
    const own = new URL(request).searchParams.get('redirect_uri') as string
    const filled = Object.fromEntries(Object.entries(change).map(([k, v]) => [k, v.replace('{own}', own)]))
    const answer = await jar.go(changed(request, filled))
    expect([answer.status, answer.headers.location]).toEqual([400, undefined])
    expect(answer.text).toContain('id="error"')
  })

  test('never answers without asking: prompt=none comes back as login_required (OpenID Connect Core 3.1.2.6)', async () => {
    const { jar, request } = await away()
    const back = (await jar.go(changed(request, { prompt: 'none' }))).headers.location as string
    expect(new URL(back).searchParams.get('error')).toBe('login_required')
    expect(pageOf(await jar.open(back)).html).toContain('id="not-logged-in"')
  })

  test('gives its codes to no one but its client: no key, no token (RFC 6749 4.1.3)', async () => {
    const { jar, page } = await away()
    const back = new URL(await handedBack(jar, page, ana()))
    const token = (fields: Record<string, string>) => outsider.form(`${bank.urls.provider}/obb/token`, fields)
    const grant = { grant_type: 'authorization_code', code: back.searchParams.get('code') as string }
    const redirect_uri = back.origin + back.pathname
    const own = { ...grant, redirect_uri, client_id: 'identity-management', code_verifier: 'x'.repeat(43) }
    for (const fields of [
      grant,
      own,
      { ...own, client_assertion: await outsider.assertion(), client_assertion_type: BEARER },
    ]) {
      const answer = await token(fields)
      expect([answer.status >= 400 && answer.status < 500, answer.json?.access_token]).toEqual([true, undefined])
    }
  })

  test('refuses forms that its own page did not send (OWASP: cross-site request forgery)', async () => {
    const { jar, page } = await away()
    const action = new URL(/action="([^"]+)"/.exec(page.html)?.[1] ?? '', page.url).href
    const { login: username, password } = ana()
    for (const form_token of ['', 'x', 'x'.repeat(43)]) {
      expect((await jar.go(action, new URLSearchParams({ form_token, username, password }))).status).toBe(403)
    }
    for (const verb of ['code', 'resend', 'cancel']) {
      const forged = await jar.go(action.replace(/login$/, verb), new URLSearchParams({ code: '000000' }))
      expect(forged.status).toBe(403)
    }
  })

  test('answers nonsense with a refusal, never with a failure', async () => {
    const base = `${bank.urls.provider}`
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const calls: [string, string, Record<string, string>?, string?][] = [
      ...[
        ['GET', '/'],
        ['GET', '/nowhere'],
        ['GET', '/obb/nowhere'],
        ['GET', '/obb/interaction/x'],
        ['GET', '/obb/auth'],
      ].map(([method, path]) => [method, path] as [string, string]),
      ['GET', '/obb/auth?client_id=%00&claims={&state=%F0%9F'],
      ['DELETE', '/obb/auth'],
      ['PUT', '/obb/token', form, 'a=b'],
      ['POST', '/obb/token', { 'content-type': 'application/json' }, '{'],
      ['POST', '/obb/token', form, `code=${'x'.repeat(60_000)}`],
      ['POST', '/obb/interaction/x/login', form, '%'],
      ['POST', '/obb/interaction/__proto__/code', form, 'form_token=a&form_token=b'],
      ['GET', '/obb/session/end'],
      ['GET', '/obb/auth/x'],
    ]
    for (const [method, path, headers, body] of calls) {
      const answer = await outsider.call(base + path, {
        method,
        ...(headers ? { headers } : {}),
        ...(body ? { body } : {}),
      })
      expect(answer.status, `${method} ${path}`).toBeLessThan(500)
      expect(answer.text).not.toMatch(/node_modules|at .*\.ts/)
      if (path !== '/') expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
    }
  })

  test('its pages run no scripts, are framed by nobody and send their forms nowhere else (CSP 3)', async () => {
    const { jar, page } = await away()
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toBe(
      `default-src 'none'; style-src 'self'; form-action 'self' ${bank.urls.public}; frame-ancestors 'none'; base-uri 'none'`,
    )
    expect(page.headers['cache-control']).toContain('no-store')
    expect(page.html).not.toMatch(/<script|style=/)
    // Browsers share cookies over ports: the provider's are named by its own.
    const names = jar.cookies().map(({ name }) => name)
    expect(names.filter((name) => name.includes(`_${new URL(bank.urls.provider).port}_`)).length).toBeGreaterThan(0)
  })
})

const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
