import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitBank } from '../../server/cli/customer.ts'
import { openDataRecipient } from '../../server/cli/data-recipient.ts'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

const PASSWORD = 'um segredo longo'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** A page of the portal, with whatever it complained about; a refused call is no complaint. */
async function openPortal(path = '', options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${bank.urls.console}/portal${path}`)
  return { page, complaints }
}

async function signUp(page: Page, name: string, suggest = 'Suggest one'): Promise<void> {
  await page.waitForSelector('form')
  await page.fill('[name=organisation]', `${name} Ltda.`)
  await page.getByRole('button', { name: suggest }).click()
  await page.fill('[name=name]', name)
  await page.fill('[name=email]', `${name.toLowerCase()}@portal.example`)
  await page.fill('[name=password]', PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.portal-state')
}

/** Creates an application from the applications page and waits until it is ready; gives its id. */
async function createApplication(page: Page, name: string): Promise<string> {
  await page.locator('main a[href="/portal/new"]').click()
  await page.waitForSelector('form')
  await page.locator('form input').first().fill(name)
  await page.locator('form button[type=submit]').click()
  await page.waitForSelector('.portal-facts', { timeout: 20_000 })
  return /apps\/([^?]+)/.exec(page.url())?.[1] as string
}

test('a developer signs up, is told the address to use instead of localhost, and gets an application with its files', async () => {
  const { page, complaints } = await openPortal()
  // Who is not signed in begins at the sign-in page.
  await page.getByRole('link', { name: 'Create an account' }).click()
  await signUp(page, 'Marina')
  await page.getByRole('link', { name: 'New application' }).click()
  await page.getByLabel('Name').fill('Aurora')
  await page.getByLabel('Redirect address 1').fill('https://localhost:8443/callback')
  await page.getByRole('button', { name: 'Create the application' }).click()
  await page.getByText('https://127.0.0.1:8443/callback').waitFor()
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect.poll(() => page.getByLabel('Redirect address 1').inputValue()).toBe('https://127.0.0.1:8443/callback')
  await page.getByRole('button', { name: 'Create the application' }).click()
  await page.waitForSelector('.portal-facts', { timeout: 20_000 })

  const id = /apps\/([^?]+)/.exec(page.url())?.[1] as string
  const pack = bank.rooms.marketplace.credentials(id)
  await expect.poll(() => page.textContent('.portal-facts')).toContain(pack.clientId)
  const files = { ...pack.files, 'bancada.env': pack.environment, 'client.mjs': pack.example?.text }
  for (const [i, [name, text]] of Object.entries(files).entries()) {
    // A browser lets one visit of a page save ten files in quick succession, and asks before the next.
    if (i === 6) {
      await page.reload()
      await page.waitForSelector('.portal-files')
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save ${name}`, exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toBe(name)
    expect(readFileSync(await download.path(), 'utf8')).toBe(text)
  }
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save all as ZIP' }).click(),
  ])
  expect(archive.suggestedFilename()).toBe('aurora.zip')

  await page.getByRole('tab', { name: 'Run it' }).click()
  await page.waitForSelector('.portal-run')
  await expect.poll(() => page.textContent('main')).toContain(`const CLIENT_ID = "${pack.clientId}"`)
  expect(complaints).toEqual([])
})

test('usage and errors are the application’s own, and come in while the page is open', async () => {
  const { page } = await openPortal('/sign-up')
  await signUp(page, 'Rui')
  const id = await createApplication(page, 'Maré')
  await page.getByRole('tab', { name: 'Usage and errors' }).click()
  const credentials = bank.rooms.marketplace.credentials(id)
  const recipient = await openDataRecipient(credentials)
  const lodged = await recipient.lodge({ document: bank.customer('ana').document })
  const pending = await recipient.push((lodged.body as { data: { consentId: string } }).data.consentId)
  const { login, password } = bank.customer('ana')
  const end = await visitBank({ url: pending.url, caPem: credentials.caPem, login, password, decision: 'approve' })
  const tokens = await recipient.redeem(end.kind === 'redirected' ? end.url : '', pending)
  const accounts = `${bank.urls.mutual}/open-banking/accounts/v2/accounts`
  await recipient.request('GET', accounts, tokens.access_token)
  await recipient.request('GET', `${accounts}?page-size=x`, tokens.access_token)
  await page.getByText('parameters-valid').waitFor({ timeout: 15_000 })
  await expect
    .poll(() => page.locator('.portal-bars').first().textContent())
    .toMatch(/Lodged1Authorised by the customer1Used1/)
  await recipient.close()
})

