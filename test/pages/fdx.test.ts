import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})
beforeEach((context) => {
  if (!browser) context.skip()
})

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

async function openPage(options: Options = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

test('a developer enrols with an employer number, says what FDX asks of an application, and gets it at once', async () => {
  const { page, complaints } = await openPage()
  await page.goto(`${bank.urls.console}/portal/sign-up`)
  await page.waitForSelector('form')
  await page.fill('[name=organisation]', 'Tidy Budget Inc')
  await page.fill('[name=registrationNumber]', '12-3456789')
  await page.fill('[name=name]', 'Dana')
  await page.fill('[name=email]', 'dana@tidy.example')
  await page.fill('[name=password]', 'a long secret')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.portal-state')
  await page.goto(`${bank.urls.console}/portal/new`)
  await page.getByLabel('Name', { exact: true }).first().fill('Tidy')
  await expect.poll(() => page.locator('details').count()).toBe(0)
  await page.getByRole('radio', { name: 'FDX' }).check()
  for (const summary of await page.locator('summary').all()) await summary.click()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('checkbox', { name: 'Account identifying information' }).check()
  await page.getByRole('checkbox', { name: 'Transactions, posted and pending' }).check()
  await page.getByLabel('At most, in days').fill('30')
  await page.getByLabel('Website').first().fill('https://tidy.example')
  await page.getByLabel('Registered name').first().fill('Tidy Budget Inc')
  await page.getByLabel('Number in its register').first().fill('TB-1')
  await page.getByRole('button', { name: 'Create the application' }).click()
  await page.waitForSelector('.portal-facts', { timeout: 20_000 })

  const [application] = bank.rooms.marketplace.applications({ limit: 1 })
  expect(application).toMatchObject({ name: 'Tidy', market: 'fdx', state: 'ready' })
  expect(bank.rooms.discovery.job(application?.id as string)?.metadata).toMatchObject({
    scope: 'fdx:accountbasic:read fdx:transactions:read',
    duration_period: 30,
    client_uri: 'https://tidy.example',
    registry_references: [
      { registered_entity_name: 'Tidy Budget Inc', registered_entity_id: 'TB-1', registry: 'PRIVATE' },
    ],
  })
  expect(complaints).toEqual([])
})

test('the arrow map shows each market’s own arrows, and counts them apart', async () => {
  const app = await openFdxApp(bank, 'Mapped')
  await app.connect('avery')
  bank.rooms.journey.flush()
  const { page, complaints } = await openPage()
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('.arrow-table')
  const way = (arrow: number) => page.locator('.arrow-table tbody tr').nth(arrow - 1)
  await expect.poll(() => way(2).textContent()).toContain('Discovery Agent')
  await page.getByRole('button', { name: 'FDX', exact: true }).click()
  await page.waitForURL(/market=fdx/)
  await page.getByText('Gateway').first().waitFor()
  await expect.poll(() => way(2).textContent()).toMatch(/Marketplace.*Gateway/)
  await expect.poll(() => way(3).textContent()).toMatch(/Gateway.*Identity/)
  await expect.poll(() => page.locator('.flow-part', { hasText: 'Discovery Agent' }).count()).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await page.locator('.flow-label[data-arrow="3"]').click()
  await page.getByText('The gateway registers the client').waitFor()
  await expect.poll(() => page.locator('.pane-step .line').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Open Finance Brasil', exact: true }).click()
  await page.getByText('The Discovery Agent registers the client').waitFor()
  await expect.poll(() => page.locator('.pane-step .line').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the request log is narrowed to calls behind which the customer stands (FDX 6.4, FDX-API-Actor-Type)', async () => {
  const app = await openFdxApp(bank, 'Present')
  const { accessToken } = await app.connect('avery')
  for (const actor of ['USER', 'BATCH', 'BATCH'])
    await app.api('/fdx/v6/accounts', accessToken, { headers: { 'FDX-API-Actor-Type': actor } })
  bank.rooms.journey.flush()
  for (const [locale, label, choice] of [
    ['en-US', 'Who is behind it', 'The customer'],
    ['pt-BR', 'Quem está por trás', 'O cliente'],
  ] as const) {
    const { page, complaints } = await openPage({
      locale,
      viewport: { width: locale === 'en-US' ? 1280 : 400, height: 800 },
    })
    await page.goto(bank.consoleUrl)
    await page.waitForSelector('main')
    await page.goto(`${bank.urls.console}/requests`)
    await page.getByLabel(label).selectOption({ label: choice })
    await page.waitForFunction(() => location.search === '?actor=user')
    await page.waitForFunction(() => document.querySelectorAll('.request-table tbody tr').length === 1)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
  }
})
