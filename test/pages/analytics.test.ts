import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  app = await bank.app('Farol')
  await app.connect('ana')
  await app.request('GET', `${bank.urls.mutual}/open-banking/accounts/v2/accounts`, 'no token of ours')
})
afterAll(async () => {
  await app?.close()
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openAnalytics(query = '', options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('main')
  await page.goto(`${bank.urls.console}/analytics${query}`)
  await page.waitForSelector('.an-card')
  return { page, complaints }
}

const tile = (name: string) => `.an-tiles div:has(dt:text-is("${name}")) strong`

test('the figures are those of the overview, come in live, and are narrowed by the address', async () => {
  const { page, complaints } = await openAnalytics()
  const { clientId } = app.credentials
  const callsNow = () => page.textContent(tile('Calls')).then((text) => Number(text?.replaceAll(/\D/g, '')))
  const before = await callsNow()
  await expect.poll(() => page.textContent(tile('Consents given'))).toBe('1')
  await app.consentFor('bruno')
  await page.waitForFunction(
    ([selector, count]) => Number(document.querySelector(selector as string)?.textContent) > Number(count),
    ['.an-tiles strong', String(before)],
    { timeout: 15_000 },
  )

  await page.getByLabel('Application', { exact: true }).selectOption({ label: 'Farol' })
  await page.getByLabel('API', { exact: true }).selectOption('obb/accounts')
  await page.waitForURL((url) => url.searchParams.get('api') === 'obb/accounts')
  expect(new URL(page.url()).searchParams.get('client')).toBe(clientId)
  await page.waitForFunction(
    (selector) => (document.querySelector(selector)?.textContent ?? '9') < '5',
    '.an-tiles strong',
  )
  await page.reload()
  await page.waitForSelector('.an-card')
  await expect.poll(() => page.getByLabel('API', { exact: true }).inputValue()).toBe('obb/accounts')
  await page.getByText('Hour', { exact: true }).click()
  await page.waitForURL((url) => url.searchParams.get('span') === 'hour')
  expect(complaints).toEqual([])
})

test('behind every chart is a table whose rows lead to the requests, by keyboard too, and a file', async () => {
  const { page } = await openAnalytics()
  for (const button of await page.locator('.an-card header button[aria-pressed]').all()) {
    await button.focus()
    await page.keyboard.press('Enter')
  }
  const tables = await page.locator('.an-card table').count()
  expect(tables).toBe(await page.locator('.an-card').count())
  const rule = page.locator('.an-card', { has: page.getByRole('heading', { name: 'Errors by rule' }) })
  const link = rule.locator('tbody a').first()
  const to = new URL((await link.getAttribute('href')) as string, page.url())
  expect(to.pathname).toBe('/requests')
  expect(to.searchParams.get('rule')).toBe(await link.textContent())
  expect(Number(to.searchParams.get('to'))).toBeGreaterThan(Number(to.searchParams.get('from')))

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    rule.getByRole('button', { name: /^CSV/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('rules.csv')
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^Rule,Count,Of which generated\r\n[\w.-]+,1,0\r\n/)
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/requests' && url.searchParams.has('rule'))
})

test('a click on a bar leads to the requests of its interval', async () => {
  const { page } = await openAnalytics('?span=hour')
  const bar = page.locator('.recharts-bar-rectangle path').last()
  await bar.click({ force: true })
  await page.waitForURL((url) => url.pathname === '/requests')
  const { searchParams } = new URL(page.url())
  expect(Number(searchParams.get('to')) - Number(searchParams.get('from'))).toBeGreaterThan(0)
})

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280 },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400 },
] as const)('axe finds nothing at level AA: $colorScheme, $locale, $width wide', async ({ width, ...look }) => {
  const { page, complaints } = await openAnalytics('', { ...look, viewport: { width, height: 900 } })
  expect(await faultsOf(page, '.analytics')).toEqual([])
  for (const button of await page.locator('.an-card header button[aria-pressed]').all()) await button.click()
  expect(await faultsOf(page, '.analytics')).toEqual([])
  expect(complaints).toEqual([])
})
