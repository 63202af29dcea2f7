import type { Browser } from '../browser.ts'
import { authority } from '../certificates.ts'
import { openTestApp, unescaped } from '../opening.ts'
import { openStandInBank } from '../stand-in-bank.ts'
import { openFdxStandIn } from './stand-in-bank.ts'

/** Every group that the app may ask for. */
export const GROUPS: [string, string][] = [
  'accounts',
  'transactions',
  'investments',
  'statements',
  'rewards',
  'contact',
].map((id) => ['group', id])

/** The app over a stand-in bank of FDX, and one of Brazil beside it where `both`. */
export async function openFdxRecipient({ both = false } = {}) {
  const ca = await authority()
  const bank = await openFdxStandIn({ tls: await ca.issue('CN=localhost'), caPem: ca.pem })
  const brazil = both ? await openStandInBank({ tls: await ca.issue('CN=localhost'), caPem: ca.pem }) : null
  const transport = await ca.issue('CN=contas-juntas')
  const app = await openTestApp(ca.pem, await ca.issue('CN=localhost'), (origin) => ({
    fdx: bank.market(`${origin}/fdx/callback`, transport),
    ...(brazil && { obb: brazil.market(`${origin}/obb/return`, transport) }),
  }))
  return {
    ...app,
    bank,
    async close(): Promise<void> {
      await app.close()
      await bank.close()
      await brazil?.close()
    },
  }
}

export type FdxRecipient = Awaited<ReturnType<typeof openFdxRecipient>>

/** Chooses a bank, groups and a term; returns the page that sends the browser away, and where it sends it. */
export async function begin(browser: Browser, { groups = GROUPS, term = '1-year' } = {}) {
  await browser.submit('/fdx/consent/bank', [['bank', 'own']])
  const page = await browser.submit('/fdx/connect', [...groups, ['term', term]])
  return { page, url: unescaped(/http-equiv="refresh" content="0;url=([^"]+)"/.exec(page.text)?.[1] ?? '') }
}

/** Connects to the end: the page that says so, the connection's page, and its path. */
export async function connect({ bank }: FdxRecipient, browser: Browser, choice: Parameters<typeof begin>[1] = {}) {
  const { url } = await begin(browser, choice)
  const done = await browser.submit('/fdx/callback', [['answer', await bank.approve(url)]])
  const path = new URL(done.url).pathname.replace(/\/done$/, '')
  return { done, page: await browser.get(path), path }
}
