import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { ServiceMonth } from '#analytics'
import { TOOLTIP as STYLE, TICK } from '../../parts/chart-style.ts'
import type { ServiceView } from './service.ts'
import { useMetricsWords } from './words.ts'

const HEIGHT = 190
const TOOLTIP = { ...STYLE, cursor: { stroke: 'var(--line-strong)' } } as const

type Series = {
  key: 'responseRate' | 'uptime' | 'p50' | 'p95' | 'p99'
  name: string
  colour: string
  /** Tells lines apart without colour. */
  dash: string
}

/** Response rate and uptime, with what they should reach. */
export function RatesByMonth({ view }: { view: ServiceView }) {
  const { t, rate } = useMetricsWords()
  const { targets } = view.market
  const series: Series[] = [
    { key: 'responseRate', name: t('rate'), colour: 'var(--accent)', dash: '0' },
    { key: 'uptime', name: t('uptime'), colour: 'var(--ok-light)', dash: '7 3' },
  ]
  const shares = view.months.flatMap(({ responseRate, uptime }) => [responseRate ?? 1, uptime ?? 1])
  const marked = [...new Set([targets.responseRate, targets.uptime])].filter((target) => target !== undefined)
  const lowest = Math.min(...shares, ...marked, 0.99)
  return (
    <Chart
      title={t('chart.rates')}
      view={view}
      series={series}
      marks={marked.map((at) => ({ at, name: t('target', { target: rate(at) }) }))}
      domain={[Math.max(0, Math.floor(lowest * 100 - 0.5) / 100), 1]}
      written={(value) => rate(value)}
    />
  )
}

/** Percentiles of the time an answer took, with the objective. */
export function LatencyByMonth({ view }: { view: ServiceView }) {
  const { t, duration } = useMetricsWords()
  const { objectiveMs } = view.market
  const series: Series[] = [
    { key: 'p50', name: 'p50', colour: 'var(--ok-light)', dash: '0' },
    { key: 'p95', name: 'p95', colour: 'var(--accent)', dash: '7 3' },
    { key: 'p99', name: 'p99', colour: 'var(--refused-line)', dash: '2 3' },
  ]
  return (
    <Chart
      title={t('chart.latency')}
      view={view}
      series={series}
      marks={[{ at: objectiveMs, name: t('objective', { objective: duration(objectiveMs) }) }]}
      domain={[0, (most: number) => Math.ceil(Math.max(most, objectiveMs) * 1.1)]}
      written={duration}
    />
  )
}

type ChartProps = {
  title: string
  view: ServiceView
  series: readonly Series[]
  /** What is to be reached, or not to be gone beyond. */
  marks: readonly { at: number; name: string }[]
  domain: [number, number | ((most: number) => number)]
  written: (value: number) => string
}

/** Lines over the months, the oldest first; the table of months below is for who can't see them. */
function Chart({ title, view, series, marks, domain, written }: ChartProps) {
  const { shortMonth, month } = useMetricsWords()
  const { timeZone } = view.market
  const points: ServiceMonth[] = [...view.months].reverse()
  return (
    <figure className="mt-chart">
      <figcaption>{title}</figcaption>
      <div aria-hidden="true">
        <ul className="mt-legend">
          {[...series, ...marks.map(({ name }) => ({ key: name, name, colour: 'var(--failed)', dash: '1 0' }))].map(
            ({ key, name, colour, dash }) => (
              <li key={key}>
                <svg width="20" height="10" aria-hidden="true">
                  <line x1="0" x2="20" y1="5" y2="5" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
                </svg>
                {name}
              </li>
            ),
          )}
        </ul>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <LineChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="from"
              tickFormatter={(at) => shortMonth(Number(at), timeZone)}
              tick={TICK}
              stroke="var(--line-strong)"
              minTickGap={16}
              padding={{ left: 24, right: 24 }}
            />
            <YAxis domain={domain} tickFormatter={written} tick={TICK} width={64} stroke="none" tickCount={5} />
            <Tooltip
              {...TOOLTIP}
              labelFormatter={(at) => month(Number(at), timeZone)}
              formatter={(value) => written(Number(value))}
            />
            {marks.map(({ at, name }) => (
              <ReferenceLine key={name} y={at} stroke="var(--failed)" strokeWidth={1.5} />
            ))}
            {series.map(({ key, name, colour, dash }) => (
              <Line
                key={key}
                dataKey={key}
                name={name}
                stroke={colour}
                strokeWidth={2}
                strokeDasharray={dash}
                dot={{ r: 3, strokeDasharray: 'none' }}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}
