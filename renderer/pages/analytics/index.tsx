import { useEffect, useMemo } from 'react'
import type { Overview } from '#analytics'
import type { Product } from '#marketplace'
import { shortId } from '../../client/format.ts'
import { useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import { Charts } from './charts-of.tsx'
import { AnalyticsFilters } from './filters.tsx'
import { type AnalyticsFilter, filterOf, overviewPath } from './place.ts'
import { useAnalyticsWords } from './words.ts'
import './analytics.css'

const REFRESH_MS = 5000

export type AnalyticsPageProps = {
  /** The address's query: what the page is narrowed to. */
  query: URLSearchParams
  /** Asks for changes of the query; an empty value takes a name out. */
  onQuery: (changes: Record<string, string>) => void
  /** Goes to another page of the console. */
  onOpen: (href: string) => void
}

type Applications = { applications: { name: string; clientId: string | null }[] }
type Products = { markets: { id: string; name: string }[]; products: Product[] }

/** What the bank's doors saw: traffic, latency, errors and the consent funnel, live and over ninety days. */
export function AnalyticsPage({ query, onQuery, onOpen }: AnalyticsPageProps) {
  const { t } = useAnalyticsWords()
  const { api, facts } = useSession()
  const marketName = useMarketName()
  const filter = filterOf(query)
  const overview = useResource<Overview>(api, overviewPath(filter))
  const products = useResource<Products>(api, '/api/products').data
  const applications = useResource<Applications>(api, '/api/marketplace/applications').data
  const { reload } = overview
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS)
    return () => clearInterval(timer)
  }, [reload])

  const apps = useMemo(
    () =>
      (applications?.applications ?? []).flatMap(({ name, clientId }) =>
        clientId === null ? [] : [{ value: clientId, text: name }],
      ),
    [applications],
  )
  const appName = (clientId: string) =>
    apps.find(({ value }) => value === clientId)?.text ?? (clientId === '' ? t('app.nobody') : shortId(clientId))
  const apis = products?.products ?? []

  return (
    <div className="analytics">
      <header className="an-head">
        <h1>{t('title')}</h1>
        <AnalyticsFilters
          filter={filter}
          apps={apps}
          apis={apis.map(({ market, id, version }) => ({ value: `${market}/${id}`, text: `${id} ${version}` }))}
          markets={(facts?.markets ?? []).map(({ id }) => ({ value: id, text: marketName(id) }))}
          onChange={(changes) => onQuery(changes as Record<string, string>)}
        />
      </header>
      {overview.data ? (
        overview.data.traffic.length === 0 && overview.data.funnel.lodged === 0 ? (
          <Nothing filter={filter} onQuery={onQuery} />
        ) : (
          <>
            <Tiles overview={overview.data} />
            <Charts overview={overview.data} filter={filter} apis={apis} appName={appName} onOpen={onOpen} />
            <p className="muted small">{t('until')}</p>
          </>
        )
      ) : overview.error ? (
        <FailedState error={overview.error} onRetry={reload} />
      ) : (
        <Skeleton rows={6} label={t('loading')} />
      )}
    </div>
  )
}

function Nothing({ filter, onQuery }: { filter: AnalyticsFilter; onQuery: AnalyticsPageProps['onQuery'] }) {
  const { t } = useAnalyticsWords()
  const { facts } = useSession()
  return (
    <EmptyState icon="search" title={t('none.title')}>
      <p className="muted">{t('none.body')}</p>
      {filter.span !== 'quarter' && (
        <button type="button" className="button" onClick={() => onQuery({ span: 'quarter' })}>
          {t('none.longer')}
        </button>
      )}
      {facts && (
        <a className="button" href={facts.sampleApp} target="_blank" rel="noreferrer">
          {t('none.connect')}
        </a>
      )}
    </EmptyState>
  )
}

function Tiles({ overview: { traffic, latency, funnel, errorsByRule } }: { overview: Overview }) {
  const { t, formats, language } = useAnalyticsWords()
  const sum = (of: 'count' | 'errors' | 'generated') => traffic.reduce((total, one) => total + one[of], 0)
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const calls = sum('count')
  const errors = errorsByRule.reduce((total, { count }) => total + count, 0)
  const errorsGenerated = errorsByRule.reduce((total, { generated }) => total + generated, 0)
  const duration = (ms: number | null) => (ms === null ? '–' : formats.duration(ms))
  const part = (generated: number, of: number) => (of === 0 ? 0 : generated / of)
  const tiles = [
    {
      name: 'calls',
      value: formats.number(calls),
      more: t('tile.calls.more', { count: traffic.length }),
      generated: part(sum('generated'), calls),
    },
    {
      name: 'errors',
      value: formats.number(sum('errors')),
      more: t('tile.errors.more', { share: calls === 0 ? '–' : share.format(sum('errors') / calls) }),
      generated: part(errorsGenerated, errors),
    },
    {
      name: 'latency',
      value: duration(latency.p95),
      more: t('tile.latency.more', { p50: duration(latency.p50), p99: duration(latency.p99) }),
      generated: part(sum('generated'), calls),
    },
    {
      name: 'consents',
      value: formats.number(funnel.authorised),
      more: t('tile.consents.more', { lodged: funnel.lodged, used: funnel.used }),
      generated: part(funnel.generated.authorised, funnel.authorised),
    },
  ]
  return (
    <dl className="an-tiles">
      {tiles.map(({ name, value, more, generated }) => (
        <div key={name}>
          <dt>{t(`tile.${name}`)}</dt>
          <dd>
            <strong>{value}</strong>
            <span className="muted">{more}</span>
            {generated > 0 && (
              <span className="origin-mark" title={t('generated.tip')}>
                <Icon name="sparkle" size={10} />
                {t('generated.share', { share: formats.share(generated) })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