test('a developer who asks for another’s application, or the owner’s, finds nothing there', async () => {
  const { page } = await openPortal('/sign-up')
  await signUp(page, 'Olga')
  const others = bank.rooms.marketplace.applications({ limit: 10 }).map(({ id }) => id)
  const owners = (await bank.app('Of the owner')).credentials.applicationId
  for (const id of [...others, owners]) {
    await page.goto(`${bank.urls.console}/portal/apps/${id}`)
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  }
  await page.getByRole('link', { name: 'To my applications' }).click()
  await page.getByRole('heading', { name: 'No applications yet' }).waitFor()
})

test('a session that ended asks to sign in and goes on at the same page; signing out leaves nothing behind', async () => {
  const { page } = await openPortal('/sign-up')
  await signUp(page, 'Téo'.normalize('NFD').replaceAll(/\p{M}/gu, ''))
  const id = await createApplication(page, 'Ponte')
  bank.advance(12 * 3_600_000 + 1)
  await page.reload()
  await page.getByText('Your session has ended').waitFor()
  await page.fill('[name=email]', 'teo@portal.example')
  await page.fill('[name=password]', 'wrong password')
  await page.keyboard.press('Enter')
  await page.getByText('do not belong together').waitFor()
  await page.fill('[name=password]', PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.portal-facts')
  expect(page.url()).toContain(`/portal/apps/${id}`)

  await page.getByRole('button', { name: 'Teo' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForSelector('[name=password]')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('a session is renewed before it ends while the page is open', async () => {
  const { page } = await openPortal('/sign-up')
  await signUp(page, 'Lia')
  bank.advance(11 * 3_600_000)
  await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/session') && answer.request().method() === 'POST'),
    page.reload(),
  ])
  bank.advance(2 * 3_600_000)
  await page.reload()
  await page.getByRole('heading', { name: 'No applications yet' }).waitFor()
})

test('the documentation is read without signing in, from the document that the bank serves', async () => {
  const { page, complaints } = await openPortal('/products')
  await page.locator('a[href$="/products/obb/accounts"]').first().click()
  await page.locator('nav a', { hasText: '/transactions' }).first().click()
  await page.getByText('ACCOUNTS_TRANSACTIONS_READ').first().waitFor()
  const text = await page.textContent('.portal-operation')
  expect(text).toContain('ACCOUNTS_TRANSACTIONS_READ')
  expect(text).toContain(`${bank.urls.mutual}/open-banking/accounts/v2/accounts/`)
  expect(text).toContain('x-fapi-interaction-id')
  expect(complaints).toEqual([])
})

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280, suggest: 'Suggest one', tabs: ['Run it', 'Usage and errors'] },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400, suggest: 'Sugerir um', tabs: ['Executar', 'Uso e erros'] },
] as const)('axe finds nothing at level AA on any page: $colorScheme, $locale, $width wide', async (look) => {
  const { colorScheme, locale, width, suggest, tabs } = look
  const { page, complaints } = await openPortal('/sign-in', { colorScheme, locale, viewport: { width, height: 900 } })
  const found: Record<string, string[]> = {}
  const check = async (name: string) => {
    const faults = await faultsOf(page)
    if (faults.length > 0) found[name] = faults
  }
  await page.waitForSelector('form')
  await check('sign in')
  await page.goto(`${bank.urls.console}/portal/sign-up`)
  await page.waitForSelector('form')
  await check('sign up')
  await signUp(page, `Axe${width}`, suggest)
  await check('no applications')
  await page.locator('main a[href="/portal/new"]').click()
  await page.waitForSelector('form')
  await check('new application')
  await page.goBack()
  await createApplication(page, 'Farol')
  await check('credentials')
  for (const tab of tabs) {
    await page.getByRole('tab', { name: tab }).click()
    await page.waitForSelector('.portal-run, .portal-bars')
    await check(tab)
  }
  for (const path of ['/products', '/products/obb/consents', '/products/obb/accounts', '/nowhere', '']) {
    await page.goto(`${bank.urls.console}/portal${path}`)
    await page.waitForSelector('h1, h2')
    await page.waitForSelector('.portal-card, .portal-operation, .portal-state')
    await check(path)
  }
  expect(found).toEqual({})
  expect(complaints).toEqual([])
})
