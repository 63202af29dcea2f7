import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  ;[bank, browser] = await Promise.all([openTestBank({ sampleApp: true }), openBrowser({ newcomer: true })])
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** The console as somebody sees it who opens it for the first time. */
async function openFirst(options: Parameters<Browser['newContext']>[0] = {}, path = '/') {
  const context = await (browser as Browser).newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl.replace('/#', `${path}#`))
  await page.waitForSelector('h1')
  return { page, complaints }
}

const card = (page: Page) => page.getByRole('dialog')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

test('a first visit is led over seven pages by keyboard alone, and the tour does not come again', async () => {
  const { page, complaints } = await openFirst()
  const pages: string[] = []
  for (let step = 1; step <= 7; step += 1) {
    await card(page).getByText(`Step ${step} of 7`).waitFor()
    pages.push(new URL(page.url()).pathname)
    await expect.poll(() => focused(page)).toBe(step === 7 ? 'Finish' : 'Next')
    await page.keyboard.press('Enter')
  }
  await card(page).waitFor({ state: 'detached' })
  expect(pages).toEqual(['/', '/', '/journeys', '/consents', '/analytics', '/settings', '/'])
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.reload()
  await page.waitForSelector('h1')
  await page.waitForSelector('.flow-label')
  await expect.poll(() => card(page).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the focus stays in the tour, what is behind is out of reach, and Esc ends it where it stands', async () => {
  const { page } = await openFirst()
  await card(page).waitFor()
  for (let press = 0; press < 7; press += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)
    expect(at).toBe(true)
  }
  await expect.poll(() => page.evaluate(() => document.getElementById('root')?.hasAttribute('inert'))).toBe(true)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await card(page).getByText('Step 3 of 7').waitFor()
  await page.keyboard.press('ArrowLeft')
  await card(page).getByText('Step 2 of 7').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('?')
  await expect.poll(() => card(page).count()).toBe(1)
  await page.keyboard.press('Escape')
  await card(page).waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('?arrow=9')
  expect(await page.evaluate(() => localStorage.getItem('bancada.tour'))).toBe('seen')
  await expect.poll(() => page.evaluate(() => document.getElementById('root')?.hasAttribute('inert'))).toBe(false)
})

test('who follows a link to a page sees that page, and may ask for the tour in the help and the settings', async () => {
  const { page } = await openFirst({ locale: 'pt-BR' }, '/settings')
  await page.getByRole('heading', { name: 'Configurações' }).waitFor()
  await expect.poll(() => card(page).count()).toBe(0)
  await page.getByRole('button', { name: 'Fazer o tour' }).click()
  await card(page).getByText('Passo 1 de 7').waitFor()
  await page.getByRole('button', { name: 'Pular o tour' }).click()
  await card(page).waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Ajuda' }).waitFor()
  await page.getByRole('button', { name: 'Fazer o tour' }).click()
  await card(page).getByText('Passo 1 de 7').waitFor()
})

test.each([
  { colorScheme: 'light', locale: 'en-US', width: 1280 },
  { colorScheme: 'dark', locale: 'pt-BR', width: 400 },
] as const)('axe finds nothing at level AA: $colorScheme, $locale, $width wide', async ({ width, ...look }) => {
  const { page, complaints } = await openFirst({ ...look, viewport: { width, height: 900 } })
  await card(page).waitFor()
  expect(await faultsOf(page)).toEqual([])
  // Whatever the tour points at, the frame around the pages stays where it is.
  for (let step = 2; step <= 7; step += 1) {
    await page.keyboard.press('Enter')
    await card(page)
      .getByText(new RegExp(` ${step} (of|de) 7`))
      .waitFor()
    await page.waitForFunction(() => document.querySelector('.tour-light:not([data-away="true"])') !== null)
    await expect
      .poll(() => page.evaluate(() => document.querySelector('.top-bar')?.getBoundingClientRect().top))
      .toBe(0)
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await card(page).getByRole('heading').first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})
