import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, openLog, openWorld } from '#kernel'
import { openRecipient } from '../../server/recipient/index.ts'
import { type Browser, openBrowser } from './browser.ts'
import { authority } from './certificates.ts'
import { openStandInBank } from './stand-in-bank.ts'

export const ALL_GROUPS: [string, string][] = [
  ['group', 'balances'],
  ['group', 'statements'],
  ['group', 'limits'],
]

/** The app over a stand-in bank, both on free ports; `close` leaves nothing behind. */
export async function openTestRecipient({ encryptRequestObject = false, registered = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-recipient-'))
  const ca = await authority()
  const tls = await ca.issue('CN=localhost')
  const bank = await openStandInBank({ tls, caPem: ca.pem })
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

  const market = { ...bank.market(`${origin}/obb/return`, await ca.issue('CN=contas-juntas')), encryptRequestObject }
  const dataDir = join(folder, 'recipient')
  const markets = registered ? { obb: market } : {}
  const open = () => openRecipient({ world, log, dataDir, caPem: ca.pem, host: '127.0.0.1', markets })
  let recipient = await open()
  listener = recipient.handler()
  const browsers: Browser[] = []

  return {
    bank,
    world,
    logged,
    origin,
    port,
    dataDir,
    caPem: ca.pem,
    market,
    setMarket: () => recipient.setMarket('obb', market),
    browser(): Browser {
      const browser = openBrowser(origin, ca.pem)
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
      await bank.close()
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
