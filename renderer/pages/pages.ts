import type { ComponentType } from 'react'
import type { Address } from '../client/address.ts'
import type { IconName } from '../parts/icon.tsx'
import { AnalyticsRoute } from './analytics/mount.tsx'
import { JourneysPage } from './journeys/journeys-page.tsx'

export type PageEntry = {
  id: string
  path: string
  /** The key of its name in words/. */
  title: string
  icon: IconName
  Page: ComponentType<{ address: Address }>
}

/** The console's pages, one line each; the first is home. */
export const PAGES: readonly [PageEntry, ...PageEntry[]] = [
  { id: 'journeys', path: '/journeys', title: 'journeys.title', icon: 'route', Page: JourneysPage },
  { id: 'analytics', path: '/analytics', title: 'analytics.title', icon: 'chart', Page: AnalyticsRoute },
]

/** The page an address belongs to; home where it belongs to none. */
export function pageAt(path: string): PageEntry {
  return PAGES.find((page) => path === page.path || path.startsWith(`${page.path}/`)) ?? PAGES[0]
}
