import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, openLog, openWorld } from '#kernel'
import { openRecipient, type RecipientMarket, type RecipientMarketId } from '../../server/recipient/index.ts'
import { type Browser, openBrowser } from './browser.ts'
import { authority } from './certificates.ts'
import { openStandInBank } from './stand-in-bank.ts'

export const ALL_GROUPS: [string, string][] = [
  ['group', 'balances'],
  ['group', 'statements'],
  ['group', 'limits'],
]

/** The app over a stand-in bank of Brazil, both on free ports; `close` leaves nothing behind. */
export async function openTestRecipient({ encryptRequestObject = false, registered = true } = {}) {
  const ca = await authority()
  const bank = await openStandInBank({ tls: await ca.issue('CN=localhost'), caPem: ca.pem })
  const transport = await ca.issue('CN=contas-juntas')
  const marketAt = (origin: string) => ({ ...bank.market(`${origin}/obb/return`, transport), encryptRequestObject })
  const app = await openTestApp(ca.pem, await ca.issue('CN=localhost'), (origin) =>
    registered ? { obb: marketAt(origin) } : {},
  )
  const market = marketAt(app.origin)
  return {
    ...app,
    bank,
    market,
    setMarket: () => app.setMarket('obb', market),
    async close(): Promise<void> {
      await app.close()
      await bank.close()
    },
  }
}

type Markets = Partial<Record<RecipientMarketId, RecipientMarket>>

/** The app alone, registered in the markets that `marketsAt` gives for its own address. */
export async function openTestApp(
  caPem: string,
  tls: { keyPem: string; certificatePem: string },
  marketsAt: (origin: string) => Markets,
) {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-recipient-'))
  const db = openDatabase(':memory:', { keep: 'most' })
  const world = openWorld({ db })
  const logged: string[] = []
  const log = openLog({ now: world.wire.now, write: (line) => void logged.push(line) })

  let listener: RequestListener = (_, response) => void response.end()
  const server = createServer({ key: tls.keyPem, cert: tls.certificatePem }, (request, response) =>
    listener(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = (server.address() as AddressInfo).port
  const origin = `https://127.0.0.1:${port}`

  const dataDir = join(folder, 'recipient')
  const open = () => openRecipient({ world, log, dataDir, caPem, host: '127.0.0.1', markets: marketsAt(origin) })
  let recipient = await open()
  listener = recipient.handler()
  const browsers: Browser[] = []

  return {
    world,
    logged,
    origin,
    port,
    dataDir,
    caPem,
    setMarket: (id: RecipientMarketId, market: RecipientMarket) => recipient.setMarket(id, market),
    browser(): Browser {
      const browser = openBrowser(origin, caPem)
      browsers.push(browser)
      return browser
    },
    /** Closes the app and opens it anew over the same folder. */
    async restart(): Promise<void> {
      await recipient.close()
      recipient = await open()
      listener = recipient.handler()
    },
    async close(): Promise<void> {
      await Promise.all(browsers.map((browser) => browser.close()))
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await recipient.close()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestRecipient = Awaited<ReturnType<typeof openTestRecipient>>

/** Chooses Ana and every group; returns the page that sends the browser away, and where it sends it. */
export async function begin(
  browser: Browser,
  form: [string, string][] = [['customer', 'ana'], ['term', '12-months'], ...ALL_GROUPS],
) {
  const page = await browser.submit('/obb/connect', form)
  return { page, url: unescaped(/http-equiv="refresh" content="0;url=([^"]+)"/.exec(page.text)?.[1] ?? '') }
}

/** Connects to the end: the page that says so, the connection's page, and its path. */
export async function connect({ bank }: TestRecipient, browser: Browser) {
  const { url } = await begin(browser)
  const done = await browser.submit('/obb/return', [['answer', await bank.approve(url)]])
  const path = new URL(done.url).pathname.replace(/\/done$/, '')
  return { done, page: await browser.get(path), path }
}

export const unescaped = (markup: string): string =>
  markup.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
