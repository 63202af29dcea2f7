import { useGo, withQuery } from '../../client/address.ts'
import type { PageProps } from '../pages.ts'
import { AnalyticsPage } from './index.tsx'

/** Analytics as a page of the console: its filters live in the address. */
export function AnalyticsRoute({ address: { path, query } }: PageProps) {
  const go = useGo()
  return (
    <AnalyticsPage
      query={query}
      onQuery={(changes) => go(withQuery(path, query, changes), { replace: true })}
      onOpen={(href) => go(href)}
    />
  )
}
