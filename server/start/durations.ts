import { addMonths, problem } from '#kernel'

/** A stretch of time as people write it: whole months, whose length depends on when they begin, and milliseconds. */
export type Duration = { months: number; ms: number }

const MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const MONTHS: Record<string, number> = { mo: 1, y: 12 }

const SHORT = /^(?:\d{1,9}(?:mo|[smhdwy]))+$/
const ISO =
  /^P(?=.)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/

/**
 * Reads a duration: 90m, 36h, 2d, 13mo, 1y, 1d12h, or as ISO 8601 writes it: PT90M, P13M, P1DT12H.
 * Throws duration-invalid.
 */
export function readDuration(text: string): Duration {
  const iso = ISO.exec(text)
  if (iso) {
    const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0))
    return sum([
      [years, 'y'],
      [months, 'mo'],
      [weeks, 'w'],
      [days, 'd'],
      [hours, 'h'],
      [minutes, 'm'],
      [seconds, 's'],
    ])
  }
  if (!SHORT.test(text)) throw problem('duration-invalid', { duration: text })
  return sum([...text.matchAll(/(\d+)(mo|[smhdwy])/g)].map(([, count, unit]) => [Number(count), unit as string]))
}

function sum(parts: readonly (readonly [number | undefined, string])[]): Duration {
  const duration = { months: 0, ms: 0 }
  for (const [count = 0, unit] of parts) {
    duration.months += count * (MONTHS[unit] ?? 0)
    duration.ms += count * (MS[unit] ?? 0)
  }
  return duration
}

/** The moment a duration after another: months by the calendar (UTC), the last day of a shorter one. */
export function after(at: number, { months, ms }: Duration): number {
  return addMonths(at, months) + ms
}
