import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank({ sampleApp: true }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** A window of its own, that trusts nothing from another test, with whatever its pages complained about. */
async function openPage(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await (browser as Browser).newContext({ ignoreHTTPSErrors: true, locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

async function logIn(page: Page, login: string): Promise<void> {
  await page.waitForSelector('#username')
  await page.fill('#username', login)
  await page.fill('#password', bank.customer(login).password)
  await page.click('#submit')
}

/** From the sample app's first page through its steps to the bank, as the first customer of its list. */
async function goToBank(page: Page): Promise<void> {
  await page.goto(bank.urls.app)
  await page.click('[data-bank]')
  await page.click('#next')
  await page.waitForSelector('#group-balances')
  await page.click('#next')
  await page.click('#connect')
}

test('a customer connects the sample app, sees accounts and transactions, refreshes and disconnects', async () => {
  const { page, complaints } = await openPage()
  await goToBank(page)
  await logIn(page, 'ana')
  await page.waitForSelector('#approve')
  await expect.poll(() => page.textContent('#recipient')).toContain('Contas Juntas')
  await expect.poll(() => page.textContent('#shared')).toContain('Balances')
  await expect.poll(() => page.textContent('#until')).toMatch(/\d{4}/)
  const boxes = page.locator('#accounts input')
  const offered = await boxes.count()
  await boxes.last().uncheck()
  await page.click('#approve')

  await page.waitForSelector('#success')
  await page.click('#to-connection')
  await page.waitForSelector('#accounts tbody tr')
  await expect.poll(() => page.locator('#accounts tbody tr').count()).toBe(offered - 1)
  await page.click('#accounts a')
  await page.waitForSelector('#transactions')
  await expect.poll(() => page.locator('[data-transaction]').count()).toBeGreaterThan(0)
  await page.goBack()
  await page.click('#refresh')
  await page.waitForSelector('#accounts tbody tr')
  await page.click('#disconnect')
  await page.click('#confirm-disconnect')
  await page.waitForSelector('#rejection')
  await expect.poll(() => page.textContent('#consent-status')).toContain('REJECTED')
  expect(complaints).toEqual([])
})

test('login and consent work without scripts, by keyboard alone, in Brazilian Portuguese', async () => {
  const app = await bank.app('Sem scripts')
  const pending = await app.push(await app.consentFor('bruno'))
  const { page } = await openPage({ javaScriptEnabled: false, locale: 'pt-BR' })
  await page.goto(pending.url)
  await expect.poll(() => page.textContent('h1')).toBe('Acesse sua conta')
  // The first field has the focus; Tab reaches the rest in reading order, Enter sends.
  await page.keyboard.type('bruno')
  await page.keyboard.press('Tab')
  await page.keyboard.type(bank.customer('bruno').password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#approve')
  await expect.poll(() => page.textContent('h1')).toBe('Compartilhe seus dados')
  await page.focus('#accounts input')
  await page.keyboard.press('Space')
  await page.focus('#approve')
  const answered = page.waitForRequest((request) => request.url().startsWith('https://127.0.0.1:8443/callback'))
  await page.keyboard.press('Enter')
  expect((await answered).url()).toContain('https://127.0.0.1:8443/callback')
  await app.close()
})

test('a wrong password says so and asks again; cancelling takes the customer back to the app', async () => {
  const { page } = await openPage()
  await goToBank(page)
  await page.waitForSelector('#username')
  await page.fill('#username', 'ana')
  await page.fill('#password', 'not it')
  await page.click('#submit')
  await page.waitForSelector('#login-error')
  await expect.poll(() => page.inputValue('#username')).toBe('ana')
  await page.click('#cancel')
  await page.waitForSelector('#error')
  await expect.poll(() => page.textContent('body')).toContain('access_denied')
})

test("a customer other than the consent's is told so and never sees the consent", async () => {
  const { page } = await openPage({ colorScheme: 'dark', viewport: { width: 400, height: 800 } })
  await goToBank(page)
  await logIn(page, 'bruno')
  await page.waitForSelector('#mismatch')
  await expect.poll(() => page.locator('#approve').count()).toBe(0)
  await page.click('#submit')
  await page.waitForSelector('#error')
})

test('the console lists the journeys live, with messages, decoded tokens and certificates', async () => {
  const { page, complaints } = await openPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('main')
  expect(page.url()).not.toContain('token=')
  await page.goto(`${bank.urls.console}/journeys`)
  const app = await bank.app('Ao vivo')
  const { consentId } = await app.connect('carla')
  await page.getByText(consentId.slice(-12)).first().waitFor({ timeout: 10_000 })
  expect(complaints).toEqual([])
  await app.close()
})

test('every page of the bank fits a narrow screen in both colour schemes', async () => {
  const app = await bank.app('Estreito')
  for (const colorScheme of ['light', 'dark'] as const) {
    const pending = await app.push(await app.consentFor('ana'))
    const { page } = await openPage({ colorScheme, viewport: { width: 360, height: 740 } })
    await page.goto(pending.url)
    expect(await overflow(page)).toBe(0)
    await logIn(page, 'ana')
    await page.waitForSelector('#approve')
    expect(await overflow(page)).toBe(0)
  }
  await app.close()
})

/** How far a page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')
}
