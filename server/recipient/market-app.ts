import type { World } from '#kernel'
import type { RecipientMarket } from './market.ts'
import type { Front } from './pages/welcome.ts'
import type { Route, Visit } from './routing.ts'
import type { ConnectionStore } from './store.ts'
import type { MenuMarket } from './web/layout.ts'

/** A market's part of the app, as the shell sees it. */
export type MarketApp = MenuMarket & {
  routes: readonly Route[]
  /** The market on the page that shows all of them. */
  front(visit: Visit): Promise<Front>
}

/** What a market's part is opened with. */
export type MarketDeps = { market: RecipientMarket; caPem: string; world: World; store: ConnectionStore }

export type OpenMarketApp = MarketApp & { close(): Promise<void> }
