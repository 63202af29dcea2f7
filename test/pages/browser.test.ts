import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsInBothThemes, faultsOf } from '../support/axe.ts'
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

test('what a page gets wrong is found, in both themes and at each width (WCAG 1.1.1, 1.4.3, 1.4.10)', async (context) => {
  if (!browser) return context.skip()
  const page = await browser.newPage({ viewport: { width: 400, height: 800 } })
  const body = '<main><h1>Faults</h1><p style="color:#bbb;background:#fff">pale</p><img src="x.png"></main>'
  await page.setContent(`<!doctype html><html lang="en"><title>Faults</title><body>${body}</body></html>`)
  const found = await faultsOf(page)
  expect(found.map((fault) => fault.split(':')[0])).toEqual(['color-contrast', 'image-alt'])
  expect(found[0]).toContain('pale')
  await page.setContent(
    '<!doctype html><html lang="en"><title>Wide</title><main style="width:900px">wide</main></html>',
  )
  expect(await faultsOf(page)).toEqual(['wider than the window'])
  expect(await faultsInBothThemes(page)).toContainEqual('548 px too wide at 360')
})
