import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FdxRecipient, openFdxRecipient } from '../recipient/fdx/opening.ts'
import { faultsInBothThemes } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'

let app: FdxRecipient
let browser: Browser | null

beforeAll(async () => {
  ;[app, browser] = await Promise.all([openFdxRecipient({ both: true }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await app.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

/** A browser whose customer says yes at the stand-in bank without a page of its own. */
async function openPage(locale: string): Promise<Page> {
  const context = await (browser as Browser).newContext({ ignoreHTTPSErrors: true, locale })
  const page = await context.newPage()
  await page.route(
    (url) => url.pathname.endsWith('/authorize'),
    async (route) => {
      const answer = await app.bank.approve(route.request().url())
      await route.fulfill({ status: 302, headers: { location: `${app.origin}/fdx/callback?${answer}` } })
    },
  )
  return page
}

/** Walks the pages of the FDX part, one account of every category among them, and looks at each. */
async function walk(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(app.origin)
  await look('both markets')
  await page.click('[data-market="fdx"] [data-bank]')
  await look('what')
  await page.click('#next')
  await look('how long')
  await page.click('#connect')
  await page.waitForSelector('#success')
  await look('done')
  for (const path of ['/', '/fdx', '/fdx/activity', '/fdx/connections', '/fdx/banks']) {
    await page.goto(app.origin + path)
    await look(path)
  }
  await page.goto(`${app.origin}/fdx/connections`)
  await page.click('#connections a')
  await look('connection')
  const connection = page.url()
  for (const { accountId } of app.bank.data.accounts) {
    await page.goto(`${connection}/accounts/${accountId}`)
    await look(String(accountId))
  }
  await page.goto(`${connection}/messages?developer=on`)
  for (const summary of (await page.locator('.message > summary').all()).slice(0, 8)) await summary.click()
  await look('messages')
  await page.goto(`${connection}/disconnect`)
  await look('warning')
  await page.click('#confirm-disconnect')
  await page.waitForSelector('#revocations')
  await look('ended')
}

test.each(['en-US', 'pt-BR'])(
  'every page of the FDX part fits from 360 to 1920 and is accessible at level AA in both themes, in %s (WCAG 2.2)',
  async (locale) => {
    app.bank.data.status = 'ACTIVE'
    app.bank.data.revocations.length = 0
    const page = await openPage(locale)
    const faults: Record<string, string[]> = {}
    await walk(page, async (name) => {
      const found = await faultsInBothThemes(page)
      if (found.length > 0) faults[name] = found
    })
    expect(faults).toEqual({})
  },
  180_000,
)
