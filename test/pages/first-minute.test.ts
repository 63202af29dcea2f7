import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { type RunningBank, runBank } from '../support/run-bank.ts'

/** How long after `ready` somebody may have to wait for a home with something on it. */
const HOME_MS = 10_000

let dataDir: string
let bank: RunningBank
let browser: Browser | null

beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  browser = await openBrowser()
  dataDir = mkdtempSync(join(tmpdir(), 'bancada-first-'))
  bank = await runBank(dataDir, { port: 0 })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await bank?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** A customer connects their accounts in the sample app, in a window of their own. */
async function connect(page: Page): Promise<void> {
  await page.goto(bank.addresses.app as string)
  await page.click('[data-bank]')
  await page.click('#next')
  await page.click('#next')
  await page.click('#connect')
  await page.fill('#username', 'ana')
  await page.fill('#password', 'bancada')
  await page.click('#submit')
  await page.click('#approve')
  await page.waitForSelector('#to-connection')
}

/** Notes from here on which arrows are seen to be in use. */
async function watchArrows(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      for (const label of document.querySelectorAll('[data-arrow][data-busy="true"]'))
        seen.add(label.getAttribute('data-arrow') ?? '')
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  return () => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])
}

test('within ten seconds of `ready` and without a click, home shows history; an arrow lights when the sample app connects', async () => {
  const readyAt = performance.now()
  const context = await (browser as Browser).newContext({ ignoreHTTPSErrors: true, locale: 'en-US' })
  const home = await context.newPage()
  await home.goto(bank.consoleUrl)
  await home.waitForFunction(() => document.querySelector('[data-arrow="9"]')?.getAttribute('data-used') === 'true')
  expect(performance.now() - readyAt).toBeLessThan(HOME_MS)
  expect(Number.parseInt((await home.textContent('[data-arrow="9"] .flow-count')) ?? '', 10)).toBeGreaterThan(0)

  const seen = await watchArrows(home)
  await connect(await context.newPage())
  await expect.poll(seen, { timeout: 20_000 }).toEqual(expect.arrayContaining(['5', '6', '7', '8', '9']))
  await context.close()
})

test('another history is made from the settings, with its progress, while the page stays', async () => {
  const context = await (browser as Browser).newContext({ locale: 'pt-BR', viewport: { width: 400, height: 900 } })
  const page = await context.newPage()
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(`${bank.addresses.console}/settings`)
  const form = page.locator('.seed-form')
  await form.getByLabel('Clientes').fill('2')
  await form.getByLabel('Dias').fill('3')
  await form.getByRole('button', { name: 'Fazer outro' }).click()
  expect(await faultsOf(page)).toEqual([])
  await form.getByRole('button', { name: 'Fazer agora' }).click()
  await page.getByText(/Passo \d de 4/).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByText('No lugar:').waitFor({ timeout: 90_000 })
  await expect.poll(() => page.textContent('.seed-kept')).toMatch(/^2 clientes · 3 dias · até /)
  await context.close()
})
