import { GRAINS, type Grain } from '../grain.ts'

/** A calendar month in a time zone: its name (`2026-11`), and its ends in bank milliseconds. */
export type Month = { month: string; from: number; until: number }

/** The month that a moment lies in, in a time zone. */
export function monthOf(at: number, timeZone: string): Month {
  const [year = 1970, month = 1] = clockIn(timeZone, at)
  return monthNamed(year, month, timeZone)
}

/** The month that is `count` before another. */
export function monthsBefore({ month }: Month, count: number, timeZone: string): Month {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 - count
  return monthNamed(Math.floor(index / 12), (index % 12) + 1, timeZone)
}

function monthNamed(year: number, month: number, timeZone: string): Month {
  const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  return { month: name, from: midnight(year, month, timeZone), until: midnight(year, month + 1, timeZone) }
}

/** The first moment of a month. Clocks are changed at night: the offset is read again where it was first guessed. */
function midnight(year: number, month: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, 1)
  const guess = asUtc - offsetAt(timeZone, asUtc)
  return asUtc - offsetAt(timeZone, guess)
}

function offsetAt(timeZone: string, at: number): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = clockIn(timeZone, at)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/** Year, month, day, hour, minute and second as a clock in the zone shows them. */
function clockIn(timeZone: string, at: number): number[] {
  const text = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  }).format(at)
  return (text.match(/\d+/g) ?? []).map(Number)
}

/** A stretch of whole intervals of one grain. */
export type Piece = { grain: Grain; from: number; to: number }

const COARSEST_FIRST = ['day', 'hour', 'minute'] as const

/** The fewest whole intervals that make up a stretch: days within, hours and minutes at its ends. Seconds are left out. */
export function piecesOf(from: number, until: number, grains: readonly Grain[] = COARSEST_FIRST): Piece[] {
  const [grain, ...finer] = grains
  if (grain === undefined || until <= from) return []
  const first = Math.ceil(from / GRAINS[grain]) * GRAINS[grain]
  const last = Math.floor(until / GRAINS[grain]) * GRAINS[grain]
  if (first >= last) return piecesOf(from, until, finer)
  return [...piecesOf(from, first, finer), { grain, from: first, to: last }, ...piecesOf(last, until, finer)]
}
