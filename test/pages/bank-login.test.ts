import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp

beforeAll(async () => {
  await buildConsole(process.cwd())
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  app = await bank.app('Contas em Dia')
})
afterAll(async () => {
  await browser?.close()
  await app.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({ ignoreHTTPSErrors: true, locale: 'en-US', ...options })
  return context.newPage()
}

async function openConsole(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const page = await openPage(options)
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(bank.urls.console + path)
  await page.waitForSelector('h1')
  return page
}

/** Sends a browser to the bank for a new consent. */
async function toBank(page: Page, login = 'ana'): Promise<void> {
  await page.goto((await app.push(await app.consentFor(login))).url)
  await page.waitForSelector('#username')
}

async function logIn(page: Page, login = 'ana'): Promise<void> {
  await page.fill('#username', login)
  await page.fill('#password', bank.customer(login).password)
  await page.click('#submit')
}

/** Logs in with password and code, where `begin` leads to. */
async function enterCode(page: Page, login: string, begin: () => Promise<void>): Promise<void> {
  await begin()
  await logIn(page, login)
  await page.waitForSelector('#code')
  const waiting = bank.rooms.identity.waitingCodes().find((code) => code.login === login)
  await page.fill('#code', waiting?.code ?? '')
  await page.click('#submit')
}

test('login is set in the console; a customer goes to the provider, reads the code on the phone, and consents', async () => {
  const settings = await openConsole('/settings')
  const brazil = settings.locator('[data-market="obb"]')
  await brazil.getByRole('button', { name: 'Bank’s provider' }).click()
  await brazil.getByRole('button', { name: 'On', exact: true }).click()
  await settings.waitForFunction(
    () => document.querySelectorAll('[data-market="obb"] button:last-child[aria-pressed="true"]').length === 2,
  )
  expect(bank.rooms.identity.loginSettings.of('obb')).toEqual({ way: 'provider', secondFactor: true })

  // No script runs on the bank's pages: none is needed.
  const page = await openPage({ javaScriptEnabled: false })
  await toBank(page)
  expect(page.url()).toContain(`${bank.urls.provider}/obb/interaction/`)
  await logIn(page)
  await page.waitForSelector('#code')

  await settings.getByRole('link', { name: 'Phone' }).click()
  const phone = settings.locator('.code-phone[data-login="ana"]')
  await phone.waitFor()
  const code = await phone.locator('.code-digits strong').first().textContent()
  await page.fill('#code', code as string)
  await page.click('#submit')
  await page.waitForSelector('#approve')
  expect(page.url()).toContain(`${bank.urls.public}/obb/interaction/`)
  await settings.getByText('No code is waiting').waitFor()

  const answered = page.waitForRequest((request) => request.url().startsWith('https://127.0.0.1:8443/callback'))
  await page.click('#approve')
  expect((await answered).url()).toContain('https://127.0.0.1:8443/callback')

  await settings.goto(bank.urls.console)
  await settings.getByText('login at the bank’s provider').waitFor()
})

test('whoever cancels at the provider comes back, and from there to the app', async () => {
  bank.rooms.identity.loginSettings.set('obb', { way: 'provider', secondFactor: false })
  const page = await openPage({ javaScriptEnabled: false })
  await toBank(page)
  await page.click('#cancel')
  await page.waitForSelector('#not-logged-in')
  await page.click('#again')
  await page.waitForSelector('#username')
  expect(page.url()).toContain(bank.urls.provider)
  await page.click('#cancel')
  await page.waitForSelector('#not-logged-in')
  const told = page.waitForRequest((request) => request.url().startsWith('https://127.0.0.1:8443/callback'))
  await page.click('#submit')
  await told
})

test.each([
  ['obb', 'ana', 'Banco Bancada'],
  ['fdx', 'avery', 'Bancada Bank'],
])('the message with a code is from the bank that its customer logs in to (%s)', async (market, login, name) => {
  const { identity, bank: core } = bank.rooms
  identity.loginSettings.set(market, { way: 'identity', secondFactor: true })
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${bank.urls.public}${identity.server(market).issuerPath}/sharing`)
  await expect.poll(() => page.locator('body').textContent()).toContain(name)
  await page.fill('#username', login)
  const customer = core.customers.demonstrationLogins(market).find((one) => one.login === login)
  await page.fill('#password', customer?.password ?? '')
  await page.click('#submit')
  await page.waitForSelector('#code')
  const phone = (await openConsole('/phone')).locator(`.code-phone[data-login="${login}"]`)
  await expect.poll(() => phone.locator('.code-from').first().textContent()).toMatch(new RegExp(`^${name} `))
})

describe.each([
  ['light', 'en-US', 1280],
  ['dark', 'pt-BR', 400],
] as const)('in the %s theme, in %s, %d wide', (colorScheme, locale, width) => {
  const look = { colorScheme, locale, viewport: { width, height: 800 } }

  test.each(['provider', 'identity'] as const)('the pages of a login at %s pass axe at AA', async (way) => {
    bank.rooms.identity.loginSettings.set('obb', { way, secondFactor: true })
    bank.advance(10 * 60_000)
    const page = await openPage(look)
    await toBank(page)
    expect(await faultsOf(page)).toEqual([])
    await page.fill('#username', 'ana')
    await page.fill('#password', 'wrong')
    await page.click('#submit')
    await page.waitForSelector('#login-error')
    expect(await faultsOf(page)).toEqual([])
    await logIn(page)
    await page.waitForSelector('#code')
    expect(await faultsOf(page)).toEqual([])
    await page.fill('#code', 'x')
    await page.click('#submit')
    await page.waitForSelector('#login-error')
    expect(await faultsOf(page)).toEqual([])
    await page.click('#cancel')
    if (way === 'identity') {
      // The browser is on its way to an app that isn't there: what follows has a page of its own.
      const other = await openPage(look)
      // To the consent itself, as another customer than its own, and for a request that is none.
      await enterCode(other, 'ana', () => toBank(other))
      await other.waitForSelector('#approve')
      expect(await faultsOf(other)).toEqual([])
      await other.context().clearCookies()
      await enterCode(other, 'bruno', () => toBank(other, 'ana'))
      await other.waitForSelector('#mismatch')
      expect(await faultsOf(other)).toEqual([])
      await other.goto(`${bank.urls.public}/obb/auth?client_id=nobody`)
      await other.waitForSelector('#error')
      expect(await faultsOf(other)).toEqual([])
    } else {
      await page.waitForSelector('#not-logged-in')
      expect(await faultsOf(page)).toEqual([])
      for (const path of ['/', '/obb/interaction/gone']) {
        await page.goto(bank.urls.provider + path)
        expect(await faultsOf(page)).toEqual([])
      }
    }
  })

  test('the phone, with a code and without, and the settings pass axe at AA', async () => {
    bank.rooms.identity.loginSettings.set('obb', { way: 'identity', secondFactor: true })
    bank.advance(10 * 60_000)
    const phone = await openConsole('/phone', look)
    await phone.waitForSelector('.state')
    expect(await faultsOf(phone, 'main')).toEqual([])
    const page = await openPage(look)
    await toBank(page)
    await logIn(page)
    await phone.waitForSelector('.code-phone')
    expect(await faultsOf(phone, 'main')).toEqual([])
    await phone.goto(`${bank.urls.console}/settings`)
    await phone.waitForSelector('[data-market]')
    expect(await faultsOf(phone, 'main')).toEqual([])
  })
})
