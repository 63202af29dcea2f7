import { objectOf } from '../json.ts'
import type { Scene } from '../scene.ts'
import { money } from '../web/format.ts'
import type { Fields } from './data.ts'

/** An amount of the standard, which writes money as a JSON number; null for what is none. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 1e13 ? number : null
}

/** Cents of an amount; null for what is none. */
export function minorOf(value: unknown): number | null {
  const number = numberOf(value)
  return number === null ? null : Math.round(number * 100)
}

/** The currency that an account's amounts are in. */
export const currencyOf = ({ currency }: Fields, scene: Scene): string =>
  String(objectOf(currency).currencyCode ?? scene.currency)

/** Writes an amount in a currency; nothing where there is none. */
export function amountText({ language }: Pick<Scene, 'language'>, value: unknown, currency: string): string {
  const number = numberOf(value)
  return number === null ? '' : money(language, number.toFixed(2), currency)
}
