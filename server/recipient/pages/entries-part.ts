import type { Entry } from '../budget/entries.ts'
import { sum } from '../budget/month.ts'
import type { Scene } from '../scene.ts'
import { cents, shortDate, timeOfDay, day as writtenDay } from '../web/format.ts'
import { type Html, html } from '../web/html.ts'
import { budgetWords } from '../words/budget.ts'

/** Movements under the days they happened on, with what each day came to. */
export function entriesByDay(scene: Scene, entries: readonly Entry[]): Html {
  const days = Map.groupBy(entries, ({ day }) => day)
  return html`<div class="days">${[...days].map(
    ([day, ofDay]) => html`<h3 class="day"><span>${writtenDay(scene, day, { weekday: true })}</span>
<span class="amount">${signed(scene, sum(ofDay))}</span></h3>${entryList(scene, ofDay)}`,
  )}</div>`
}

/** Movements in a list; with `dated`, each says its day. */
export function entryList(scene: Scene, entries: readonly Entry[], { dated = false } = {}): Html {
  return html`<ul class="list">${entries.map((entry) => entryItem(scene, entry, dated))}</ul>`
}

function entryItem(scene: Scene, entry: Entry, dated: boolean): Html {
  const words = budgetWords(scene.language)
  const { id, name, at, kind, category, owner, amountMinor, settled } = entry
  const when = dated ? shortDate(scene, at) : timeOfDay(scene, at)
  return html`<li data-transaction="${id}" data-category="${category}"><span><b>${name}</b><br><small>${when} · ${[kind, owner.short].filter(Boolean).join(' · ')}</small></span>
<span class="amount"><span class="${amountMinor > 0 && 'credit'}">${signed(scene, amountMinor)}</span><br><span class="tag">${settled ? words.categories[category] : words.processing}</span></span></li>`
}

/** An amount with its sign always written, a minus being wider than a hyphen. */
export const signed = (scene: Scene, amountMinor: number): string =>
  `${amountMinor > 0 ? '+' : amountMinor < 0 ? '−' : ''}${cents(scene, Math.abs(amountMinor))}`
