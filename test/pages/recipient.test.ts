import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultsInBothThemes as faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null

beforeAll(async () => {
  ;[bank, browser] = await Promise.all([openTestBank({ sampleApp: true }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await bank.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({ ignoreHTTPSErrors: true, locale: 'en-US', ...options })
  return context.newPage()
}

/** Where the bank sends the sample app's customers back to. */
function sampleAppRedirect(): string {
  const samples = bank.rooms.marketplace.applications({ limit: 5 })
  return samples.find(({ market }) => market === 'obb')?.redirectUris[0] as string
}

async function logInAtBank(page: Page, login: string): Promise<void> {
  await page.waitForSelector('#username')
  await page.fill('#username', login)
  await page.fill('#password', bank.customer(login).password)
  await page.click('#submit')
}

async function confirmAtBank(page: Page, login: string): Promise<void> {
  await logInAtBank(page, login)
  await page.click('#approve')
  await page.waitForSelector('#success')
}

/** Does what leads to a page that goes on by itself, and keeps that page: what it goes on to answers with nothing. */
async function staying(
  page: Page,
  onward: { path: string; method: string },
  act: () => Promise<unknown>,
): Promise<void> {
  const held = Promise.withResolvers<void>()
  const leads = (url: URL) => url.pathname === onward.path
  await page.route(leads, async (route) => {
    if (route.request().method() !== onward.method) return route.fallback()
    await route.fulfill({ status: 204 })
    held.resolve()
  })
  await act()
  await held.promise
  await page.unroute(leads)
}

async function throughSteps(page: Page): Promise<void> {
  await page.goto(`${bank.urls.app}/obb/banks`)
  await page.click('[data-bank]')
  await page.click('#next')
  await page.waitForSelector('#group-balances')
  await page.click('#next')
}

/** Walks every page of the app as a customer meets them, and looks at each. */
async function walk(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const { app } = bank.urls
  await page.goto(app)
  await look('welcome')
  await page.click('[data-bank]')
  await page.waitForSelector('#customer-other')
  await look('who')
  await page.check('#customer-other')
  await page.fill('#document', '123')
  await page.click('#next')
  await page.waitForSelector('#wrong')
  await look('who, typed wrongly')
  await page.check('#customer-0')
  await page.click('#next')
  await page.waitForSelector('#group-balances')
  await look('what')
  await page.click('#next')
  await page.waitForSelector('#connect')
  await look('how long')
  await staying(page, { path: '/obb/auth', method: 'GET' }, () => page.click('#connect', { noWaitAfter: true }))
  await page.waitForSelector('#continue')
  await look('on the way to the bank')
  await page.click('#continue')
  await logInAtBank(page, 'ana')
  const { pathname } = new URL(sampleAppRedirect())
  await staying(page, { path: pathname, method: 'POST' }, () => page.click('#approve', { noWaitAfter: true }))
  await page.waitForSelector('#return', { state: 'attached' })
  await look('on the way back')
  await page.evaluate("document.getElementById('return').submit()")
  await page.waitForSelector('#success')
  await look('done')
  for (const [name, path] of Object.entries({
    overview: '/obb',
    movements: '/obb/activity',
    'no movements': '/obb/activity?q=zzzz',
    sharing: '/obb/connections',
    'another bank': '/obb/banks',
    'no such page': '/nowhere',
  })) {
    await page.goto(`${app}${path}`)
    await look(name)
  }
  await page.goto(`${app}/obb/connections`)
  await page.click('#connections a')
  await page.waitForSelector('#accounts')
  await look('connection')
  const connection = page.url()
  await page.click('#accounts a')
  await page.waitForSelector('#transactions')
  await look('account')
  await page.goto(`${connection}/messages?developer=on`)
  for (const summary of (await page.locator('.message > summary').all()).slice(0, 10)) await summary.click()
  await look('messages')
  await page.goto(`${connection}/disconnect`)
  await look('warning')
  await page.click('#confirm-disconnect')
  await page.waitForSelector('#rejection')
  await look('ended')
  await throughSteps(page)
  await page.click('#connect')
  await page.waitForSelector('#username')
  await page.click('#cancel')
  await page.waitForSelector('#error')
  await look('refused')
}

test.each(['en-US', 'pt-BR'])(
  'every page fits from 360 to 1920 and is accessible at level AA in both themes, in %s (WCAG 2.2)',
  async (locale) => {
    const page = await openPage({ locale })
    const faults: Record<string, string[]> = {}
    await walk(page, async (name) => {
      const found = await faultsOf(page)
      if (found.length > 0) faults[name] = found
    })
    expect(faults).toEqual({})
  },
  180_000,
)

test('the budget adds up what the bank tells: total, month, categories, and each leads to its movements', async () => {
  const page = await openPage()
  await throughSteps(page)
  await page.click('#connect')
  await confirmAtBank(page, 'ana')
  await page.click('#to-overview')
  const amounts = (selector: string) =>
    page
      .locator(selector)
      .allTextContents()
      .then((texts) => texts.map(centavos))
  const total = (await amounts('#account-list .amount')).reduce((sum, amount) => sum + amount, 0)
  await expect.poll(() => amounts('#total')).toEqual([total])
  await page.click('#previous-month')
  const spending = (await amounts('#spending'))[0] as number
  const byCategory = await amounts('#categories .amount')
  expect(byCategory.reduce((sum, amount) => sum + amount, 0)).toBe(spending)
  expect(byCategory).toEqual(byCategory.toSorted((one, other) => other - one))
  await page.click('#categories a')
  await page.waitForSelector('#movements')
  const found = await page.textContent('#found')
  expect(centavos(String(found).split('·')[1] ?? '')).toBe(byCategory[0])
})

test('a refresh reads anew what may have changed and loses nothing of what was there', async () => {
  const page = await openPage()
  await throughSteps(page)
  await page.click('#connect')
  await confirmAtBank(page, 'ana')
  const found = async () => {
    await page.goto(`${bank.urls.app}/obb/activity`)
    return page.textContent('#found')
  }
  const before = await found()
  await page.goto(`${bank.urls.app}/obb`)
  await page.click('#refresh-all')
  await page.waitForSelector('#total')
  await expect.poll(() => found()).toBe(before)
  await page.goto(`${bank.urls.app}/obb/connections`)
  await page.click('#connections a')
  await page.goto(`${page.url()}/messages`)
  await expect.poll(() => page.textContent('#messages')).toContain('/transactions-current')
})

test('movements are found by name, whatever the accents, and the address keeps the filter', async () => {
  const page = await openPage()
  await throughSteps(page)
  await page.click('#connect')
  await confirmAtBank(page, 'ana')
  await page.goto(`${bank.urls.app}/obb/activity`)
  const all = await page.locator('[data-transaction]').count()
  await page.fill('#filter-q', 'FARMACIA')
  await page.click('#filter')
  await page.waitForURL(/q=FARMACIA/)
  await expect.poll(() => page.locator('[data-transaction]').count()).toBeGreaterThan(0)
  await expect.poll(() => page.locator('[data-transaction]').count()).toBeLessThan(all)
  for (const name of await page.locator('[data-transaction] b').allTextContents()) expect(name).toMatch(/Farmácia/)
})

test('the fields for another person show only where somebody else is chosen, and scripts are not needed for it', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(bank.urls.app)
  await page.click('[data-bank]')
  await expect.poll(() => page.isVisible('#document')).toBe(false)
  await page.check('#customer-other')
  await expect.poll(() => page.isVisible('#document')).toBe(true)
  await page.check('#customer-1')
  await expect.poll(() => page.isVisible('#document')).toBe(false)
})

test('the developer’s view is one switch away, holds the whole flow, and copies a call as a command', async () => {
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  await throughSteps(page)
  await page.click('#connect')
  await confirmAtBank(page, 'ana')
  await page.click('#to-connection')
  await expect.poll(() => page.locator('#to-messages').count()).toBe(0)
  await page.click('#developer')
  await page.click('#to-messages')
  await page.waitForSelector('.track')
  for (const stage of ['token', 'consent', 'par', 'redirect', 'return', 'exchange', 'data']) {
    await expect.poll(() => page.locator(`.track a[href="#stage-${stage}"]`).count()).toBe(1)
  }
  await page.locator('.message > summary').first().click()
  const copy = page.locator('.message[open] button').first()
  await copy.click()
  await expect.poll(() => copy.textContent()).toBe('Copied')
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^curl --request GET 'https:/)
})

test('one screen connects to either market, and each keeps its own accounts', async () => {
  const page = await openPage()
  await page.goto(bank.urls.app)
  await page.click('[data-market="fdx"] [data-bank]')
  await page.click('#next')
  await page.click('#connect')
  await page.waitForSelector('#username')
  const [customer] = bank.rooms.bank.customers.demonstrationLogins('fdx')
  await page.fill('#username', customer?.login ?? '')
  await page.fill('#password', customer?.password ?? '')
  await page.click('#submit')
  await page.click('#approve')
  await page.waitForSelector('#success')
  await page.click('#to-overview')
  await expect.poll(() => page.textContent('#total')).toContain('$')
  await page.goto(bank.urls.app)
  await expect.poll(() => page.locator('[data-market="fdx"] a.button').count()).toBe(1)
  await expect.poll(() => page.locator('[data-market="obb"] a.button').count()).toBe(0)
  await page.goto(`${bank.urls.app}/fdx/connections`)
  await page.click('#connections a')
  await page.click('#disconnect')
  await page.click('#confirm-disconnect')
  await page.waitForSelector('#revocations')
  await expect.poll(() => page.textContent('#rejection')).toBe('USER_ACTION')
})

/** An amount as written, in centavos, without its sign. */
const centavos = (text: string): number => Number(text.replace(/\D/g, ''))
