import { openFdx } from './fdx/index.ts'
import type { MarketDeps, OpenMarketApp } from './market-app.ts'
import { openObb } from './obb/index.ts'

/** The markets that this app has a folder for, one line each; the rest of it knows a market by its id and pages only. */
export const OPENERS = {
  obb: openObb,
  fdx: openFdx,
} satisfies Record<string, (deps: MarketDeps) => OpenMarketApp>

export type RecipientMarketId = keyof typeof OPENERS
export const RECIPIENT_MARKETS = Object.keys(OPENERS) as RecipientMarketId[]
