import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp
let token: string

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  app = await bank.app('Farol')
  token = (await app.connect('ana')).accessToken
  await read()
  await read()
})
afterAll(async () => {
  await app?.close()
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function read() {
  return app.request('GET', await app.endpoint('accounts', '/accounts'), token)
}

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('main')
  await page.goto(bank.urls.console + path)
  await page.waitForSelector('.mt-figures')
  return { page, complaints }
}

const tile = (name: string) => `.mt-tiles div:has(dt:text-is("${name}")) strong`

test('the current month is told from real traffic, and its operations lead to their requests', async () => {
  const { page, complaints } = await open('/metrics')
  await expect.poll(() => page.textContent(tile('Response rate'))).toBe('100.00%')
  await expect.poll(() => page.textContent('.mt-tiles .muted')).toBe('2 of 2 requests')
  await page.locator('.mt-months tbody a').first().click()
  await page.waitForURL((url) => /^\/metrics\/\d{4}-\d\d$/.test(url.pathname))
  const operation = page.locator('.mt-months tbody a').first()
  await expect.poll(() => operation.textContent()).toBe('accountsGetAccounts')
  await operation.click()
  await page.waitForURL(
    (url) => url.pathname === '/requests' && url.searchParams.get('operation') === 'accountsGetAccounts',
  )
  await page.waitForSelector('.request-table tbody tr')
  await expect.poll(() => page.locator('.request-table tbody tr').count()).toBe(2)
  expect(complaints).toEqual([])
})

test('the months are saved for people and for machines (12 CFR 1033.341(d): human- and machine-readable)', async () => {
  const { page } = await open('/metrics')
  const save = async (kind: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save as ${kind}` }).click(),
    ])
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
  }
  const csv = await save('CSV')
  expect(csv.name).toBe('metrics-obb.csv')
  expect(csv.text).toMatch(
    /^month,from,until,complete,requests,proper_responses,response_rate,.*\r\n\d{4}-\d\d,.*,no,2,2,1,/,
  )
  const json = await save('JSON')
  expect(JSON.parse(json.text)).toMatchObject({
    market: 'obb',
    months: [{ requests: 2, response_rate: 1, complete: 'no' }],
  })
})

test('an outage is announced in a form that says how it would count, closes the APIs, and is ended', async () => {
  const { page, complaints } = await open('/metrics?view=maintenance')
  await page.getByRole('button', { name: 'Announce an outage' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.textContent()).toContain('it counts as planned')
  await dialog.getByLabel('Reason').fill('New disks')
  const now = bank.rooms.world.clock.now()
  const local = (at: number) =>
    page.evaluate((ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16), at)
  await dialog.getByLabel('From').fill(await local(now + 120_000))
  await dialog.getByLabel('Until').fill(await local(now + 3_600_000))
  await expect.poll(() => dialog.textContent()).toContain('it counts as unplanned')
  await dialog.getByRole('button', { name: 'Announce an outage' }).click()
  await page.getByText('unplanned: announced late').waitFor()
  bank.advance(180_000)
  await page.getByText('An outage is under way').waitFor({ timeout: 15_000 })
  expect((await read()).status).toBe(503)
  await page.getByRole('button', { name: /^End now/ }).click()
  bank.advance(60_000)
  expect((await read()).status).toBe(200)
  expect(complaints).toEqual([])
})

test('the objective and the notice are set, and the figures are held against them', async () => {
  const { page } = await open('/metrics')
  await page.getByRole('button', { name: 'Objective and notice' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/no longer than/).fill('2500')
  await dialog.getByLabel(/hours before/).fill('48')
  await dialog.getByRole('button', { name: 'Objective and notice' }).click()
  await page.locator('.mt-tiles dt', { hasText: 'Within 2.5 sec' }).waitFor()
  expect(bank.rooms.maintenance.settings('obb')).toEqual({ objectiveMs: 2500, noticeHours: 48 })
})

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280 },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400 },
] as const)('axe finds nothing at level AA: $colorScheme, $locale, $width wide', async ({ width, ...look }) => {
  const { page, complaints } = await open('/metrics', { ...look, viewport: { width, height: 900 } })
  expect(await faultsOf(page, 'main')).toEqual([])
  await page.getByRole('tab').nth(1).click()
  await page.waitForSelector('.mt-calendar-head')
  expect(await faultsOf(page, 'main')).toEqual([])
  await page.locator('.mt-calendar-head button').click()
  await page.waitForSelector('[role="dialog"] input')
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([])
  expect(complaints).toEqual([])
})
