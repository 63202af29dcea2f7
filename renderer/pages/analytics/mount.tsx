import { lazy, Suspense } from 'react'
import { type Address, go, withQuery } from '../../client/address.ts'
import { useManner } from '../../client/session.tsx'
import { Skeleton } from '../../parts/states.tsx'

/** Charts come with this page and never with another. */
const AnalyticsPage = lazy(() => import('./index.tsx').then((page) => ({ default: page.AnalyticsPage })))

/** Analytics as a page of the console: its filters live in the address. */
export function AnalyticsRoute({ address: { path, query } }: { address: Address }) {
  const { words } = useManner()
  return (
    <Suspense fallback={<Skeleton rows={6} label={words.say('analytics.loading')} />}>
      <AnalyticsPage
        query={query}
        onQuery={(changes) => go(withQuery(path, query, changes), { replace: true })}
        onOpen={(href) => go(href)}
      />
    </Suspense>
  )
}
