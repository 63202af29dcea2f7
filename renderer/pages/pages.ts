import { type ComponentType, lazy } from 'react'
import type { Address } from '../client/address.ts'
import type { IconName } from '../parts/icon.tsx'
import { HomePage } from './home/home-page.tsx'

export type PageProps = { address: Address }

export type PageEntry = {
  id: string
  path: string
  /** The key of its name in words/. */
  title: string
  icon: IconName
  Page: ComponentType<PageProps>
}

/** The console's pages, one line each; the first is home, and all others are loaded when they are opened. */
export const PAGES: readonly [PageEntry, ...PageEntry[]] = [
  { id: 'home', path: '/', title: 'home.title', icon: 'home', Page: HomePage },
  {
    ...{ id: 'journeys', path: '/journeys', title: 'journeys.title', icon: 'route' },
    Page: lazy(() => import('./journeys/journeys-page.tsx').then(({ JourneysPage }) => ({ default: JourneysPage }))),
  },
  {
    ...{ id: 'requests', path: '/requests', title: 'requests.title', icon: 'list' },
    Page: lazy(() => import('./requests/requests-page.tsx').then(({ RequestsPage }) => ({ default: RequestsPage }))),
  },
  {
    ...{ id: 'analytics', path: '/analytics', title: 'analytics.title', icon: 'chart' },
    Page: lazy(() => import('./analytics/mount.tsx').then(({ AnalyticsRoute }) => ({ default: AnalyticsRoute }))),
  },
  {
    ...{ id: 'metrics', path: '/metrics', title: 'metrics.title', icon: 'gauge' },
    Page: lazy(() => import('./metrics/metrics-page.tsx').then(({ MetricsPage }) => ({ default: MetricsPage }))),
  },
  {
    ...{ id: 'applications', path: '/applications', title: 'applications.title', icon: 'app' },
    Page: lazy(() =>
      import('./applications/applications-page.tsx').then(({ ApplicationsPage }) => ({ default: ApplicationsPage })),
    ),
  },
  {
    ...{ id: 'provisioning', path: '/provisioning', title: 'provisioning.title', icon: 'radar' },
    Page: lazy(() =>
      import('./applications/provisioning-page.tsx').then(({ ProvisioningPage }) => ({ default: ProvisioningPage })),
    ),
  },
  {
    ...{ id: 'directory', path: '/directory', title: 'directory.title', icon: 'certificate' },
    Page: lazy(() =>
      import('./directory/directory-page.tsx').then(({ DirectoryPage }) => ({ default: DirectoryPage })),
    ),
  },
  {
    ...{ id: 'consents', path: '/consents', title: 'consents.title', icon: 'shield' },
    Page: lazy(() => import('./consents/consents-page.tsx').then(({ ConsentsPage }) => ({ default: ConsentsPage }))),
  },
  {
    ...{ id: 'customers', path: '/customers', title: 'customers.title', icon: 'people' },
    Page: lazy(() =>
      import('./customers/customers-page.tsx').then(({ CustomersPage }) => ({ default: CustomersPage })),
    ),
  },
  {
    ...{ id: 'standards', path: '/standards', title: 'standards.title', icon: 'columns' },
    Page: lazy(() =>
      import('./standards/standards-page.tsx').then(({ StandardsPage }) => ({ default: StandardsPage })),
    ),
  },
  {
    ...{ id: 'phone', path: '/phone', title: 'phone.title', icon: 'phone' },
    Page: lazy(() => import('./phone/phone-page.tsx').then(({ PhonePage }) => ({ default: PhonePage }))),
  },
  {
    ...{ id: 'notices', path: '/notices', title: 'notices.title', icon: 'bell' },
    Page: lazy(() => import('./notices/notices-page.tsx').then(({ NoticesPage }) => ({ default: NoticesPage }))),
  },
  {
    ...{ id: 'tokens', path: '/tokens', title: 'tokens.title', icon: 'key' },
    Page: lazy(() => import('./tokens/tokens-page.tsx').then(({ TokensPage }) => ({ default: TokensPage }))),
  },
  {
    ...{ id: 'rules', path: '/rules', title: 'rules.title', icon: 'book' },
    Page: lazy(() => import('./rules/rules-page.tsx').then(({ RulesPage }) => ({ default: RulesPage }))),
  },
  {
    ...{ id: 'lanes', path: '/lanes', title: 'lanes.title', icon: 'lane' },
    Page: lazy(() => import('./lanes/lanes-page.tsx').then(({ LanesPage }) => ({ default: LanesPage }))),
  },
  {
    ...{ id: 'services', path: '/services', title: 'services.title', icon: 'server' },
    Page: lazy(() => import('./services/services-page.tsx').then(({ ServicesPage }) => ({ default: ServicesPage }))),
  },
  {
    ...{ id: 'settings', path: '/settings', title: 'settings.title', icon: 'gear' },
    Page: lazy(() => import('./settings/settings-page.tsx').then(({ SettingsPage }) => ({ default: SettingsPage }))),
  },
]

/** The page an address belongs to; home where it belongs to none. */
export function pageAt(path: string): PageEntry {
  return PAGES.slice(1).find((page) => path === page.path || path.startsWith(`${page.path}/`)) ?? PAGES[0]
}
