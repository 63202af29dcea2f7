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

/** Writes a moment (milliseconds or RFC 3339) in Brasília time; text that is no moment is returned as it came. */
export function moment(language: Language, at: unknown): string {
  const date = new Date(typeof at === 'number' ? at : String(at))
  if (Number.isNaN(date.getTime())) return String(at ?? '')
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE }).format(date)
}

/** Writes a CPF or CNPJ with most of its characters hidden. */
export function maskedDocument(document: string): string {
  return document.length === 11 ? `•••.${document.slice(3, 6)}.•••-••` : `••.${document.slice(2, 5)}.•••/••••-••`
}
