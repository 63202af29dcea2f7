/** How the console's charts write their axes. */
export const TICK = { fill: 'var(--muted)', fontSize: 11 }

/** How they tell of the place pointed at; `cursor` is the chart's own. */
export const TOOLTIP = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 8,
    boxShadow: 'var(--shadow)',
    color: 'var(--text)',
    fontSize: 12,
  },
  itemStyle: { color: 'var(--text)', padding: 0 },
  isAnimationActive: false,
} as const
