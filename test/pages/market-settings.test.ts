import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
/** Where to leave pictures for somebody to look at; none are taken where it is not set. */
const pictures = process.env.BANCADA_PICTURES

beforeAll(async () => {
  await buildConsole(process.cwd())
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openSettings(width: number, colorScheme: 'light' | 'dark', locale: string): Promise<Page> {
  const options = { ignoreHTTPSErrors: true, locale, colorScheme, viewport: { width, height: 900 } }
  const page = await (await (browser as Browser).newContext(options)).newPage()
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  await page.goto(`${bank.urls.console}/settings`)
  await page.waitForSelector('.market-settings')
  return page
}

const settingsNow = () => bank.rooms.settings.of('fdx')

test('a switch, a number, a choice and a list are set, and count at once', async () => {
  const page = await openSettings(1280, 'light', 'en-US')
  const row = (id: string) => page.locator(`[data-setting="${id}"]`)
  await row('strictNoData').getByRole('button', { name: 'On' }).click()
  await expect.poll(() => settingsNow().strictNoData).toBe(true)
  await row('lookbackMaxDays').locator('input').fill('365')
  await row('lookbackMaxDays').locator('input').press('Enter')
  await expect.poll(() => settingsNow().lookbackMaxDays).toBe(365)
  await row('fapiProfile').locator('select').selectOption('fapi-2')
  await expect.poll(() => settingsNow().fapiProfile).toBe('fapi-2')
  // The box changes with the bank's answer, not with the click.
  await row('durationTypes').getByLabel('PERSISTENT').click()
  await expect.poll(() => settingsNow().durationTypes).toEqual(['ONE_TIME', 'TIME_BOUND'])
  await page.context().close()
})

test('what is out of bounds is refused in words, and the field shows what counts', async () => {
  const page = await openSettings(1280, 'light', 'en-US')
  const field = page.locator('[data-setting="consentsPerCustomer"] input')
  await field.fill('0')
  await field.press('Enter')
  await page.waitForSelector('.market-settings [role="alert"]')
  await expect.poll(() => page.locator('.market-settings [role="alert"]').innerText()).toContain('1 to 1000')
  await expect.poll(() => field.inputValue()).toBe('10')
  await page.context().close()
})

test.each([
  [400, 'light', 'en-US'],
  [1280, 'dark', 'pt-BR'],
  [1920, 'light', 'pt-BR'],
] as const)(
  'the settings of a market can be read and used by everybody (%i wide, %s, %s)',
  async (width, theme, locale) => {
    const page = await openSettings(width, theme, locale)
    expect(await faultsOf(page)).toEqual([])
    if (pictures) {
      await page
        .locator('.market-settings')
        .screenshot({ path: `${pictures}/settings-${width}-${theme}-${locale}.png` })
    }
    await page.context().close()
  },
)
