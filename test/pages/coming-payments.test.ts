import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { seededId } from '../../server/bank/index.ts'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

const DAY_MS = 86_400_000
const ACCOUNT = seededId('fdx', 'avery-checking')

let bank: TestBank
let browser: Browser | null
beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  orderPayments()
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** Avery pays a water bill next week, rent every month, and puts something aside tomorrow. */
function orderPayments(): void {
  const { payments } = bank.rooms.bank
  const mandate = { book: 'fdx', customerId: seededId('fdx', 'avery'), clientId: 'an-app', consentId: null }
  const payee = (name: string) => payments.payees.add(mandate, { name, references: [], extra: {} }).id
  const now = bank.rooms.world.clock.now()
  const terms = {
    fromAccountId: ACCOUNT,
    payeeId: null,
    toAccountId: null,
    payeeReference: null,
    memo: null,
    extra: {},
  }
  const due = (days: number) => ({
    dueDay: payments.calendar.dayIn(now + days * DAY_MS, 'us'),
    dueAt: now + days * DAY_MS,
  })
  payments.orders.place(mandate, 'payment', {
    ...terms,
    ...due(7),
    payeeId: payee('Larkspur Water'),
    amountMinor: 64_20,
  })
  const savings = seededId('fdx', 'avery-savings')
  payments.orders.place(mandate, 'transfer', { ...terms, ...due(1), toAccountId: savings, amountMinor: 150_00 })
  payments.standing.place(mandate, {
    ...{ fromAccountId: ACCOUNT, payeeId: payee('Tidewrack Lettings'), amountMinor: 1_200_00, payeeReference: null },
    ...{ frequency: 'monthly', times: null, firstDay: due(12).dueDay, calendar: 'us', extra: {} },
  })
}

const LOOKS = [
  { colorScheme: 'light', locale: 'en-US', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', locale: 'pt-BR', viewport: { width: 400, height: 1500 } },
] as const

async function visit(path: string, look: (typeof LOOKS)[number] = LOOKS[0]) {
  const context = await (browser as Browser).newContext(look)
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

test('an account tells what it is still to pay: to whom, when and how much, the earliest first', async () => {
  const { page, complaints } = await visit(`/customers/account/${ACCOUNT}`)
  const rows = page.locator('table', { hasText: 'Payments to come' }).locator('tbody tr')
  const said = await rows.allInnerTexts()
  expect(said[0]).toMatch(/Savings account 1000208842\s+Scheduled[\s\S]*−\$150\.00/)
  expect(said[1]).toMatch(/Larkspur Water\s+Scheduled[\s\S]*−\$64\.20/)
  expect(said[2]).toMatch(/Tidewrack Lettings · recurring\s+Scheduled[\s\S]*−\$1,200\.00/)
  expect(said).toHaveLength(3)
  expect(complaints).toEqual([])
})

test('an account that has nothing to pay says nothing of it', async () => {
  const { text } = await visit(`/customers/account/${seededId('fdx', 'avery-savings')}`)
  await expect.poll(() => text()).not.toContain('Payments to come')
})

test('what was ordered stands among the customer’s events, in words', async () => {
  const { text } = await visit(`/customers/${seededId('fdx', 'avery')}`)
  await expect.poll(() => text()).toMatch(/Payment ordered/)
  await expect.poll(() => text()).toMatch(/Recurring payment ordered/)
  await expect.poll(() => text()).not.toMatch(/payment-order\.|event\./)
})

test.each(LOOKS.map((look) => [look.locale, look.viewport.width, look] as const))(
  'an account with payments to come in %s at %i fits WCAG 2.2 AA',
  async (_locale, _width, look) => {
    const { page, complaints, text } = await visit(`/customers/account/${ACCOUNT}`, look)
    expect(await faultsOf(page)).toEqual([])
    await expect.poll(() => text()).not.toMatch(/coming\.|customers\./)
    expect(complaints).toEqual([])
  },
)
