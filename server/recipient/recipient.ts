import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { type Log, openDatabase, type World } from '#kernel'
import type { RecipientMarket } from './market.ts'
import type { RecipientMarketId } from './markets.ts'
import { connectionStore } from './store.ts'
import type { Working } from './working.ts'

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

/**
 * Opens the sample data-recipient app "Contas Juntas": an outsider that knows the ecosystem through HTTP only. Its pages
 * are loaded with the first visit.
 */
export async function openRecipient(options: RecipientOptions): Promise<Recipient> {
  const { log, dataDir } = options
  const db = openDatabase(privateFile(dataDir, 'recipient.db'), { keep: 'everything' })
  const store = connectionStore(db)
  const markets = new Map(Object.entries(options.markets) as [RecipientMarketId, RecipientMarket][])
  let working: Working | undefined
  let opening: Promise<Working> | undefined

  function work(): Promise<Working> {
    opening ??= import('./working.ts')
      .then(({ openWorking }) => openWorking({ ...options, store, markets }))
      .then((opened) => {
        working = opened
        return opened
      })
    return opening
  }

  return {
    handler: () => (req, res) => {
      if (working) return void working.callback(req, res)
      work().then(
        ({ callback }) => void callback(req, res),
        (error: unknown) => {
          log.error('the sample app did not open', error)
          res.writeHead(500).end()
        },
      )
    },
    setMarket(id, market) {
      markets.set(id, market)
      if (opening) void opening.then((opened) => opened.setMarket(id, market)).catch(() => undefined)
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close()
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
