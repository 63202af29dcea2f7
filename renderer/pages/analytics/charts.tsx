import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { TOOLTIP as STYLE, TICK } from '../../parts/chart-style.ts'
import type { LatencyPoint, TrafficPoint } from './figures.ts'

const HEIGHT = 220
const TOOLTIP = { ...STYLE, cursor: { fill: 'var(--hover)', stroke: 'var(--line-strong)' } } as const

type TimeText = { tick: (at: number) => string; full: (at: number) => string }
/** What a series is called and drawn in; `dash` tells lines apart without colour. */
export type Series = { key: string; name: string; colour: string; dash?: string }

/** Answered and refused calls, on top of each other. The table behind is for who can't see it. */
export function TrafficChart(props: {
  points: TrafficPoint[]
  series: readonly Series[]
  time: TimeText
  number: (value: number) => string
  onPick: (at: number) => void
}) {
  const { points, series, time, number, onPick } = props
  return (
    <div className="an-chart" aria-hidden="true">
      <Legend series={series} />
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart
          data={points}
          accessibilityLayer={false}
          barCategoryGap="12%"
          onClick={({ activeLabel }) => activeLabel !== undefined && onPick(Number(activeLabel))}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="at" tickFormatter={time.tick} tick={TICK} stroke="var(--line-strong)" minTickGap={28} />
          <YAxis allowDecimals={false} tickFormatter={number} tick={TICK} width={44} stroke="none" />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(at) => time.full(Number(at))}
            formatter={(value) => number(Number(value))}
          />
          {series.map(({ key, name, colour }) => (
            <Bar key={key} dataKey={key} name={name} stackId="calls" fill={colour} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}

/** Percentiles over time: three lines, told apart by their dashes too. */
export function LatencyChart(props: {
  points: LatencyPoint[]
  series: readonly Series[]
  time: TimeText
  duration: (ms: number) => string
  onPick: (at: number) => void
}) {
  const { points, series, time, duration, onPick } = props
  return (
    <div className="an-chart" aria-hidden="true">
      <Legend series={series} />
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <LineChart
          data={points}
          accessibilityLayer={false}
          onClick={({ activeLabel }) => activeLabel !== undefined && onPick(Number(activeLabel))}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="at" tickFormatter={time.tick} tick={TICK} stroke="var(--line-strong)" minTickGap={28} />
          <YAxis tickFormatter={duration} tick={TICK} width={56} stroke="none" />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(at) => time.full(Number(at))}
            formatter={(value) => duration(Number(value))}
          />
          {series.map(({ key, name, colour, dash }) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              stroke={colour}
              strokeWidth={2}
              dot={points.length < 40 ? { r: 2.5, strokeDasharray: 'none' } : false}
              connectNulls
              isAnimationActive={false}
              {...(dash === undefined ? {} : { strokeDasharray: dash })}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}

export type Lying = { name: string; count: number; generated: number }
const LYING = { stackId: 'count', barSize: 16, isAnimationActive: false } as const
const BAR_END = { position: 'right', fill: 'var(--text)', fontSize: 12 } as const
/** More bars than this are left to the table. */
const MOST_BARS = 8

/** Counts as lying bars, the longest on top; the generated part of each is hatched. */
export function LyingBars<T extends Lying>(props: {
  /** Tells this chart's hatching from that of others on the page. */
  what: string
  rows: readonly T[]
  labels: { live: string; generated: string }
  colour: string
  number: (value: number) => string
  onPick: (row: T) => void
}) {
  const { what, rows, labels, colour, number, onPick } = props
  // The count stands at the bar's end: on its generated part, or on the live one where nothing was generated.
  const shown = rows.slice(0, MOST_BARS).map((row) => ({
    ...row,
    live: row.count - row.generated,
    liveEnd: row.generated === 0 ? number(row.count) : '',
    generatedEnd: row.generated === 0 ? '' : number(row.count),
  }))
  const hatch = `hatch-${what}`
  return (
    <div className="an-chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={34 * shown.length + 8}>
        <BarChart
          data={shown}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 4, right: 56, bottom: 4, left: 0 }}
          onClick={({ activeTooltipIndex }) => {
            const row = rows[Number(activeTooltipIndex)]
            if (row) onPick(row)
          }}
        >
          <XAxis type="number" hide />
          <YAxis type="category" dataKey="name" tick={<NameTick />} width={200} stroke="none" interval={0} />
          <Tooltip {...TOOLTIP} formatter={(value) => number(Number(value))} />
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill={colour} opacity="0.35" />
              <rect width="2.5" height="6" fill={colour} />
            </pattern>
          </defs>
          <Bar {...LYING} dataKey="live" name={labels.live} fill={colour}>
            <LabelList {...BAR_END} dataKey="liveEnd" />
          </Bar>
          <Bar {...LYING} dataKey="generated" name={labels.generated} fill={`url(#${hatch})`}>
            <LabelList {...BAR_END} dataKey="generatedEnd" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}

/** More characters than this don't fit beside a bar. */
const LONGEST_NAME = 25

/** A bar's name on one line; a long one keeps both ends, which is where names differ. The table has it whole. */
function NameTick({ x, y, payload }: { x?: number; y?: number; payload?: { value: string } }) {
  const text = payload?.value ?? ''
  return (
    <text x={(x ?? 0) - 6} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontSize={12}>
      {text.length > LONGEST_NAME ? `${text.slice(0, 10)}…${text.slice(-14)}` : text}
    </text>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="an-legend">
      {series.map(({ key, name, colour, dash }) => (
        <li key={key}>
          <svg width="18" height="10" aria-hidden="true">
            {dash === undefined ? (
              <rect width="18" height="10" rx="2" fill={colour} />
            ) : (
              <line x1="0" x2="18" y1="5" y2="5" stroke={colour} strokeWidth="2.5" strokeDasharray={dash} />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
