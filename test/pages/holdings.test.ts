import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { seededId } from '../../server/bank/index.ts'
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
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function visit(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(bank.urls.console + path)
  await page.locator('#content h1').waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  return { page, complaints, text: () => page.locator('#content').innerText() }
}

const account = (key: string) => `/customers/account/${seededId('fdx', key)}`
const customer = (key: string) => `/customers/${seededId('fdx', key)}`
const LOOKS = [
  { colorScheme: 'light', locale: 'en-US', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', locale: 'pt-BR', viewport: { width: 400, height: 800 } },
] as const

test('customers are narrowed to those of one market by the address', async () => {
  const { page, text } = await visit('/customers?book=fdx')
  await expect.poll(() => text()).toMatch(/Avery Fernhollow\s+Person\s+FDX/)
  await expect.poll(() => text()).not.toContain('Ana Beatriz')
  await page.getByRole('combobox', { name: 'Market' }).or(page.getByLabel('Market')).first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  const narrow = await visit('/customers?book=obb', LOOKS[1])
  await expect.poll(() => narrow.text()).toContain('Ana Beatriz')
  expect(await faultsOf(narrow.page)).toEqual([])
})

test('a customer’s accounts are told in one amount each: what they have, or what they owe', async () => {
  const { text, complaints } = await visit(customer('grace'))
  await expect
    .poll(() => text())
    .toMatch(/Loan · 30-Year Fixed Mortgage · joint\s+5581200347\s+Open\s+owes \$30\d,\d{3}\.\d\d/)
  await expect.poll(() => text()).toMatch(/Card · Groceries and trips\s+9917440088420\s+Open\s+owes \$/)
  await expect.poll(() => text()).toMatch(/Current account · House · joint\s+1000310092\s+Open\s+\$/)
  expect(complaints).toEqual([])
})

test.each([
  [
    'grace-card',
    [/Owed\s*\$/, /Cards\s*… 8842, … 8859/, /Hollowbrook \(may use it\)/, /Not booked yet/, /Windfern Air/],
  ],
  [
    'hollowbrook-mortgage',
    [/Owed\s*\$/, /Lent as\s*Mortgage/, /Interest\s*6\.25% a year, fixed/, /In escrow\s*\$/, /Next payment\s*\$/],
  ],
  ['owen-brokerage', [/Worth\s*\$/, /Holdings/, /Marblecoin/, /sold short/, /Open orders\s*1/]],
  ['ruth-annuity', [/Annuity\s*Fixed/, /Pays\s*\$1,240\.00 a month, already/, /Worth if given up\s*\$/]],
  ['ruth-life', [/Insures\s*Life, whole/, /Premium\s*\$86\.40 a month/]],
  ['victor-auto', [/Standing\s*Behind/, /Past due\s*\$/]],
  ['avery-checking', [/Reached by\s*ACH, FEDWIRE/, /Interest this year/]],
])('the account %s says what was agreed about it', async (key, said) => {
  const { text, complaints } = await visit(account(key))
  for (const pattern of said) await expect.poll(() => text()).toMatch(pattern)
  await expect.poll(() => text()).not.toMatch(/holding\.|customers\./)
  expect(complaints).toEqual([])
})

test.each(
  ['grace-card', 'hollowbrook-mortgage', 'owen-brokerage', 'leo-annuity', 'tess-trust'].flatMap((key) =>
    LOOKS.map((look) => [key, look.locale, look.viewport.width, look] as const),
  ),
)('the account %s in %s at %i fits WCAG 2.2 AA and its window', async (key, _locale, _width, look) => {
  const { page, complaints, text } = await visit(account(key), look)
  expect(await faultsOf(page)).toEqual([])
  await expect.poll(() => text()).not.toMatch(/holding\.|customers\./)
  expect(complaints).toEqual([])
})
