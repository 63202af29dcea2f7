import { date, reais, shortDate, timeOfDay } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import type { Entry } from '../budget/entries.ts'
import { sum } from '../budget/month.ts'
import { budgetWords } from '../words/budget.ts'
import { obbWords } from '../words/index.ts'
import { shortName } from './account-name.ts'

/** Movements under the days they happened on, with what each day came to. */
export function entriesByDay(language: Language, entries: readonly Entry[]): Html {
  const days = Map.groupBy(entries, ({ day }) => day)
  return html`<div class="days">${[...days].map(
    ([day, ofDay]) => html`<h3 class="day"><span>${date(language, `${day}T12:00:00Z`, { weekday: true })}</span>
<span class="amount">${signed(language, sum(ofDay))}</span></h3>${entryList(language, ofDay)}`,
  )}</div>`
}

/** Movements in a list; with `dated`, each says its day. */
export function entryList(language: Language, entries: readonly Entry[], { dated = false } = {}): Html {
  return html`<ul class="list">${entries.map((entry) => entryItem(language, entry, dated))}</ul>`
}

function entryItem(language: Language, entry: Entry, dated: boolean): Html {
  const words = budgetWords(language)
  const { id, name, at, kind, category, owner, amountMinor, settled } = entry
  const when = dated ? shortDate(language, at) : timeOfDay(language, at)
  const account = shortName(obbWords(language), owner.account.facts)
  return html`<li data-transaction="${id}" data-category="${category}"><span><b>${name}</b><br><small>${when} · ${words.kinds[kind] ?? kind} · ${account}</small></span>
<span class="amount"><span class="${amountMinor > 0 && 'credit'}">${signed(language, amountMinor)}</span><br><span class="tag">${settled ? words.categories[category] : words.processing}</span></span></li>`
}

/** An amount with its sign always written, a minus being wider than a hyphen. */
export const signed = (language: Language, amountMinor: number): string =>
  `${amountMinor > 0 ? '+' : amountMinor < 0 ? '−' : ''}${reais(language, Math.abs(amountMinor))}`
