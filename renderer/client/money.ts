import type { Money } from '#kernel'
import type { Language } from '../words/words.ts'

/** An amount as a language writes it, with its currency. */
export function moneyIn(language: Language, { amountMinor, currency }: Money): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amountMinor / 100)
}
