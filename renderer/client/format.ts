import type { Money } from '#kernel'
import type { Language } from '../words/words.ts'
import { moneyIn } from './money.ts'

const DAY_MS = 86_400_000

/** Writes numbers, times and spans as a language does. Raw messages never pass through here. */
export function formatsOf(language: Language) {
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const fine = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
  const calendarDay = new Intl.DateTimeFormat(language, {
    ...({ day: 'numeric', month: 'short', year: 'numeric' } as const),
    timeZone: 'UTC',
  })
  const rate = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 3 })
  const units = new Intl.NumberFormat(language, { maximumFractionDigits: 6 })
  const whole = new Intl.NumberFormat(language)
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits })
  const milliseconds = { fine: unit('millisecond', 1), plain: unit('millisecond', 0) }
  const seconds = unit('second', 1)
  const spans = [
    { ms: DAY_MS, format: unit('day', 0) },
    { ms: 3_600_000, format: unit('hour', 0) },
    { ms: 60_000, format: unit('minute', 0) },
    { ms: 1000, format: unit('second', 0) },
  ]

  return {
    number: (value: number) => whole.format(value),
    /** A part of a whole: 98%. What is not all of it is never written as all, nor what is something as nothing. */
    share: (part: number) => share.format(part === 0 || part === 1 ? part : Math.min(0.99, Math.max(0.01, part))),
    money: (amount: Money) => moneyIn(language, amount),
    /** A rate of interest: 6.125%. */
    rate: (part: number) => rate.format(part),
    /** So many of something that comes in fractions. */
    units: (count: number) => units.format(count),
    /** A day of the calendar (`yyyy-mm-dd`), the same everywhere. */
    day: (day: string) => calendarDay.format(Date.parse(day)),
    /** 14:03:07 */
    time: (at: number) => time.format(at),
    /** 14:03:07.125, for telling neighbouring steps apart. */
    fineTime: (at: number) => fine.format(at),
    dateTime: (at: number) => `${date.format(at)}, ${time.format(at)}`,
    date: (at: number) => date.format(at),
    /** The time where it is of today, by the bank's clock; else the day as well. */
    moment: (at: number, now: number) => (sameDay(at, now) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`),
    /** How long something took: 0.4 ms, 12 ms, 1.2 s. */
    duration(ms: number): string {
      if (ms < 9.95) return milliseconds.fine.format(ms)
      if (ms < 1000) return milliseconds.plain.format(ms)
      return seconds.format(ms / 1000)
    },
    /** A span in its largest whole unit: 3 days. */
    span(ms: number): string {
      const size = Math.abs(ms)
      const { ms: unitMs, format } = spans.find((span) => size >= span.ms) ?? spans[3]!
      return format.format(Math.floor(size / unitMs))
    },
  }
}

export type Formats = ReturnType<typeof formatsOf>

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** Keeps both ends of a long id, which is where ids differ. */
export function shortId(id: string, keep = 8): string {
  return id.length <= keep * 2 + 1 ? id : `${id.slice(0, keep)}…${id.slice(-keep)}`
}
