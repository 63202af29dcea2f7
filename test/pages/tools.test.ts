import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { openOutsider } from '../support/outsider.ts'

const ROOT = join(import.meta.dirname, '..', '..')

let bank: TestBank
let browser: Browser | null
let app: TestApp
/** A customer's token and its id; and an exchange that was refused for its audience. */
let token: { value: string; id: string; consentId: string }
let refusedId: string

beforeAll(async () => {
  await buildConsole(ROOT)
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  app = await bank.app('Finanças em Dia')
  const { accessToken, consentId } = await app.connect('ana')
  const found = bank.rooms.identity.tokens.inspect(accessToken)
  token = { value: accessToken, id: found.found === 'token' ? found.token.id : '', consentId }
  const outsider = openOutsider(app)
  const { jwt } = await outsider.object(await app.consentFor('ana'), { aud: 'https://example.com' })
  await outsider.push(jwt)
  const { exchanges } = bank.rooms.journey.log({ kind: 'http', rule: 'request-audience', limit: 1 })
  refusedId = exchanges[0]?.id as string
})
afterAll(async () => {
  await browser?.close()
  await app.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openConsole(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({
    ...{ locale: 'en-US', viewport: { width: 1280, height: 900 } },
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  const open = async (path: string): Promise<Page> => {
    await page.goto(bank.urls.console + path)
    await page.waitForSelector('h1', { state: 'attached' })
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)
    return page
  }
  return { page, complaints, open }
}

const PATHS = (): string[] => [
  '/rules',
  '/rules/request-audience',
  '/rules/nothing',
  '/tokens',
  `/tokens/${token.id}`,
  '/tokens/new',
  `/requests?exchange=${refusedId}`,
]

describe.each([
  ['light', 'en-US', 1280],
  ['dark', 'pt-BR', 400],
] as const)('in the %s theme, in %s, %i wide', (colorScheme, locale, width) => {
  test('the pages of rules and tokens fit, break no policy and pass axe at AA', async () => {
    const { page, complaints, open } = await openConsole({ colorScheme, locale, viewport: { width, height: 900 } })
    const found: string[] = []
    for (const path of PATHS()) {
      await open(path)
      if (path.startsWith('/requests')) await page.waitForSelector('.explanation')
      found.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`))
    }
    expect(found).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('a refused exchange shows its rule, what was sent, what would be right, and the request put right', async () => {
  const { page, open } = await openConsole()
  await open(`/requests?exchange=${refusedId}`)
  const card = page.locator('.explanation')
  await card.getByText("The request object's aud is the issuer").waitFor()
  await card.locator('[data-kind="sent"]', { hasText: 'https://example.com' }).waitFor()
  await card.locator('[data-kind="right"]', { hasText: app.server.issuer }).waitFor()
  await card.getByText('The request put right').click()
  await card.getByText(`"aud": "${app.server.issuer}"`).waitFor()
  await card.getByRole('link', { name: 'request-audience' }).click()
  await page.getByRole('heading', { name: "The request object's aud is the issuer" }).waitFor()
  await page.getByRole('link', { name: 'Requests it refused' }).click()
  await page.waitForURL('**/requests?rule=request-audience')
  await page.getByText('push authorization request').first().waitFor()
})

test('rules are found by their words, in both languages', async () => {
  const { page, open } = await openConsole({ locale: 'pt-BR' })
  await open('/rules')
  await page.keyboard.press('/')
  await page.keyboard.type('redirect_uri')
  await page.waitForFunction(() => location.search === '?q=redirect_uri')
  await page.getByText('redirect_uri é um que o cliente registrou').waitFor()
  const rows = await page.locator('tbody tr').count()
  expect(rows).toBeGreaterThan(1)
  expect(rows).toBeLessThan(10)
})

test('a pasted token leads to its page, where it is expired and revoked', async () => {
  const { page, open } = await openConsole()
  await open('/tokens')
  await page.getByLabel('Paste a token or a JWT').fill(token.value)
  await page.getByRole('button', { name: 'Inspect' }).click()
  await page.getByRole('link', { name: 'Open the token' }).click()
  await page.waitForURL(`**/tokens/${token.id}`)
  const accounts = await app.endpoint('accounts', '/accounts')
  expect((await app.request('GET', accounts, token.value)).status).toBe(200)
  await page.getByRole('button', { name: 'Expire now' }).click()
  await page.locator('.pill', { hasText: 'Expired' }).waitFor()
  expect((await app.request('GET', accounts, token.value)).status).toBe(401)
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('It opens nothing any more').waitFor()
})

test('a token is previewed as the form is filled, minted, and works', async () => {
  const { page, open, complaints } = await openConsole()
  await open(`/tokens/new?client=${app.credentials.clientId}`)
  await page.getByLabel('Customer').selectOption('ana')
  await page.getByLabel('Accounts: Balances').check()
  await page.getByText('Share your data').waitFor()
  await page.getByText('ACCOUNTS_BALANCES_READ').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Mint this token' }).click()
  await page.getByText('its hash is kept').waitFor()
  const value = (await page.locator('.mint-status dd.mono').first().textContent()) as string
  const accounts = await app.endpoint('accounts', '/accounts')
  expect((await app.request('GET', accounts, value.trim())).status).toBe(200)
  await page.getByRole('link', { name: 'Consent', exact: true }).click()
  await page.getByText('Minted by the operator').waitFor()
  expect(complaints).toEqual([])
})
