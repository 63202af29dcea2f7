import type { Grain, Overview } from '#analytics'
import { ChartCard } from './chart-card.tsx'
import { LatencyChart, LyingBars, type Series, TrafficChart } from './charts.tsx'
import { type Api, byApi, latencyPoints, trafficPoints } from './figures.ts'
import { type AnalyticsFilter, consentsAddress, type Drill, GRAIN_MS, requestsAddress } from './place.ts'
import { type AnalyticsWords, useAnalyticsWords } from './words.ts'

type Props = {
  overview: Overview
  filter: AnalyticsFilter
  apis: readonly Api[]
  appName: (clientId: string) => string
  onOpen: (href: string) => void
}

/** All charts of the page. */
export function Charts(props: Props) {
  return (
    <div className="an-charts">
      <Traffic {...props} />
      <Latency {...props} />
      <Funnel {...props} />
      <Errors {...props} />
      <ByApplication {...props} />
      <ByApi {...props} />
      <ByOperation {...props} />
    </div>
  )
}

/** The request log of the range looked at, narrowed further. */
function requestsOf({ overview: { from, to }, filter }: Props, narrowed: Partial<Drill> = {}): string {
  const { client, api, origin } = filter
  return requestsAddress({ from, to: to - 1, client, api, origin, ...narrowed })
}

function intervalHref(props: Props, at: number): string {
  return requestsOf(props, { from: at, to: at + GRAIN_MS[props.overview.grain] - 1 })
}

function Traffic(props: Props) {
  const { overview, onOpen } = props
  const words = useAnalyticsWords()
  const { t, formats } = words
  const time = timeOf(words, overview.grain)
  const points = trafficPoints(overview)
  const series: Series[] = [
    { key: 'answered', name: t('traffic.answered'), colour: 'var(--accent)' },
    { key: 'errors', name: t('traffic.errors'), colour: 'var(--refused-line)' },
  ]
  return (
    <ChartCard
      title={t('traffic.title')}
      name="traffic"
      rows={points}
      keyOf={({ at }) => at}
      hrefOf={({ at }) => intervalHref(props, at)}
      onOpen={onOpen}
      empty={t('empty')}
      generated={shareOf(points.map(({ answered, errors, generated }) => ({ count: answered + errors, generated })))}
      columns={[
        { name: t('column.time'), of: ({ at }) => new Date(at).toISOString(), shown: ({ at }) => time.full(at) },
        { name: t('traffic.answered'), of: ({ answered }) => answered },
        { name: t('traffic.errors'), of: ({ errors }) => errors },
        { name: t('column.generated'), of: ({ generated }) => generated },
      ]}
    >
      <TrafficChart
        points={points}
        series={series}
        time={time}
        number={formats.number}
        onPick={(at) => onOpen(intervalHref(props, at))}
      />
    </ChartCard>
  )
}

const PERCENTILES: readonly Series[] = [
  { key: 'p50', name: 'p50', colour: 'var(--ok-light)', dash: '0' },
  { key: 'p95', name: 'p95', colour: 'var(--accent)', dash: '7 3' },
  { key: 'p99', name: 'p99', colour: 'var(--refused-line)', dash: '2 3' },
]

function Latency(props: Props) {
  const { overview, onOpen } = props
  const words = useAnalyticsWords()
  const { t, formats } = words
  const time = timeOf(words, overview.grain)
  const points = latencyPoints(overview)
  const shown = (ms: number | null) => (ms === null ? '–' : formats.duration(ms))
  return (
    <ChartCard
      title={t('latency.title')}
      name="latency"
      rows={overview.latencyTimeline.length === 0 ? [] : points}
      keyOf={({ at }) => at}
      hrefOf={({ at }) => intervalHref(props, at)}
      onOpen={onOpen}
      empty={t('empty')}
      generated={shareOf(overview.traffic)}
      columns={[
        { name: t('column.time'), of: ({ at }) => new Date(at).toISOString(), shown: ({ at }) => time.full(at) },
        { name: 'p50', of: ({ p50 }) => p50, shown: ({ p50 }) => shown(p50) },
        { name: 'p95', of: ({ p95 }) => p95, shown: ({ p95 }) => shown(p95) },
        { name: 'p99', of: ({ p99 }) => p99, shown: ({ p99 }) => shown(p99) },
      ]}
    >
      <LatencyChart
        points={points}
        series={PERCENTILES}
        time={time}
        duration={formats.duration}
        onPick={(at) => onOpen(intervalHref(props, at))}
      />
    </ChartCard>
  )
}

type Counted = { id: string; name: string; count: number; generated: number; errors?: number }

