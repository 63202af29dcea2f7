import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { ChoiceFilter, FilterBar } from '../../parts/filters.tsx'
import { Page } from '../../parts/page.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { Calendar } from './calendar.tsx'
import { Figures } from './figures.tsx'
import { FileButtons } from './file-buttons.tsx'
import { MonthObject } from './month-object.tsx'
import { type ServiceView, servicePath } from './service.ts'
import { useMetricsWords } from './words.ts'
import './metrics.css'

const REFRESH_MS = 10_000

/** How the bank's service did, month by month and for one market, and the calendar of its outages. */
export function MetricsPage({ address }: { address: Address }) {
  const { facts } = useSession()
  const markets = (facts?.markets ?? []).filter(({ lane }) => !lane)
  const asked = address.query.get('market')
  const market = markets.find(({ id }) => id === asked) ?? markets[0]
  const [month] = below('/metrics', address)
  if (!market) return <Waiting />
  if (month !== undefined) return <MonthObject key={month} market={market.id} month={month} />
  return <Overview address={address} market={market.id} markets={markets.map(({ id }) => id)} />
}

function Waiting() {
  const { t } = useMetricsWords()
  return (
    <Page title={t('title')}>
      <Skeleton rows={6} label={t('loading')} />
    </Page>
  )
}

function Overview({ address, market, markets }: { address: Address; market: string; markets: string[] }) {
  const { t } = useMetricsWords()
  const { api } = useSession()
  const go = useGo()
  const marketName = useMarketName()
  const view = useResource<ServiceView>(api, servicePath(market), { everyMs: REFRESH_MS })
  const change = (name: string, value: string) =>
    go(withQuery('/metrics', address.query, { [name]: value }), { replace: true })
  return (
    <Page
      title={t('title')}
      actions={view.data && <FileButtons view={view.data} />}
      filters={
        markets.length > 1 && (
          <FilterBar>
            <ChoiceFilter
              label={t('market')}
              all={marketName(markets[0] as string)}
              value={market === markets[0] ? '' : market}
              options={markets.slice(1).map((id) => ({ value: id, text: marketName(id) }))}
              onChange={(id) => change('market', id)}
            />
          </FilterBar>
        )
      }
    >
      {view.data ? (
        <div className="metrics">
          <Tabs
            current={address.query.get('view') ?? 'figures'}
            onChange={(id) => change('view', id === 'figures' ? '' : id)}
            tabs={[
              { id: 'figures', label: t('tab.figures'), panel: <Figures view={view.data} /> },
              { id: 'maintenance', label: t('tab.maintenance'), panel: <Calendar key={market} market={market} /> },
            ]}
          />
        </div>
      ) : view.error ? (
        <FailedState error={view.error} onRetry={view.reload} />
      ) : (
        <Skeleton rows={6} label={t('loading')} />
      )}
    </Page>
  )
}
