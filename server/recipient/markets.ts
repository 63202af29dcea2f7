import type { MarketDeps, OpenMarketApp } from './market-app.ts'

type Opener = (deps: MarketDeps) => OpenMarketApp

/**
 * The markets that this app has a folder for, one line each; the rest of it knows a market by its id and pages only.
 * A folder is loaded with the first visit: an app that nobody opened takes no room.
 */
export const OPENERS = {
  obb: async () => (await import('./obb/index.ts')).openObb,
  fdx: async () => (await import('./fdx/index.ts')).openFdx,
} satisfies Record<string, () => Promise<Opener>>

export type RecipientMarketId = keyof typeof OPENERS
export const RECIPIENT_MARKETS = Object.keys(OPENERS) as RecipientMarketId[]
