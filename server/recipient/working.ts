import type { Log, World } from '#kernel'
import { openApp } from './app.ts'
import type { RecipientMarket } from './market.ts'
import type { OpenMarketApp } from './market-app.ts'
import { OPENERS, RECIPIENT_MARKETS, type RecipientMarketId } from './markets.ts'
import type { ConnectionStore } from './store.ts'

export type WorkingDeps = {
  world: World
  log: Log
  store: ConnectionStore
  caPem: string
  host: string
  markets: ReadonlyMap<RecipientMarketId, RecipientMarket>
}

export type Working = Awaited<ReturnType<typeof openWorking>>

/** The app at work: its pages, and each market that it is registered in. */
export async function openWorking({ world, log, store, caPem, host, markets }: WorkingDeps) {
  const openers = new Map(await Promise.all(RECIPIENT_MARKETS.map(async (id) => [id, await OPENERS[id]()] as const)))
  const open = new Map<RecipientMarketId, OpenMarketApp>()

  function setMarket(id: RecipientMarketId, market: RecipientMarket): void {
    const before = open.get(id)
    const opener = openers.get(id)
    if (opener) open.set(id, opener({ market, caPem, world, store }))
    before?.close().catch((error: unknown) => log.error('the old registration did not close', error))
  }

  /** In the list's own order, whichever was registered first. */
  const opened = (): OpenMarketApp[] => RECIPIENT_MARKETS.flatMap((id) => open.get(id) ?? [])

  for (const [id, market] of markets) setMarket(id, market)
  const app = openApp({ world, log, host, markets: opened })
  return {
    callback: app.callback(),
    setMarket,
    close: () => Promise.all([...open.values()].map((market) => market.close())),
  }
}
