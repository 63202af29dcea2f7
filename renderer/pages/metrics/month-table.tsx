import type { ServiceMonth } from '#analytics'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import type { ServiceView } from './service.ts'
import { reached } from './tiles.tsx'
import { useMetricsWords } from './words.ts'

/** One line a month, the current one first. */
export function MonthTable({ view: { market, months } }: { view: ServiceView }) {
  const { t, duration } = useMetricsWords()
  return (
    <div className="mt-table">
      <PlainTable
        caption={t('months')}
        heads={[
          { text: t('month') },
          { text: t('rate'), className: 'number' },
          { text: t('requests'), className: 'number mid-only' },
          { text: t('improper'), className: 'number wide-only', title: t('improper.tip') },
          { text: t('average'), className: 'number wide-only' },
          { text: 'p50', className: 'number wide-only' },
          { text: 'p95', className: 'number' },
          { text: 'p99', className: 'number wide-only' },
          { text: t('inTime.short', { objective: duration(market.objectiveMs) }), className: 'number mid-only' },
          { text: t('uptime'), className: 'number' },
          { text: t('planned'), className: 'number wide-only' },
        ]}
      >
        {months.map((month) => (
          <Row key={month.month} month={month} market={market} />
        ))}
      </PlainTable>
    </div>
  )
}

function Row({ month, market }: { month: ServiceMonth; market: ServiceView['market'] }) {
  const { t, formats, rate, duration, stretch, month: name } = useMetricsWords()
  const { targets, timeZone, id } = market
  return (
    <tr>
      <th scope="row" className="mt-month">
        <Link className="row-link" href={`/metrics/${month.month}?market=${id}`}>
          {name(month.from, timeZone)}
        </Link>
        {month.live && <span className="mt-live">{t('live')}</span>}
      </th>
      <td className="number">
        <Share share={month.responseRate} target={targets.responseRate} />
      </td>
      <td className="number mid-only">{formats.number(month.requests)}</td>
      <td className="number wide-only">{formats.number(month.requests - month.proper)}</td>
      <td className="number wide-only">{duration(month.averageMs)}</td>
      <td className="number wide-only">{duration(month.p50)}</td>
      <td className="number">{duration(month.p95)}</td>
      <td className="number wide-only">{duration(month.p99)}</td>
      <td className="number mid-only">{rate(month.inTime)}</td>
      <td className="number">
        <Share share={month.uptime} target={targets.uptime} />
      </td>
      <td className="number wide-only">{month.plannedMs === 0 ? '–' : stretch(month.plannedMs)}</td>
    </tr>
  )
}

/** A share, and a sign where it is less than it should be. */
export function Share({ share, target }: { share: number | null; target: number | undefined }) {
  const { t, rate } = useMetricsWords()
  if (reached(share, target) !== false) return rate(share)
  return (
    <span className="mt-missed" title={t('target.missed', { target: rate(target ?? null) })}>
      <Icon name="alert" size={12} />
      {rate(share)}
      <span className="unseen"> ({t('target.missed', { target: rate(target ?? null) })})</span>
    </span>
  )
}
