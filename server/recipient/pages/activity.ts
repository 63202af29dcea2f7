import { CATEGORIES } from '../budget/categories.ts'
import type { Budget } from '../budget/entries.ts'
import { type Filter, filtered, queryOf } from '../budget/filter.ts'
import { sum } from '../budget/month.ts'
import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { type Html, html } from '../web/html.ts'
import { budgetWords, counted } from '../words/budget.ts'
import { entriesByDay, signed } from './entries-part.ts'

/** Every movement of every account, narrowed by what is asked for; the address keeps the filter. */
export function activityPage({ scene, budget, filter }: { scene: Scene; budget: Budget; filter: Filter }): Page {
  const words = budgetWords(scene.language)
  const { all, shown, pages } = filtered(budget.entries, filter)
  const body = html`<div class="stack"><h1>${words.activity}</h1>${filterPart(scene, budget, filter)}
<p id="found" class="soft">${counted(all.length, words.found)}${all.length > 0 && ` · ${words.net} ${signed(scene, sum(all))}`}</p>
${all.length === 0 ? html`<section class="card empty"><p>${words.nothingFound}</p></section>` : html`<section class="card flush" id="movements">${entriesByDay(scene, shown)}</section>`}
<div class="row">${pageLink(scene, filter, filter.page - 1, pages, 'newer', words.newer)}${pageLink(scene, filter, filter.page + 1, pages, 'older', words.older)}</div></div>`
  return { title: words.activity, body }
}

function filterPart(scene: Scene, { accounts }: Budget, filter: Filter): Html {
  const words = budgetWords(scene.language)
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`
  const select = (name: string, label: string, options: Html[]) =>
    html`<label class="field"><span>${label}</span><select name="${name}" id="filter-${name}">${options}</select></label>`
  const day = (name: 'from' | 'to', label: string) =>
    html`<label class="field"><span>${label}</span><input type="date" name="${name}" id="filter-${name}" value="${filter[name]}"></label>`
  return html`<form method="get" action="${scene.base}/activity" class="card" role="search"><div class="filters">
<label class="field wider"><span>${words.searchLabel}</span><input type="search" name="q" id="filter-q" value="${filter.text}" placeholder="${words.searchHint}"></label>
${select('account', words.account, [
  option('', words.allAccounts, filter.account),
  ...accounts.map(({ accountId, short }) => option(accountId, short, filter.account)),
])}
${select('category', words.category, [
  option('', words.allCategories, filter.category),
  ...CATEGORIES.map((category) => option(category, words.categories[category], filter.category)),
])}
${select('direction', words.direction, [
  option('', words.both, filter.direction),
  option('in', words.onlyIn, filter.direction),
  option('out', words.onlyOut, filter.direction),
])}
${day('from', words.from)}${day('to', words.to)}</div>
<div class="row"><button id="filter">${words.show}</button><a class="button quiet" href="${scene.base}/activity">${words.clear}</a></div></form>`
}

function pageLink(
  { base }: Scene,
  filter: Filter,
  page: number,
  pages: number,
  id: string,
  label: string,
): Html | null {
  if (page < 1 || page > pages) return null
  return html`<a class="button quiet" id="${id}" href="${base}/activity?${queryOf({ ...filter, page })}">${label}</a>`
}
