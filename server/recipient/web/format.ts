import type { Scene } from '../scene.ts'
import type { Language } from './language.ts'

/** What moments are written by: a language, and the time zone that a market's banks live in. */
export type Written = Pick<Scene, 'language' | 'zone'>

/** Writes an amount given as a decimal string; text that is no amount is returned as it came. */
export function money(language: Language, amount: unknown, currency: unknown): string {
  const plain = `${amount ?? ''} ${currency ?? ''}`.trim()
  if (typeof amount !== 'string' || !/^-?\d{1,15}(\.\d{2,4})?$/.test(amount)) return plain
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return plain
  // A string keeps every digit: Intl reads it as a decimal, not as a floating-point number.
  const options = { style: 'currency', currency, maximumFractionDigits: 4, minimumFractionDigits: 2 } as const
  return new Intl.NumberFormat(language, options).format(amount as `${number}`)
}

/** Writes cents of the market's currency. */
export const cents = ({ language, currency }: Scene, amountMinor: number): string =>
  money(language, (amountMinor / 100).toFixed(2), currency)

/** Writes a moment (milliseconds or RFC 3339) in the market's time; text that is no moment is returned as it came. */
export function moment(by: Written, at: unknown): string {
  return written(by, at, { dateStyle: 'medium', timeStyle: 'short' })
}

/** Writes the day of a moment in the market's time, with the day of the week where `weekday` is set. */
export function date(by: Written, at: unknown, { weekday = false } = {}): string {
  return written(by, at, { dateStyle: weekday ? 'full' : 'long' })
}

/** Writes a day given as `yyyy-mm-dd`, which is the same day everywhere. */
export const day = (by: Written, yyyymmdd: string, style: { weekday?: boolean } = {}): string =>
  date({ ...by, zone: 'UTC' }, /^\d{4}-\d\d-\d\d$/.test(yyyymmdd) ? `${yyyymmdd}T12:00:00Z` : yyyymmdd, style)

/** Writes the day of a moment in the market's time as shortly as a list wants it. */
export const shortDate = (by: Written, at: unknown): string => written(by, at, { day: 'numeric', month: 'short' })

/** Writes the time of day in the market's time. */
export const timeOfDay = (by: Written, at: unknown): string => written(by, at, { timeStyle: 'short' })

/** Writes a month given as `yyyy-mm`. */
export const month = ({ language }: Written, yyyymm: string, style: 'long' | 'short' = 'long'): string =>
  written(
    { language, zone: 'UTC' },
    `${yyyymm}-15T12:00:00Z`,
    style === 'long' ? { month: 'long', year: 'numeric' } : { month: 'short' },
  )

function written({ language, zone }: Written, at: unknown, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(typeof at === 'number' ? at : String(at))
  if (Number.isNaN(moment.getTime())) return String(at ?? '')
  return new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(moment)
}

/** Writes days of moments in a time zone as `yyyy-mm-dd`. */
export function daysIn(zone: string): (at: number) => string {
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  return (at) => days.format(at)
}

/** The day of one moment in a time zone as `yyyy-mm-dd`. */
export const dayOf = (at: number, zone: string): string => daysIn(zone)(at)

/** Writes a CPF or CNPJ with most of its characters hidden. */
export function maskedDocument(document: string): string {
  return document.length === 11 ? `•••.${document.slice(3, 6)}.•••-••` : `••.${document.slice(2, 5)}.•••/••••-••`
}
