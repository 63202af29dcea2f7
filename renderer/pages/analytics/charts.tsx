import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { LatencyPoint, TrafficPoint } from './figures.ts'

const HEIGHT = 220
const TICK = { fill: 'var(--muted)', fontSize: 11 }
const TOOLTIP = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 8,
    boxShadow: 'var(--shadow)',
    color: 'var(--text)',
    fontSize: 12,
  },
  itemStyle: { color: 'var(--text)', padding: 0 },
  cursor: { fill: 'var(--hover)', stroke: 'var(--line-strong)' },
  isAnimationActive: false,
} as const

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

export type Lying = { name: string; count: number }
/** More bars than this are left to the table. */
const MOST_BARS = 8

/** Counts as lying bars, the longest on top. */
export function LyingBars<T extends Lying>(props: {
  rows: readonly T[]
  label: string
  colour: string
  number: (value: number) => string
  onPick: (row: T) => void
}) {
  const { rows, label, colour, number, onPick } = props
  const shown = rows.slice(0, MOST_BARS)
  return (
    <div className="an-chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={34 * shown.length + 8}>
        <BarChart
          data={shown}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 4, right: 56, bottom: 4, left: 0 }}
          onClick={({ activeTooltipIndex }) => {
            const row = shown[Number(activeTooltipIndex)]
            if (row) onPick(row)
          }}
        >
          <XAxis type="number" hide />
          <YAxis type="category" dataKey="name" tick={<NameTick />} width={178} stroke="none" interval={0} />
          <Tooltip {...TOOLTIP} formatter={(value) => number(Number(value))} />
          <Bar
            dataKey="count"
            name={label}
            fill={colour}
            radius={3}
            barSize={16}
            isAnimationActive={false}
            label={{
              position: 'right',
              fill: 'var(--text)',
              fontSize: 12,
              formatter: (value) => number(Number(value)),
            }}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}

/** More characters than this don't fit beside a bar. */
const LONGEST_NAME = 22

/** A bar's name on one line; a long one keeps both ends, which is where names differ. The table has it whole. */
function NameTick({ x, y, payload }: { x?: number; y?: number; payload?: { value: string } }) {
  const text = payload?.value ?? ''
  return (
    <text x={(x ?? 0) - 6} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontSize={12}>
      {text.length > LONGEST_NAME ? `${text.slice(0, 9)}…${text.slice(-12)}` : text}
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
