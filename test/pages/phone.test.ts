import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { stateOf } from '../support/outsider.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp

beforeAll(async () => {
  await buildConsole(new URL('../..', import.meta.url).pathname)
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  app = await bank.app('Finanças em Dia')
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await bank?.close()
  expect(bank.log.errors).toEqual([])
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openPhone(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(`${bank.urls.console}/phone`)
  await page.getByRole('heading', { level: 1, name: /Phone|Celular/ }).waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  return page
}

/** A request that waits on a phone, and the card that shows it. */
async function asked(page: Page, login: string, binding_message: string, lodging = {}) {
  const consentId = await app.consentFor(login, lodging)
  const request = await app.askOnPhone(consentId, { binding_message })
  return { consentId, request, card: page.locator('article.phone', { hasText: binding_message }) }
}

describe('The phone', () => {
  test('shows who asks for what while it is looked at, and its answer gives the app the accounts left chosen', async () => {
    const page = await openPhone()
    await page.getByRole('heading', { name: 'Nothing waits on a phone' }).waitFor()
    const { request, card, consentId } = await asked(page, 'ana', 'Padaria São João 1234')

    await card.getByRole('heading', { name: 'Finanças em Dia asks to see your data' }).waitFor()
    await card.getByText(bank.customer('ana').name).waitFor()
    await card.getByText('Banco Bancada · simulated').waitFor()
    await card.getByText('Balances · Limits · Statements').waitFor()
    const boxes = card.getByRole('checkbox')
    const count = await boxes.count()
    for (let box = 0; box < count; box += 1) await boxes.nth(box).uncheck()
    await card.getByText('Keep at least one account selected.').waitFor()
    await expect.poll(() => card.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true)
    await boxes.first().check()
    await card.getByRole('button', { name: 'Approve' }).click()

    await page.getByRole('status').getByText('approved. Finanças em Dia can fetch its tokens now.').waitFor()
    await card.waitFor({ state: 'detached' })
    expect(bank.rooms.consents.find(consentId)?.accountIds).toHaveLength(1)
    expect(await app.awaitPhone({ ...request, interval: 0 })).toMatchObject({ access_token: expect.any(String) })
    await page.context().close()
  })

  test('takes a no, and offers nothing but a no to who does not act for the company', async () => {
    const page = await openPhone({ locale: 'pt-BR' })
    const rejected = await asked(page, 'bruno', 'não 1')
    const foreign = await asked(page, 'ana', 'não 2', { companyDocument: '11222333000181' })
    await foreign.card.getByText('não representa a empresa').waitFor()
    await expect.poll(() => foreign.card.getByRole('button').allTextContents()).toEqual(['Rejeitar'])
    for (const { card } of [rejected, foreign]) {
      await card.getByRole('button', { name: 'Rejeitar' }).click()
      await card.waitFor({ state: 'detached' })
    }
    expect((await stateOf(app, rejected.consentId)).status).toBe('REJECTED')
    expect((await stateOf(app, foreign.consentId)).status).toBe('AWAITING_AUTHORISATION')
    await page.context().close()
  })

  test('opens the address for test suites when the owner says so, and closes it', async () => {
    const page = await openPhone()
    await page.getByRole('button', { name: 'Open the address' }).click()
    const url = await page.locator('.phone-hook code').innerText()
    expect(url).toContain('authReqId={auth_req_id}&action={action}')
    await page.getByRole('button', { name: 'Close it' }).click()
    await page.getByRole('button', { name: 'Open the address' }).waitFor()
    expect((await fetch(url)).status).toBe(404)
    await page.context().close()
  })

  test('passes axe at AA in both themes and on a narrow window, empty and full', async () => {
    const faults: string[] = []
    const look = async (page: Page, name: string) =>
      faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`))
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [400, 1280]) {
        const page = await openPhone({ colorScheme, viewport: { width, height: 900 } })
        await page.getByRole('heading', { name: 'Nothing waits on a phone' }).waitFor()
        await look(page, `empty ${colorScheme} ${width}`)
        const own = await asked(page, 'ana', `cor ${colorScheme} ${width}`)
        const foreign = await asked(page, 'ana', `não ${colorScheme} ${width}`, { companyDocument: '11222333000181' })
        for (const { card } of [own, foreign]) await card.waitFor()
        await look(page, `full ${colorScheme} ${width}`)
        for (const { card } of [own, foreign]) {
          await card.getByRole('button', { name: 'Reject' }).click()
          await card.waitFor({ state: 'detached' })
        }
        await look(page, `answered ${colorScheme} ${width}`)
        await page.context().close()
      }
    }
    expect(faults).toEqual([])
  })
})
