import type { Language } from './language.ts'

const ZONE = 'America/Sao_Paulo'

/** Writes an amount given as a decimal string; text that is no amount is returned as it came. */
export function money(language: Language, amount: unknown, currency: unknown): string {
  const plain = `${amount ?? ''} ${currency ?? ''}`.trim()
  if (typeof amount !== 'string' || !/^-?\d{1,15}(\.\d{2,4})?$/.test(amount)) return plain
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return plain
  // A string keeps every digit: Intl reads it as a decimal, not as a floating-point number.
  const options = { style: 'currency', currency, maximumFractionDigits: 4, minimumFractionDigits: 2 } as const
  return new Intl.NumberFormat(language, options).format(amount as `${number}`)
}

/** Writes centavos as reais. */
export const reais = (language: Language, amountMinor: number): string =>
  money(language, (amountMinor / 100).toFixed(2), 'BRL')

/** Writes a moment (milliseconds or RFC 3339) in Brasília time; text that is no moment is returned as it came. */
export function moment(language: Language, at: unknown): string {
  return written(language, at, { dateStyle: 'medium', timeStyle: 'short' })
}

/** Writes the day of a moment in Brasília time, with the day of the week where `weekday` is set. */
export function date(language: Language, at: unknown, { weekday = false } = {}): string {
  return written(language, at, { dateStyle: weekday ? 'full' : 'long' })
}

/** Writes the day of a moment in Brasília time as shortly as a list wants it. */
export const shortDate = (language: Language, at: unknown): string =>
  written(language, at, { day: 'numeric', month: 'short' })

/** Writes the time of day in Brasília. */
export const timeOfDay = (language: Language, at: unknown): string => written(language, at, { timeStyle: 'short' })

/** Writes a month given as `yyyy-mm`. */
export const month = (language: Language, yyyymm: string, style: 'long' | 'short' = 'long'): string =>
  written(
    language,
    `${yyyymm}-15T12:00:00Z`,
    style === 'long' ? { month: 'long', year: 'numeric' } : { month: 'short' },
  )

function written(language: Language, at: unknown, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(typeof at === 'number' ? at : String(at))
  if (Number.isNaN(moment.getTime())) return String(at ?? '')
  return new Intl.DateTimeFormat(language, { ...options, timeZone: ZONE }).format(moment)
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })

/** The day of a moment in Brasília as `yyyy-mm-dd`. */
export const dayOf = (at: number): string => DAY.format(at)

/** Writes a CPF or CNPJ with most of its characters hidden. */
export function maskedDocument(document: string): string {
  return document.length === 11 ? `•••.${document.slice(3, 6)}.•••-••` : `••.${document.slice(2, 5)}.•••/••••-••`
}
