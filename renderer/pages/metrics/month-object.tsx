import { Fragment } from 'react'
import { useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import { requestsAddress } from '../analytics/place.ts'
import { Share } from './month-table.tsx'
import { OutageTable } from './outage-table.tsx'
import { type CalendarView, calendarPath, type MonthView, monthPath, type ServiceView, servicePath } from './service.ts'
import { useMetricsWords } from './words.ts'

/** One month of a market: each operation that was called, and the outages. */
export function MonthObject({ market, month }: { market: string; month: string }) {
  const { t, month: name } = useMetricsWords()
  const { api } = useSession()
  const service = useResource<ServiceView>(api, servicePath(market))
  const view = useResource<MonthView>(api, monthPath(market, month))
  const calendar = useResource<CalendarView>(api, calendarPath(market))
  const { timeZone = 'UTC' } = service.data?.market ?? {}
  const error = view.error ?? service.error
  const span = view.data?.month
  const outages = (calendar.data?.outages ?? []).filter(
    ({ startsAt, endsAt }) => span && startsAt < span.until && endsAt > span.from,
  )
  return (
    <Page
      title={span ? name(span.from, timeZone) : month}
      back={{ href: `/metrics?market=${market}`, label: t('title') }}
    >
      {view.data && service.data ? (
        <div className="mt-figures">
          <section className="mt-months" aria-label={t('operations')}>
            <h2>{t('operations')}</h2>
            {view.data.operations.length === 0 ? (
              <EmptyState icon="chart" title={t('operations.none')}>
                <p className="muted">{t('operations.none.body')}</p>
              </EmptyState>
            ) : (
              <Operations view={view.data} market={service.data.market} />
            )}
          </section>
          <section className="mt-months" aria-label={t('outages')}>
            <h2>{t('outages')}</h2>
            {outages.length === 0 ? (
              <p className="muted mt-none">{t('outages.noneInMonth')}</p>
            ) : (
              <OutageTable outages={outages} />
            )}
          </section>
        </div>
      ) : error ? (
        <FailedState error={error} onRetry={view.reload} />
      ) : (
        <Skeleton rows={6} label={t('loading')} />
      )}
    </Page>
  )
}

function Operations({ view: { month, operations }, market }: { view: MonthView; market: ServiceView['market'] }) {
  const { t, formats, rate, duration } = useMetricsWords()
  return (
    <div className="mt-table">
      <PlainTable
        caption={t('operations')}
        heads={[
          { text: t('operation') },
          { text: t('rate'), className: 'number' },
          { text: t('requests'), className: 'number' },
          { text: t('improper'), className: 'number wide-only', title: t('improper.tip') },
          { text: t('average'), className: 'number wide-only' },
          { text: 'p50', className: 'number wide-only' },
          { text: 'p95', className: 'number mid-only' },
          { text: 'p99', className: 'number wide-only' },
          { text: t('inTime.short', { objective: duration(market.objectiveMs) }), className: 'number wide-only' },
          { text: t('leftOut'), className: 'number wide-only' },
        ]}
      >
        {operations.map((one) => (
          <tr key={one.operation}>
            <th scope="row">
              <Link
                className="row-link"
                href={requestsAddress({ operation: one.operation, from: month.from, to: month.until - 1 })}
              >
                <Humps name={one.operation} />
              </Link>
            </th>
            <td className="number">
              <Share share={one.responseRate} target={market.targets.responseRate} />
            </td>
            <td className="number">{formats.number(one.requests)}</td>
            <td className="number wide-only">{formats.number(one.requests - one.proper)}</td>
            <td className="number wide-only">{duration(one.averageMs)}</td>
            <td className="number wide-only">{duration(one.p50)}</td>
            <td className="number mid-only">{duration(one.p95)}</td>
            <td className="number wide-only">{duration(one.p99)}</td>
            <td className="number wide-only">{rate(one.inTime)}</td>
            <td className="number wide-only">{one.leftOut === 0 ? '–' : formats.number(one.leftOut)}</td>
          </tr>
        ))}
      </PlainTable>
    </div>
  )
}

/** An operation's name, which may be broken before a capital and nowhere else. */
function Humps({ name }: { name: string }) {
  return name.split(/(?=[A-Z])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name stay where they are
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
