import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { type GuidedApp, guidedApp } from '../support/guided.ts'

let bank: TestBank
let browser: Browser | null
let guided: GuidedApp

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  guided = await guidedApp(bank, 'Farol')
  await guided.connect('ana')
}, 60_000)
afterAll(async () => {
  await guided?.close()
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

async function openPage(path: string, ready: string, options: Options = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ignoreHTTPSErrors: true, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  if (!path.startsWith('https')) {
    await page.goto(bank.consoleUrl)
    await page.waitForSelector('main')
  }
  await page.goto(path.startsWith('https') ? path : bank.urls.console + path)
  await page.waitForSelector(ready)
  return { page, complaints, close: () => context.close() }
}

test('the lanes’ page opens the open lane for a customer, says whom it shows, and closes it', async () => {
  const { page, complaints, close } = await openPage('/lanes', '.lane-choice select:has(option)')
  const read = () => guided.call(`${bank.urls.public}/open/open-banking/accounts/v2/accounts`, {})
  const brazil = page.getByRole('region', { name: 'Open Finance Brasil' })
  await brazil.getByText('Closed: it shows nobody').waitFor()
  expect((await read()).status).toBe(403)
  // Each market offers its own customers alone.
  const american = page.getByRole('region', { name: 'FDX' }).getByRole('combobox', { name: 'Customer', exact: true })
  await american.locator('option', { hasText: '(avery)' }).waitFor({ state: 'attached' })
  await expect.poll(() => american.locator('option', { hasText: '(ana)' }).count()).toBe(0)
  await brazil
    .getByRole('combobox', { name: 'Customer', exact: true })
    .selectOption({ label: `${bank.customer('bruno').name} (bruno)` })
  await brazil.getByRole('button', { name: 'Show this customer' }).click()
  await brazil.getByText('Open: it shows').waitFor()
  await expect
    .poll(() => brazil.locator('.lane-choice .card-state').textContent())
    .toContain(bank.customer('bruno').name)
  expect((await read()).status).toBe(200)
  await brazil.getByRole('button', { name: 'Close', exact: true }).click()
  await brazil.getByText('Closed: it shows nobody').waitFor()
  expect((await read()).status).toBe(403)
  expect(complaints).toEqual([])
  await close()
})

test.each(['Open Finance Brasil', 'FDX'])(
  'an application is created in the guided lane of %s from there, and its files wait at its own page',
  async (market) => {
    const { page, close } = await openPage('/lanes', '.lane-form')
    const there = page.getByRole('region', { name: market })
    await there.getByRole('textbox', { name: 'Name', exact: true }).fill('Do console')
    await there.getByRole('button', { name: 'Create the application' }).click()
    await page.waitForURL(/\/applications\//)
    await page.getByText('Guided lane').first().waitFor()
    await page.getByRole('button', { name: 'Collect' }).click()
    await page.getByRole('button', { name: 'client-secret.txt' }).waitFor()
    await page.getByRole('button', { name: 'client.mjs' }).waitFor()
    await close()
  },
)

test('what FDX asks of an application besides is filled in there, and registered (FDX recipient registration)', async () => {
  const { page, complaints, close } = await openPage('/lanes', '.lane-fields details')
  const there = page.getByRole('region', { name: 'FDX' })
  await expect
    .poll(() => page.getByRole('region', { name: 'Open Finance Brasil' }).locator('.lane-fields details').count())
    .toBe(0)
  await there.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Tidy')
  await there.getByText('What its consents may ask').click()
  await there.getByRole('checkbox', { name: 'TRANSACTIONS', exact: false }).check()
  await there.getByRole('spinbutton', { name: 'At most, in days' }).fill('30')
  await there.getByText('Who stands behind it').click()
  await there.getByRole('textbox', { name: 'Website' }).first().fill('https://tidy.example')
  await there.getByRole('button', { name: 'Create the application' }).click()
  await page.waitForURL(/\/applications\//)
  await page.getByText('Guided lane').first().waitFor()
  const [made] = bank.rooms.marketplace.applications({ limit: 1 })
  expect(bank.rooms.identity.registrationOfClient(String(made?.market), String(made?.clientId))).toMatchObject({
    scope: expect.stringContaining('fdx:transactions:read'),
    duration_period: 30,
    client_uri: 'https://tidy.example',
  })
  expect(complaints).toEqual([])
  await close()
})

test('a token of the guided lane is previewed and minted there: it is bound to nothing, and says so', async () => {
  const { page, complaints, close } = await openPage(`/tokens/new?client=${guided.pack.clientId}`, '.mint-form', {
    colorScheme: 'dark',
  })
  await page.getByLabel('Application').selectOption({ label: 'Farol · Guided lane' })
  await page.getByLabel('Customer').selectOption('ana')
  await page.getByLabel('Accounts: Balances').check()
  await page.getByText('nothing: whoever holds it can use it').waitFor()
  await expect.poll(() => page.getByText('pushed request').count()).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Mint this token' }).click()
  const value = (await page.locator('.mint-status dd.mono').first().textContent()) as string
  const accounts = `${guided.pack.apiBase}/accounts/v2/accounts`
  expect((await guided.request('GET', accounts, value.trim())).status).toBe(200)
  await page.getByRole('link', { name: 'Token', exact: true }).click()
  await page.getByText('nothing: whoever holds it can use it').waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('applications, consents, requests and journeys of the guided lane carry its badge', async () => {
  const requests = `/requests?client=${guided.pack.clientId}`
  for (const [path, ready] of [
    ['/applications', '.plain-table'],
    ['/consents', '.plain-table'],
    [requests, '.request-table'],
    ['/journeys', '.rows'],
  ] as const) {
    const { page, close } = await openPage(path, `${ready} .lane-badge`)
    await expect.poll(() => page.textContent(`${ready} .lane-badge`), { message: path }).toBe('Guided lane')
    await close()
  }
})

test.each([
  ['light', 'en-US', 1280],
  ['dark', 'pt-BR', 1280],
  ['light', 'pt-BR', 1920],
  ['dark', 'en-US', 800],
  ['light', 'pt-BR', 400],
] as const)(
  'the page has no fault of accessibility: %s, %s, %i wide (WCAG 2.2 AA)',
  async (colorScheme, locale, width) => {
    const viewport = { width, height: 900 }
    const { page, close } = await openPage('/lanes', '[aria-label=FDX] .lane-choice select:has(option)', {
      colorScheme,
      locale,
      viewport,
    })
    await page.waitForSelector('.lane-fields details')
    await page.evaluate(() => {
      for (const group of document.querySelectorAll('details')) group.open = true
    })
    // Every market's button has left its disabled state, colours and all.
    await page.waitForFunction(
      () =>
        document.querySelectorAll('.lane-choice button:disabled, .lane-choice select:not(:has(option))').length === 0 &&
        document.getAnimations().every(({ playState }) => playState !== 'running'),
    )
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await close()
  },
)

test.each(['light', 'dark'] as const)(
  'so has the bank’s login with its notice of the lane: %s',
  async (colorScheme) => {
    const { url } = await guided.authorize(await guided.consentFor('ana'))
    const { page, close } = await openPage(url, '#login-form', { colorScheme })
    await expect.poll(() => page.textContent('#lane-notice')).toContain('not a certified flow')
    expect(await faultsOf(page)).toEqual([])
    await close()
  },
)
