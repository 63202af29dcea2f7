import { type Address, useGo, withQuery } from '../../client/address.ts'
import { useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Page } from '../../parts/page.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { Alerts } from './alerts.tsx'
import { Deliveries } from './deliveries.tsx'
import { useNoticeWords } from './words.ts'
import './notices.css'

/** What the bank tells applications by itself, and what they report to it. */
export function NoticesPage({ address }: { address: Address }) {
  const { t } = useNoticeWords()
  const { api } = useSession()
  const go = useGo()
  const { data } = useResource<{ unseen: number }>(api, '/api/incidents?limit=1')
  const change = (changes: Record<string, string>) =>
    go(withQuery('/notices', address.query, changes), { replace: true })
  return (
    <Page title={t('title')}>
      <div className="notices">
        <Tabs
          current={address.query.get('view') ?? 'deliveries'}
          onChange={(id) => change({ view: id === 'deliveries' ? '' : id })}
          tabs={[
            {
              id: 'deliveries',
              label: t('tab.deliveries'),
              panel: <Deliveries state={address.query.get('state') ?? ''} onState={(state) => change({ state })} />,
            },
            {
              ...{ id: 'alerts', label: t('tab.alerts'), panel: <Alerts /> },
              badge: data && data.unseen > 0 ? String(data.unseen) : undefined,
            },
          ]}
        />
      </div>
    </Page>
  )
}
