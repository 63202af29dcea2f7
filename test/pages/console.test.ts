import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let bank: TestBank
let browser: Browser | null
let app: TestApp
/** A consent that is in use, and its holder's ids. */
let held: { consentId: string; accessToken: string; customerId: string; accountId: string }

beforeAll(async () => {
  await buildConsole(ROOT)
  ;[bank, browser] = await Promise.all([openTestBank({ sampleApp: true }), openBrowser()])
  app = await bank.app('Finanças em Dia')
  const { consentId, accessToken } = await app.connect('ana')
  await app.request('GET', await app.endpoint('accounts', '/accounts'), accessToken)
  await app.request('GET', await app.endpoint('accounts', '/accounts'), 'token-of-nobody')
  const holder = bank.rooms.bank.customers.byDocument('obb', bank.customer('ana').document)
  const customerId = holder?.id ?? ''
  held = { consentId, accessToken, customerId, accountId: bank.rooms.bank.accounts.ofHolder(customerId)[0]?.id ?? '' }
})
afterAll(async () => {
  await browser?.close()
  await app.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

type Console = { page: Page; complaints: string[]; open: (path: string) => Promise<void> }

/** The console in a window of its own, with whatever its pages complained about: a broken policy is a complaint too. */
async function openConsole(options: Parameters<Browser['newContext']>[0] = {}): Promise<Console> {
  const context = await (browser as Browser).newContext({
    ...{ locale: 'en-US', viewport: { width: 1280, height: 900 }, acceptDownloads: true },
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // The settings ask whether this bank has a clock to move: a 404 is an answer, which the browser writes down.
    if (message.location().url.endsWith('/api/clock')) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  return {
    page,
    complaints,
    async open(path) {
      await page.goto(bank.urls.console + path)
      await page.waitForSelector('h1')
      await page.waitForFunction(() => document.querySelector('.skeleton') === null)
    },
  }
}

/** What axe finds against WCAG 2.2 A and AA, as short lines. */
async function findings(page: Page): Promise<string[]> {
  // Evaluated and not added as a script, which the page's policy would refuse.
  await page.evaluate(AXE)
  const options: RunOptions = {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  }
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: { run(o: unknown): Promise<AxeResults> } }).axe.run(given),
    options,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id} ${target.join(' ')} ${html}`.slice(0, 300)),
  )
}

test('the map reacts to a real consent while it is looked at', async () => {
  const { page, complaints } = await openConsole()
  const count = async () => Number.parseInt((await page.textContent('[data-arrow="10"] .flow-count')) ?? '', 10)
  await page.waitForFunction(() => document.querySelector('[data-arrow="10"]')?.getAttribute('data-used') === 'true')
  const before = await count()
  await page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      for (const label of document.querySelectorAll('[data-arrow][data-busy="true"]')) {
        seen.add(label.getAttribute('data-arrow') ?? '')
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  const { accessToken } = await app.connect('bruno')
  await app.request('GET', await app.endpoint('accounts', '/accounts'), accessToken)
  await page.waitForFunction(() => {
    const { seen } = globalThis as unknown as { seen: Set<string> }
    return ['5', '6', '7', '8', '9', '10', '11'].every((arrow) => seen.has(arrow))
  })
  await expect.poll(() => count()).toBeGreaterThan(before)
  expect(complaints).toEqual([])
})

test('from an arrow one click leads to its last exchanges, the next to the message and the clause behind a refusal', async () => {
  const { page } = await openConsole()
  await page.click('[data-arrow="9"]')
  expect(new URL(page.url()).search).toBe('?arrow=9')
  await page.locator('.line', { hasText: 'accountsGetAccounts' }).filter({ hasText: 'Refused 401' }).first().click()
  await page.waitForSelector('.explanation')
  await expect.poll(() => page.textContent('.explanation')).toContain('FAPI 1.0 Part 1 6.2.1')
  await page.getByRole('tab', { name: 'Response' }).click()
  await page.getByText('HTTP 401').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForSelector('.line')
  await page.keyboard.press('Escape')
  expect(new URL(page.url()).search).toBe('')
})

test('keys are rotated from the services page, and what waits can not be overtaken', async () => {
  const { page, complaints, open } = await openConsole()
  await open('/services')
  // The market's own; its guided lane has keys of its own below.
  const keys = page.locator('.server-keys').first()
  await keys.getByText('In use').first().waitFor()
  await expect.poll(() => keys.locator('tbody tr').count()).toBe(2)
  await keys.getByRole('button', { name: 'Rotate keys' }).click()
  await keys.getByText('Announced').first().waitFor()
  await expect.poll(() => keys.locator('tbody tr').count()).toBe(4)
  await expect.poll(() => keys.getByRole('button', { name: 'Rotate keys' }).isDisabled()).toBe(true)
  expect(await findings(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the request log keeps its filters in the address and gives what it shows as a file', async () => {
  const { page, open } = await openConsole()
  await open('/requests')
  await page.getByLabel('Status').selectOption('4')
  await page.waitForFunction(() => location.search === '?status=4')
  await page.waitForFunction(() => document.querySelectorAll('.request-table tbody tr').length === 1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the list as CSV' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('accountsGetAccounts,GET,')
  await page.reload()
  await page.waitForSelector('.request-table tbody tr')
  await expect.poll(() => page.getByLabel('Status').inputValue()).toBe('4')
})

test('a consent that the bank ends at the desk is ended for its app at once', async () => {
  const { consentId, accessToken } = await app.connect('carla')
  const accounts = await app.endpoint('accounts', '/accounts')
  expect((await app.request('GET', accounts, accessToken)).status).toBe(200)
  const { page, open, complaints } = await openConsole()
  await open(`/consents/${encodeURIComponent(consentId)}`)
  await page.getByRole('button', { name: 'End the consent' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: "The bank's security" }).click()
  await page.getByText('INTERNAL_SECURITY_REASON').first().waitFor()
  expect((await app.request('GET', accounts, accessToken)).status).toBe(401)
  expect(complaints).toEqual([])
})

test('a consent is held and released at the desk with one click each, and its app feels it at once', async () => {
  const { consentId, accessToken } = await app.connect('carla')
  const accounts = await app.endpoint('accounts', '/accounts')
  const shared = async () => ((await app.request('GET', accounts, accessToken)).body as { data: unknown[] }).data.length
  await expect.poll(() => shared()).toBeGreaterThan(0)
  const { page, open, complaints } = await openConsole()
  await open(`/consents/${encodeURIComponent(consentId)}`)
  await page.getByRole('button', { name: 'Put on hold' }).click()
  await page.getByText('On hold since').waitFor()
  expect(await findings(page)).toEqual([])
  await expect.poll(() => shared()).toBe(0)
  await open('/consents?held=yes')
  await page.locator('tbody tr', { hasText: 'On hold' }).locator('a').click()
  await page.getByRole('button', { name: 'Release' }).click()
  await page.getByText('Released').waitFor()
  await expect.poll(() => shared()).toBeGreaterThan(0)
  expect(complaints).toEqual([])
})

test('what the console is refused is told in the language it is shown in', async () => {
  const { page, open } = await openConsole({ locale: 'pt-BR' })
  await open('/consents/urn:bancada:none')
  await page.getByText('Consentimento não encontrado').first().waitFor()
})

test('/ opens the search on a page that has nothing to filter, and leads on to lists', async () => {
  const { page, open } = await openConsole()
  await open('/services')
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('carla')
  await page.getByRole('option', { name: 'Find “carla” in the consents' }).click()
  await page.waitForURL('**/consents?q=carla')
  await page.waitForSelector('.filter-text')
  await expect.poll(() => page.getByLabel('Name, document or id').inputValue()).toBe('carla')
})

test('the portal and the sample app are a click away', async () => {
  const { page } = await openConsole()
  const doors = page.getByRole('region', { name: 'Doors' }).getByRole('link')
  await expect
    .poll(() => doors.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname)))
    .toEqual(['/portal', '/'])
})

test('Ctrl+K goes anywhere, ? lists the keys, / filters', async () => {
  const { page } = await openConsole()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('custo')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/customers')
  await page.waitForSelector('.filter-text')
  await page.keyboard.press('/')
  await page.keyboard.type('trigo')
  await page.waitForFunction(() => location.search === '?q=trigo')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Help' }).waitFor()
})

test('the whole console is said in Portuguese, down to the money', async () => {
  const { page, open } = await openConsole({ locale: 'pt-BR' })
  await open(`/customers/account/${held.accountId}`)
  await page.getByText('Razão').first().waitFor()
  await expect.poll(() => page.textContent('.money')).toMatch(/R\$\s\d/)
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('pt-BR')
})

test('a journey in Portuguese has its steps and the clauses behind them in Portuguese, and its messages as they were sent', async () => {
  const { consentId } = await app.connect('carla')
  const { page, open, complaints } = await openConsole({ locale: 'pt-BR' })
  await open(`/journeys/${encodeURIComponent(`consent-${consentId}`)}`)
  await page.locator('.step', { hasText: 'enviar o pedido de autorização' }).click()
  await page.getByText('pedidos enviados antes e assinados').first().waitFor()
  await expect
    .poll(() => page.locator('.message pre.raw', { hasText: 'POST ' }).first().textContent())
    .toMatch(/\n\n\S*client_assertion_type=urn%3A/)
  await expect.poll(() => page.locator('.step-operation').allTextContents()).toContain('confirmar o consentimento')
  expect(complaints).toEqual([])
})
