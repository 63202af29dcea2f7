import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { type Log, openDatabase, type World } from '#kernel'
import { openApp } from './app.ts'
import type { RecipientMarket } from './market.ts'
import type { OpenMarketApp } from './market-app.ts'
import { OPENERS, RECIPIENT_MARKETS, type RecipientMarketId } from './markets.ts'
import { connectionStore } from './store.ts'

export type RecipientOptions = {
  world: World
  log: Log
  /** A folder of the app's own: it holds recipient.db, tokens included, and nothing else. */
  dataDir: string
  /** The authority that the banks' server certificates are checked against. */
  caPem: string
  /** The one host name that the app answers under, the redirect addresses' own. */
  host: string
  markets: Partial<Record<RecipientMarketId, RecipientMarket>>
}

export type Recipient = {
  /** Answers the requests of a TLS listener; the caller makes the listener. */
  handler(): RequestListener
  /** Gives the app its registration in a market, or a new one in place of the old. */
  setMarket(id: RecipientMarketId, market: RecipientMarket): void
  close(): Promise<void>
}

/** Opens the sample data-recipient app "Contas Juntas": an outsider that knows the ecosystem through HTTP only. */
export async function openRecipient({
  world,
  log,
  dataDir,
  caPem,
  host,
  markets,
}: RecipientOptions): Promise<Recipient> {
  const db = openDatabase(privateFile(dataDir, 'recipient.db'), { keep: 'everything' })
  const store = connectionStore(db)
  const open = new Map<RecipientMarketId, OpenMarketApp>()

  function setMarket(id: RecipientMarketId, market: RecipientMarket): void {
    const before = open.get(id)
    open.set(id, OPENERS[id]({ market, caPem, world, store }))
    before?.close().catch((error: unknown) => log.error('the old registration did not close', error))
  }

  /** In the list's own order, whichever was registered first. */
  const opened = (): OpenMarketApp[] => RECIPIENT_MARKETS.flatMap((id) => open.get(id) ?? [])

  for (const id of RECIPIENT_MARKETS) if (markets[id]) setMarket(id, markets[id])
  const app = openApp({ world, log, host, markets: opened })
  return {
    handler: () => app.callback(),
    setMarket,
    async close() {
      await Promise.all([...open.values()].map((market) => market.close()))
      db.close()
    },
  }
}

/** SQLite gives the files beside a database the permissions of the database itself. */
function privateFile(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, name)
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  return file
}