/** Which part of all that was counted the generator made. */
function shareOf(rows: readonly { count: number; generated: number }[]): number {
  const sum = (of: 'count' | 'generated') => rows.reduce((total, row) => total + row[of], 0)
  return sum('count') === 0 ? 0 : sum('generated') / sum('count')
}

/** Counts by name as bars, each leading to its requests. */
function Counts(props: {
  what: string
  rows: Counted[]
  colour?: string
  note?: string | undefined
  wide?: boolean
  hrefOf: (row: Counted) => string
  onOpen: (href: string) => void
}) {
  const { what, rows, colour = 'var(--accent)', note, wide = false, hrefOf, onOpen } = props
  const { t, formats } = useAnalyticsWords()
  const withErrors = rows.some(({ errors }) => errors !== undefined)
  return (
    <ChartCard
      wide={wide}
      title={t(`${what}.title`)}
      name={what}
      rows={rows}
      keyOf={({ id }) => id}
      hrefOf={hrefOf}
      onOpen={onOpen}
      empty={t(`${what}.empty`)}
      generated={shareOf(rows)}
      note={note}
      columns={[
        { name: t(`${what}.column`), of: ({ name }) => name },
        { name: t('column.count'), of: ({ count }) => count },
        ...(withErrors ? [{ name: t('traffic.errors'), of: ({ errors }: Counted) => errors ?? 0 }] : []),
        { name: t('column.generated'), of: ({ generated }) => generated },
      ]}
    >
      <LyingBars
        rows={rows}
        what={what}
        labels={{ live: t('origin.live'), generated: t('origin.generated') }}
        colour={colour}
        number={formats.number}
        onPick={(row) => onOpen(hrefOf(row))}
      />
    </ChartCard>
  )
}

function Funnel({ overview: { funnel }, filter, onOpen }: Props) {
  const { t, orElse } = useAnalyticsWords()
  const stages = (['lodged', 'authorised', 'used'] as const).map((stage) => ({
    id: stage,
    name: t(`funnel.${stage}`),
    count: funnel[stage],
    generated: funnel.generated[stage],
  }))
  const endings = funnel.endings.map(({ stage, reason, count, generated }) => ({
    id: `${stage} ${reason}`,
    name: `${t(`funnel.${stage}`)}: ${orElse(`reason.${reason}`, reason.replaceAll('_', ' ').toLowerCase())}`,
    count,
    generated,
  }))
  const rows = funnel.lodged === 0 && endings.length === 0 ? [] : [...stages, ...endings]
  return (
    <Counts
      what="funnel"
      rows={rows}
      colour="var(--ok-light)"
      note={filter.api === '' ? undefined : t('funnel.ofAllApis')}
      hrefOf={() => consentsAddress(filter)}
      onOpen={onOpen}
    />
  )
}

function Errors(props: Props) {
  const { overview, onOpen } = props
  const rows = overview.errorsByRule.map(({ rule, count, generated }) => ({ id: rule, name: rule, count, generated }))
  return (
    <Counts
      what="rules"
      rows={rows}
      colour="var(--refused-line)"
      hrefOf={({ id }) => requestsOf(props, { rule: id })}
      onOpen={onOpen}
    />
  )
}

function ByApplication(props: Props) {
  const { overview, appName, onOpen } = props
  const rows = overview.byClient.map(({ clientId, count, errors, generated }) => ({
    ...{ id: clientId, name: appName(clientId), count, errors, generated },
  }))
  return <Counts what="apps" rows={rows} hrefOf={({ id }) => requestsOf(props, { client: id })} onOpen={onOpen} />
}

function ByApi(props: Props) {
  const { overview, apis, onOpen } = props
  const rows = byApi(overview, apis).map((api) => ({ ...api, id: api.name }))
  return <Counts what="apis" rows={rows} hrefOf={({ id }) => requestsOf(props, { api: id })} onOpen={onOpen} />
}

function ByOperation(props: Props) {
  const { overview, onOpen } = props
  const rows = overview.traffic.map(({ operation, count, errors, generated }) => ({
    id: operation,
    name: operation,
    count,
    errors,
    generated,
  }))
  return (
    <Counts
      wide
      what="operations"
      rows={rows}
      hrefOf={({ id }) => requestsOf(props, { operation: id })}
      onOpen={onOpen}
    />
  )
}

/** Days of the roll-ups are UTC days; finer intervals are told in the reader's own time. */
function timeOf({ language, formats }: Pick<AnalyticsWords, 'language' | 'formats'>, grain: Grain) {
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (grain === 'day') return { tick: (at: number) => day.format(at), full: (at: number) => day.format(at) }
  return { tick: (at: number) => minute.format(at), full: formats.dateTime }
}
