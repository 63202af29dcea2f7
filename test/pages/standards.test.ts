import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await bank?.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(`${bank.urls.console}/standards`)
  await page.waitForSelector('[data-concept]')
  return page
}

const cellsOf = (page: Page, concept: string) => page.locator(`[data-concept="${concept}"] td`).allTextContents()

test('an account of either book stands in both standards, and the address keeps which', async () => {
  const page = await openPage()
  expect((await cellsOf(page, 'currency')).map((text) => text.slice(0, 5))).toEqual(['"BRL"', '"BRL"'])
  await page.getByLabel('Customer', { exact: true }).selectOption({ label: 'Avery Fernhollow · FDX' })
  await page.waitForURL(/customer=/)
  await page.waitForFunction(() => document.querySelector('.standards-table caption')?.textContent?.includes('Avery'))
  const [brazil, fdx] = await cellsOf(page, 'available')
  expect(brazil).toMatch(/^"[\d.]+"balances › availableAmount › amount/)
  expect(fdx).toMatch(/^[\d.]+account › availableBalance/)
  await page.reload()
  await page.waitForFunction(() => document.querySelector('.standards-table caption')?.textContent?.includes('Avery'))
})

test('what has no counterpart is told as such, beside the whole answers', async () => {
  const page = await openPage()
  await expect.poll(() => page.locator('[data-concept="blocked"] [data-mark]').getAttribute('data-mark')).toBe('alone')
  await expect.poll(() => page.locator('.standards-members dt').allTextContents()).toContain('account › branchCode')
  await page.getByText('GET /accounts/{accountId}/balances').click()
  await expect.poll(() => page.locator('.raw-json[open] pre').textContent()).toContain('"availableAmount"')
})

test('a customer is found by name, and a search that finds nobody is taken back', async () => {
  const page = await openPage()
  await page.getByRole('searchbox', { name: 'Find a customer' }).fill('Grace')
  await page.waitForFunction(() => document.querySelector('.standards-table caption')?.textContent?.includes('Grace'))
  await page.getByRole('searchbox', { name: 'Find a customer' }).fill('nobody at all')
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.waitForSelector('[data-concept]')
})

test.each([
  [360, 'dark', 'pt-BR'],
  [1280, 'light', 'en-US'],
  [1920, 'dark', 'en-US'],
] as const)('it fits a window %i wide and passes axe at AA, %s, %s (WCAG 2.2)', async (width, colorScheme, locale) => {
  const page = await openPage({ viewport: { width, height: 900 }, colorScheme, locale })
  await page.locator('.raw-json summary').first().click()
  expect(await faultsOf(page)).toEqual([])
})
