import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let browser: Browser | null

const subscriber = {
  ...{ name: 'Tidy Budget', type: 'DATA_RECIPIENT', homeUri: 'https://tidy.example', registry: 'PRIVATE' },
  ...{ registeredEntityName: 'Tidy Budget Inc', registeredEntityId: 'TB-1' },
}

// An application that nobody answers for: what it subscribed to is given up after five tries.
beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  const { clientId } = await openFdxApp(bank, 'Tidy Budget')
  const { incidents, maintenance, webhooks, events, world } = bank.rooms
  const day = 86_400_000
  const startsAt = Math.ceil(world.clock.now() / day + 30) * day
  const wish = { market: 'fdx', clientId, topic: 'PLANNED_OUTAGE', category: 'MAINTENANCE', subscriber }
  bank.rooms.notices.subscribe({ ...wish, callbackUrl: 'http://127.0.0.1:9/told', effectiveFrom: null })
  maintenance.announce({ market: 'fdx', startsAt, endsAt: startsAt + 60_000, description: 'New disks' })
  events.flush()
  for (const ms of [0, 1_000, 5_000, 25_000, 125_000]) {
    bank.advance(ms)
    webhooks.wake()
    await webhooks.idle()
  }
  const report = { market: 'fdx', clientId, type: 'ACCOUNT_TAKEOVER', reason: 'Logins from two continents' }
  incidents.report({ ...report, incidentId: 'inc-1', reporter: subscriber, attributes: null })
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('main')
  await page.goto(bank.urls.console + path)
  await page.waitForSelector('.notices tbody tr')
  return { page, complaints }
}

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280 },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400 },
] as const)('axe finds nothing at level AA: $colorScheme, $locale, $width wide', async ({ width, ...look }) => {
  const { page, complaints } = await open('/notices', { ...look, viewport: { width, height: 900 } })
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('tab').nth(1).click()
  await page.waitForSelector('.notice-id')
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a dead letter is found by its state, and sent again (FDX event notifications: five tries)', async () => {
  const { page } = await open('/notices?state=failed')
  const row = page.locator('.notices tbody tr')
  await expect.poll(() => row.textContent()).toContain('PLANNED_OUTAGE')
  await expect.poll(() => row.textContent()).toContain('5')
  await row.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('Nothing fits').or(page.locator('.state')).first().waitFor()
  expect(bank.rooms.webhooks.page({ limit: 1 }).deliveries[0]?.state).not.toBe('failed')
})

test('a report of fraud is told wherever one is in the console, until somebody has seen it', async () => {
  const { page, complaints } = await open('/notices')
  await page.goto(`${bank.urls.console}/settings`)
  await page.getByRole('link', { name: '1 fraud report' }).click()
  await page.waitForURL((url) => url.pathname === '/notices' && url.searchParams.get('view') === 'alerts')
  await expect.poll(() => page.locator('.notices tbody tr').textContent()).toContain('Logins from two continents')
  await page.getByRole('button', { name: /^Mark as seen/ }).click()
  await page.locator('.fraud-alert').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})
