import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'

let browser: Browser | null

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser?.close())

test('the browser of the page tests runs scripts, answers clicks and draws, in contexts of their own', async (context) => {
  if (!browser) return context.skip()
  const page = await browser.newPage()
  await page.goto('data:text/html,<title>Bancada</title><button onclick="this.textContent=1+1">sum</button>')
  await page.getByRole('button', { name: 'sum' }).click()
  await expect.poll(() => page.getByRole('button').textContent()).toBe('2')
  expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  const other = await (await browser.newContext({ locale: 'pt-BR' })).newPage()
  await expect.poll(() => other.evaluate(() => navigator.language)).toBe('pt-BR')
})
