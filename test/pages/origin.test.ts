import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp

beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  const history = { seed: 'pages', customers: 6, days: 12 }
  ;[bank, browser] = await Promise.all([openTestBank({ history }), openBrowser()])
  app = await bank.app('Ao Vivo')
  await app.connect('ana')
})
afterAll(async () => {
  await app?.close()
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openConsole(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  const open = async (path: string) => {
    await page.goto(bank.urls.console + path)
    // In a narrow window what is open has the page to itself.
    await page.locator('#content').locator('h1:visible, h2:visible').first().waitFor()
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  }
  return { page, complaints, open }
}

const rows = (page: Page) => page.locator('tbody tr, .rows > li')
const marks = (page: Page) => rows(page).locator('.origin-mark')

test.each(['/requests', '/journeys', '/consents', '/applications', '/provisioning', '/customers'])(
  '%s marks what was generated, and is narrowed to either kind by its address',
  async (path) => {
    const { page, open, complaints } = await openConsole()
    await open(path)
    const all = await rows(page).count()
    await open(`${path}?origin=generated`)
    await marks(page).first().waitFor()
    await expect.poll(() => marks(page).count()).toBe(await rows(page).count())
    await open(`${path}?origin=live`)
    await rows(page).first().waitFor()
    await expect.poll(() => rows(page).count()).toBeLessThanOrEqual(all)
    await expect.poll(() => marks(page).count()).toBe(0)
    await page.getByLabel('Origin').selectOption('generated')
    await page.waitForURL(`**${path}?origin=generated`)
    expect(complaints).toEqual([])
  },
)

test('a generated exchange is shown with its facts and why it has no messages', async () => {
  const { page, open } = await openConsole()
  await open('/requests?origin=generated')
  await page.locator('.request-link').first().click()
  await page.getByText('No message was ever sent').waitFor()
  await expect.poll(() => page.getByRole('tab').count()).toBe(0)
  await page.getByText('Raw JSON').click()
  await page.getByText('"origin"').waitFor()
})

test('the figures say how much of each was generated, and a switch leaves it out', async () => {
  const { page, open } = await openConsole()
  await open('/analytics?span=quarter')
  await page.waitForSelector('.an-card')
  for (const card of await page.locator('.an-card').all()) {
    if ((await card.locator('.an-chart').count()) === 0) continue
    await expect.poll(() => card.locator('header .origin-mark').textContent()).toMatch(/^\d+% generated$/)
  }
  const total = Number((await page.textContent('.an-tiles strong'))?.replaceAll(/\D/g, ''))
  await page.getByText('Live', { exact: true }).click()
  await page.waitForURL((url) => url.searchParams.get('origin') === 'live')
  await page.waitForFunction(() => document.querySelector('.an-tiles .origin-mark') === null)
  expect(Number((await page.textContent('.an-tiles strong'))?.replaceAll(/\D/g, ''))).toBeLessThan(total)
})

test('the bar of an API leads to all of its requests, and the funnel says that it is of all APIs', async () => {
  const { page, open } = await openConsole()
  await open('/analytics?span=quarter&api=obb%2Fconsents')
  await page.waitForSelector('.an-card')
  await page.getByText('A consent belongs to no single API').waitFor()
  const card = page.locator('.an-card', { has: page.getByRole('heading', { name: 'By API' }) })
  await card.getByRole('button', { name: /^Table/ }).click()
  await card.getByRole('link', { name: 'obb/consents' }).click()
  await page.waitForURL((url) => url.pathname === '/requests' && url.searchParams.get('api') === 'obb/consents')
  await rows(page).first().waitFor()
  const operations = new Set(await page.locator('.request-table .step-operation').allTextContents())
  expect(operations.size).toBeGreaterThan(1)
  expect([...operations].filter((operation) => !operation.startsWith('consents'))).toEqual([])
})

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280 },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400 },
] as const)('axe finds nothing at level AA: $colorScheme, $locale, $width wide', async ({ width, ...look }) => {
  const { page, open, complaints } = await openConsole({ ...look, viewport: { width, height: 900 } })
  const faults: string[] = []
  for (const path of ['/', '/?arrow=9', '/requests?origin=generated', '/journeys', '/consents', '/customers']) {
    await open(path)
    await page.locator('.origin-mark').first().waitFor({ state: 'attached' })
    faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`))
  }
  expect(faults).toEqual([])
  expect(complaints).toEqual([])
})
