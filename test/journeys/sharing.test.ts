import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BankInfo } from '../../server/start/bank-info.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { openJar, type Page, pageOf } from '../support/jar.ts'

const DAY_MS = 86_400_000

let bank: TestBank
let fdx: FdxApp
let obb: TestApp
let ca: string

beforeAll(async () => {
  bank = await openTestBank()
  fdx = await openFdxApp(bank, 'Tidy Budget')
  obb = await bank.app('Contas em Dia')
  ca = bank.rooms.directory.authority.certificatePem
})
afterAll(async () => {
  await obb.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const addressOf = (market: string) => `${bank.urls.public}${bank.rooms.identity.server(market).issuerPath}/sharing`
const secretOf = (book: string, login: string) =>
  bank.rooms.bank.customers.demonstrationLogins(book).find((one) => one.login === login) as {
    login: string
    password: string
  }

/** Somebody's browser, logged in at the page of a market. */
async function at(market: string, login: string) {
  const jar = openJar(ca)
  const page = pageOf(await jar.logIn(addressOf(market), secretOf(market, login)))
  expect(page.html).toContain('id="sharings"')
  return { jar, page }
}

/** The form on a page that ends a consent, or all of them, as a browser sends it. */
function ending(page: Page, act: 'end' | 'end-all', consentId?: string): [string, URLSearchParams] {
  const token = /name="form_token" value="([^"]+)"/.exec(page.html)?.[1] as string
  const form = new URLSearchParams({ form_token: token, lang: 'en', ...(consentId ? { consent: consentId } : {}) })
  return [new URL(`${new URL(page.url).pathname}/${act}`, page.url).href, form]
}

const shown = (page: Page) => [...page.html.matchAll(/data-consent="([^"]+)"/g)].map(([, id]) => id)

// covers: fdx.3/4
describe.each(['fdx', 'obb'] as const)('What an account holder shares, at the bank (%s)', (market) => {
  const someone = market === 'fdx' ? 'avery' : 'ana'
  const somebodyElse = market === 'fdx' ? 'owen' : 'bruno'
  const share = async (login = someone): Promise<string> =>
    (market === 'fdx' ? await fdx.connect(login) : await obb.connect(login)).consentId

  it('is shown to nobody who has not logged in', async () => {
    const id = await share()
    const page = pageOf(await openJar(ca).open(addressOf(market)))
    expect(page.html).toContain('id="login-form"')
    expect(page.html).not.toContain(id)
  })

  it('is all that they gave: the app, the data, the accounts, since when and until when', async () => {
    const id = await share()
    const { page } = await at(market, someone)
    expect(shown(page)).toContain(id)
    expect(page.html).toContain(market === 'fdx' ? 'Tidy Budget' : 'Contas em Dia')
    expect(page.html).toContain('From which accounts')
    expect(page.html).toContain('Last access')
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(page.headers['cache-control']).toBe('no-store')
  })

  it('is ended there, by its customer and for their own reason, and its tokens with it', async () => {
    const id = await share()
    const { jar, page } = await at(market, someone)
    const after = pageOf(await jar.open(...ending(page, 'end', id)))
    expect(after.html).toContain('id="done"')
    expect(shown(after)).not.toContain(id)
    const consent = bank.rooms.consents.find(id)
    expect(bank.rooms.consents.isActive(consent as NonNullable<typeof consent>)).toBe(false)
    expect(consent?.ending).toMatchObject(
      market === 'fdx'
        ? { by: 'INDIVIDUAL', reason: 'USER_ACTION' }
        : { by: 'USER', reason: 'CUSTOMER_MANUALLY_REVOKED' },
    )
  })

  it('is never another’s: their consent is not shown and not ended, with the id or with everything', async () => {
    const id = await share()
    const { jar, page } = await at(market, somebodyElse)
    expect(shown(page)).not.toContain(id)
    const { status } = await jar.go(...ending(page, 'end', id))
    expect(status).toBe(400)
    await jar.go(...ending(page, 'end-all'))
    const consent = bank.rooms.consents.find(id)
    expect(bank.rooms.consents.isActive(consent as NonNullable<typeof consent>)).toBe(true)
  })

  it('is ended by a form of the page alone: without its token, with another session’s, or logged out, nothing happens', async () => {
    const id = await share()
    const { jar, page } = await at(market, someone)
    const [url, form] = ending(page, 'end', id)
    const forged = new URLSearchParams(form)
    forged.set('form_token', 'x')
    expect((await jar.go(url, forged)).status).toBe(403)
    expect((await openJar(ca).go(url, form)).status).toBe(403)
    const other = await at(market, someone)
    expect((await other.jar.go(url, form)).status).toBe(403)
    await jar.submit(page, 'leave').catch(() => undefined)
    const consent = bank.rooms.consents.find(id)
    expect(bank.rooms.consents.isActive(consent as NonNullable<typeof consent>)).toBe(true)
  })

  it('can be ended altogether', async () => {
    await share()
    await share()
    const { jar, page } = await at(market, someone)
    expect(shown(page).length).toBeGreaterThan(1)
    const after = pageOf(await jar.open(...ending(page, 'end-all')))
    expect(shown(after)).toEqual([])
    expect(after.html).toContain('you share your data with no app')
    expect(after.html).toContain('id="ended"')
  })

  it('is told in the language of its reader', async () => {
    await share()
    const { jar } = await at(market, someone)
    const page = pageOf(await jar.open(`${addressOf(market)}?lang=pt-BR`))
    expect(page.html).toContain('O que você compartilha')
    expect(page.html).toContain('Encerrar este compartilhamento')
  })
})

