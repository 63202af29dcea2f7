import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'
import { type GuidedApp, guidedApp } from '../support/guided.ts'

let bank: TestBank
let browser: Browser | null
let app: TestApp
let guided: GuidedApp
let paths: readonly Path[]

/** A page of the console: where it is, and what stands on it once it is there. */
type Path = { path: string; shows: string }

// Something on every page: a past, a consent in use and one in the guided lane, a code and a request that wait on phones.
beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  const history = { seed: 'pages', customers: 6, days: 12 }
  ;[bank, browser] = await Promise.all([openTestBank({ sampleApp: true, history }), openBrowser()])
  app = await bank.app('Finanças em Dia')
  guided = await guidedApp(bank, 'Farol')
  await guided.connect('bruno')
  const { consentId, accessToken } = await app.connect('ana')
  const accounts = await app.endpoint('accounts', '/accounts')
  await app.request('GET', accounts, accessToken)
  await app.request('GET', accounts, 'token-of-nobody')
  await app.askOnPhone(await app.consentFor('ana'), { binding_message: 'Padaria 1234' })
  paths = pathsOf(consentId, accessToken)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await guided?.close()
  await bank?.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

function pathsOf(consentId: string, accessToken: string): Path[] {
  const { identity, journey, directory, bank: core } = bank.rooms
  journey.flush()
  const refused = journey.log({ kind: 'http', rule: 'token-active', origin: 'live', limit: 1 }).exchanges[0]
  const found = identity.tokens.inspect(accessToken)
  const { softwareId, organisationId, applicationId } = app.credentials
  const [certificate] = directory.certificatesOf({ softwareId })
  const holder = core.customers.byDocument('obb', bank.customer('ana').document)?.id ?? ''
  const consent = encodeURIComponent(consentId)
  return [
    { path: '/', shows: '.arrow-table a' },
    { path: '/?arrow=9', shows: '.line' },
    { path: `/?arrow=9&exchange=${refused?.id}`, shows: '.explanation' },
    { path: '/journeys', shows: '.rows .lane-badge' },
    { path: `/journeys/consent-${consent}`, shows: '.step' },
    { path: `/journeys/consent-${consent}?view=sequence`, shows: '.sequence' },
    { path: '/requests', shows: '.request-table tbody tr' },
    { path: `/requests?exchange=${refused?.id}&tab=response`, shows: '.explanation' },
    { path: '/analytics', shows: '.an-chart svg path' },
    { path: '/metrics', shows: '.mt-chart svg circle' },
    { path: '/metrics?view=maintenance', shows: '.mt-calendar-head' },
    { path: `/metrics/${new Date().toISOString().slice(0, 7)}`, shows: '.mt-months tbody' },
    { path: '/applications', shows: 'tbody .lane-badge' },
    { path: `/applications/${applicationId}`, shows: '.facts' },
    { path: '/provisioning', shows: 'tbody .lane-badge' },
    { path: '/directory', shows: 'tbody tr' },
    { path: `/directory/organisation/${organisationId}`, shows: '.facts' },
    { path: `/directory/software/${softwareId}`, shows: '.facts' },
    { path: `/directory/certificate/${certificate?.serialNumber}`, shows: '.facts' },
    { path: '/consents', shows: 'tbody .lane-badge' },
    { path: `/consents/${consent}`, shows: '.facts' },
    { path: '/consents/urn:bancada:none', shows: '.state' },
    { path: '/customers', shows: 'tbody .origin-mark' },
    { path: `/customers/${holder}`, shows: '.facts' },
    { path: `/customers/account/${core.accounts.ofHolder(holder)[0]?.id}`, shows: 'tbody .money' },
    { path: '/standards', shows: '.standards-table [data-concept]' },
    { path: '/phone', shows: 'article.phone' },
    { path: '/notices', shows: '.notices .section-note' },
    { path: '/notices?view=alerts', shows: '.notices .section-note' },
    { path: '/tokens', shows: 'tbody .lane-badge' },
    { path: `/tokens/${found.found === 'token' ? found.token.id : ''}`, shows: '.facts' },
    { path: '/tokens/new', shows: 'select' },
    { path: '/rules', shows: 'tbody tr' },
    { path: '/rules/token-active', shows: '.facts' },
    { path: '/lanes', shows: '.lane-choice select:has(option)' },
    { path: '/services', shows: '.server-keys tbody' },
    { path: '/settings', shows: '.bank-state' },
  ]
}

async function openConsole(options: Parameters<Browser['newContext']>[0]) {
  const page = await (await (browser as Browser).newContext(options)).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // What is not there is a page of its own: a 404 is an answer, which the browser writes down.
    if (message.text().includes('status of 404')) return
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  return { page, complaints }
}

async function open(page: Page, { path, shows }: Path): Promise<void> {
  await page.goto(bank.urls.console + path)
  await page.locator(shows).first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
}

/** Shows the page in a theme; nothing moves on the way there, for who asked for less motion. */
async function dress(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForSelector(`html[data-mantine-color-scheme="${colorScheme}"]`)
}

test.each([
  ['en-US', 1280, ['light', 'dark']],
  ['pt-BR', 400, ['dark']],
] as const)(
  'every page fits its window, breaks no policy and passes axe at AA: %s, %i wide, %j (WCAG 2.2)',
  async (locale, width, themes) => {
    const { page, complaints } = await openConsole({ locale, viewport: { width, height: 800 } })
    const found: string[] = []
    for (const at of paths) {
      await open(page, at)
      for (const colorScheme of themes) {
        await dress(page, colorScheme)
        // The frame around the pages is looked at once.
        const within = at.path === '/' ? 'html' : 'main'
        found.push(...(await faultsOf(page, within)).map((fault) => `${at.path} (${colorScheme}): ${fault}`))
      }
    }
    expect(found).toEqual([])
    expect(complaints).toEqual([])
  },
  240_000,
)

test('no page of the console is left out above, and the rail is whole in a window 800 high', async () => {
  const { page } = await openConsole({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  const rail = page.getByRole('navigation', { name: 'Pages' }).getByRole('link')
  const listed = await rail.evaluateAll((links) => links.map((link) => link.getAttribute('href') as string))
  expect(listed.filter((href) => !paths.some(({ path }) => path === href))).toEqual([])
  const over = await page.evaluate(() => {
    const rail = document.querySelector('.rail') as HTMLElement
    return rail.scrollHeight - rail.clientHeight
  })
  expect(over).toBe(0)
})
