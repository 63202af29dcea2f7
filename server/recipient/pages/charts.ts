import type { MonthFigures } from '../budget/month.ts'
import type { Scene } from '../scene.ts'
import { cents, month as monthName } from '../web/format.ts'
import { type Html, html } from '../web/html.ts'
import { budgetWords } from '../words/budget.ts'

/** Spending by category as bars, each leading to its movements, with the table behind. */
export function categoryBars(scene: Scene, figures: MonthFigures): Html {
  const words = budgetWords(scene.language)
  const largest = figures.spending[0]?.amountMinor ?? 1
  const bars = figures.spending.map(({ category, amountMinor }) => {
    const query = new URLSearchParams({ category, direction: 'out', ...daysOf(figures.month) })
    const width = Math.max(1, Math.round((amountMinor / largest) * 100))
    return html`<li><a href="${scene.base}/activity?${query.toString()}">${words.categories[category]}</a><span class="amount">${cents(scene, amountMinor)}</span>
<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${width}" height="4"/></svg></li>`
  })
  const rows = figures.spending.map(
    ({ category, amountMinor, count }) =>
      html`<tr><td>${words.categories[category]}</td><td class="amount">${count}</td><td class="amount">${cents(scene, amountMinor)}</td></tr>`,
  )
  return html`<ul class="bars" id="categories">${bars}</ul>
<details><summary>${words.asTable}</summary><div class="scroll" tabindex="0" role="group" aria-label="${words.byCategory}"><table><thead><tr><th>${words.category}</th><th class="amount">${words.count}</th><th class="amount">${words.amount}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
}

const WIDTH = 420
const HEIGHT = 150
const BASE = 125

/** Income and spending of the last months side by side, with the table behind. */
export function monthColumns(scene: Scene, months: readonly MonthFigures[]): Html {
  const words = budgetWords(scene.language)
  const largest = Math.max(1, ...months.flatMap(({ incomeMinor, spendingMinor }) => [incomeMinor, spendingMinor]))
  const step = WIDTH / months.length
  const column = (x: number, minor: number, kind: string) => {
    const height = Math.round((minor / largest) * (BASE - 10))
    return html`<rect class="${kind}" x="${x}" y="${BASE - height}" width="22" height="${height}" rx="3"/>`
  }
  const columns = months.map(({ month, incomeMinor, spendingMinor }, index) => {
    const middle = Math.round(step * (index + 0.5))
    return html`${column(middle - 24, incomeMinor, 'bar-in')}${column(middle + 2, spendingMinor, 'bar-out')}
<text x="${middle}" y="${HEIGHT - 6}" text-anchor="middle">${monthName(scene, month, 'short')}</text>`
  })
  const rows = months.map(
    ({ month, incomeMinor, spendingMinor }) =>
      html`<tr><td><a href="${scene.base}?month=${month}">${monthName(scene, month)}</a></td><td class="amount">${cents(scene, incomeMinor)}</td><td class="amount">${cents(scene, spendingMinor)}</td></tr>`,
  )
  const key = (kind: string, label: string) =>
    html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${kind}" width="10" height="10" rx="2"/></svg>${label}</span>`
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><line class="axis" x1="0" x2="${WIDTH}" y1="${BASE}" y2="${BASE}"/>${columns}</svg>
<p class="legend">${key('bar-in', words.income)}${key('bar-out', words.spending)}</p>
<details><summary>${words.asTable}</summary><div class="scroll" tabindex="0" role="group" aria-label="${words.months}"><table><thead><tr><th>${words.month}</th><th class="amount">${words.income}</th><th class="amount">${words.spending}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
}

/** The first and last day of a month, for a filter. */
function daysOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}
