/** A stretch of time in bank milliseconds; its end does not belong to it. */
export type Span = { from: number; until: number }

/** The same moments as spans that neither meet nor overlap, the earliest first. */
export function union(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const { from, until } of spans.filter((span) => span.until > span.from).sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else whole.push({ from, until })
  }
  return whole
}

/** The moments that belong to both. */
export function both(some: readonly Span[], others: readonly Span[]): Span[] {
  return union(
    some.flatMap((one) =>
      others.map((other) => ({ from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) })),
    ),
  )
}

/** The moments of some that belong to none of the others. */
export function without(some: readonly Span[], others: readonly Span[]): Span[] {
  const holes = union(others)
  return union(some).flatMap(({ from, until }) => {
    const left: Span[] = []
    let at = from
    for (const hole of holes) {
      if (hole.until <= at || hole.from >= until) continue
      left.push({ from: at, until: hole.from })
      at = hole.until
    }
    left.push({ from: at, until })
    return left.filter((span) => span.until > span.from)
  })
}

/** How long they last together, in milliseconds; moments that several share count once. */
export function lengthOf(spans: readonly Span[]): number {
  return union(spans).reduce((sum, { from, until }) => sum + until - from, 0)
}