describe('The page of what is shared', () => {
  // covers: fdx.3/4
  it('reminds of a sharing that ends within thirty days (FDX user experience guidelines)', async () => {
    const { consentId } = await fdx.connect('nina', { durationPeriod: 40 })
    const before = await at('fdx', 'nina')
    expect(before.page.html).not.toContain('To go on, Tidy Budget has to ask you again')
    // A closed account is shared as what it is (FDX 6.4, AccountStatus CLOSED).
    expect(before.page.html).toContain('Checking (closed) ******7004')
    bank.advance(11 * DAY_MS)
    const { page } = await at('fdx', 'nina')
    expect(shown(page)).toContain(consentId)
    expect(page.html).toContain('To go on, Tidy Budget has to ask you again')
  })

  it('says what the bank holds back', async () => {
    const { consentId } = await fdx.connect('ruth')
    bank.rooms.consents.hold(consentId)
    expect((await at('fdx', 'ruth')).page.html).toContain('The bank holds this sharing back for now')
  })

  it('ends a session after fifteen minutes, gives each login a session of its own, and keeps only its hash', async () => {
    const jar = openJar(ca)
    const login = pageOf(await jar.open(addressOf('fdx')))
    const [first] = jar.cookies()
    await jar.submit(login, 'submit', {
      username: secretOf('fdx', 'avery').login,
      password: secretOf('fdx', 'avery').password,
    })
    expect(jar.cookies().find(({ name }) => name === first?.name)?.value).not.toBe(first?.value)
    bank.advance(15 * 60_000)
    expect(pageOf(await jar.open(addressOf('fdx'))).html).toContain('id="login-form"')
  })

  it('asks for the one-time code where the market’s logins do', async () => {
    bank.rooms.identity.loginSettings.set('fdx', { secondFactor: true })
    const jar = openJar(ca)
    const asked = pageOf(await jar.logIn(addressOf('fdx'), secretOf('fdx', 'avery')))
    expect(asked.html).toContain('id="code-form"')
    const code = bank.rooms.identity.waitingCodes().find(({ login }) => login === secretOf('fdx', 'avery').login)?.code
    const page = pageOf(await jar.submit(asked, 'submit', { code: code as string }))
    bank.rooms.identity.loginSettings.set('fdx', { secondFactor: false })
    expect(page.html).toContain('id="sharings"')
  })

  it('refuses a wrong password, and locks after five of them', async () => {
    const jar = openJar(ca)
    let page = pageOf(await jar.open(addressOf('obb')))
    for (let tries = 0; tries < 6; tries += 1) {
      page = pageOf(await jar.submit(page, 'submit', { username: secretOf('obb', 'carla').login, password: 'wrong' }))
    }
    expect([page.status, page.html.includes('id="login-error"')]).toEqual([429, true])
  })

  it('is at an address that GET /api/info tells of each market', async () => {
    const { body } = await consoleApi(bank).call<BankInfo>('GET', '/api/info')
    expect(body.markets.map(({ sharing }) => sharing)).toEqual(body.markets.map(({ id }) => addressOf(id)))
  })
})
