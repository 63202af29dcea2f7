import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let browser: Browser | null
let fdx: FdxApp
let obb: TestApp
/** Where to leave pictures for somebody to look at; none are taken where it is not set. */
const pictures = process.env.BANCADA_PICTURES

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  fdx = await openFdxApp(bank, 'Tidy Budget')
  obb = await bank.app('Contas em Dia')
})
afterAll(async () => {
  await browser?.close()
  await obb.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})
beforeEach((context) => {
  if (!browser) context.skip()
})

const WIDTHS = [
  { name: 'narrow', width: 400, height: 800 },
  { name: 'wide', width: 1280, height: 900 },
] as const

async function openPage(width: number, height: number, colorScheme: 'light' | 'dark', locale = 'en-US'): Promise<Page> {
  const options = { ignoreHTTPSErrors: true, locale, colorScheme, viewport: { width, height } }
  const context = await (browser as Browser).newContext(options)
  return context.newPage()
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page), name).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

async function logIn(page: Page, book: string, login: string): Promise<void> {
  const customer = bank.rooms.bank.customers.demonstrationLogins(book).find((one) => one.login === login)
  await page.fill('#username', customer?.login as string)
  await page.fill('#password', customer?.password as string)
  await page.click('#submit')
}

const addressOf = (market: string) => `${bank.urls.public}${bank.rooms.identity.server(market).issuerPath}/sharing`

describe.each(WIDTHS)('At $width wide', ({ name, width, height }) => {
  test.each([
    ['light', 'en-US'],
    ['dark', 'pt-BR'],
  ] as const)('the FDX consent page can be read and used by everybody (%s, %s)', async (scheme, locale) => {
    const page = await openPage(width, height, scheme, locale)
    const pushed = await fdx.push()
    await page.goto(String((await fdx.enter(pushed.requestUri)).headers.location))
    await logIn(page, 'fdx', 'owen')
    await page.waitForSelector('#consent-form')
    await expect.poll(() => page.locator('.owner').count()).toBeGreaterThan(1)
    await looked(page, `consent-${name}-${scheme}-${locale}`)
    await page.context().close()
  })

  test.each([
    ['light', 'en-US', 'fdx', 'avery'],
    ['dark', 'pt-BR', 'fdx', 'avery'],
    ['light', 'pt-BR', 'obb', 'ana'],
  ] as const)(
    'what is shared can be read and ended by everybody (%s, %s, %s)',
    async (scheme, locale, market, login) => {
      if (market === 'fdx') {
        await fdx.connect(login, { durationPeriod: 20 })
        const held = await fdx.connect(login)
        bank.rooms.consents.hold(held.consentId)
      } else await obb.connect(login)
      const page = await openPage(width, height, scheme, locale)
      await page.goto(addressOf(market))
      await looked(page, `sharing-login-${name}-${scheme}-${locale}-${market}`)
      await logIn(page, market, login)
      await page.waitForSelector('#sharings')
      await page.locator('.ending summary').first().click()
      await looked(page, `sharing-${name}-${scheme}-${locale}-${market}`)
      const before = await page.locator('.sharing').count()
      await page.locator('.ending[open] button').first().click()
      await page.waitForSelector('#done')
      await expect.poll(() => page.locator('.sharing').count()).toBe(before - 1)
      while ((await page.locator('.sharing').count()) > 0) {
        await page.locator('.ending summary').first().click()
        await page.locator('.ending[open] button').first().click()
        await page.waitForSelector('#done')
      }
      await looked(page, `sharing-empty-${name}-${scheme}-${locale}-${market}`)
      await page.context().close()
    },
  )
})
