import type { Movement } from '../budget/entries.ts'
import { endOfDays } from '../budget/running.ts'
import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import type { Connection } from '../store.ts'
import { developerLink } from '../web/developer/page.ts'
import { cents, dayOf, timeOfDay, day as writtenDay } from '../web/format.ts'
import { type Child, type Html, html } from '../web/html.ts'
import { budgetWords } from '../words/budget.ts'
import { sharingWords } from '../words/sharing.ts'
import { signed } from './entries-part.ts'

/** Days of a statement, `yyyy-mm-dd`, both included. */
export type Period = { from: string; to: string }

export type Statement = {
  scene: Scene
  connection: Connection
  accountId: string
  name: string
  /** The account's most important amounts, by their names; those without one are left out. */
  figures: readonly (readonly [name: string, amount: Child])[]
  /** What else the market tells of the account: over the movements, and under them. */
  above?: Html | null
  below?: Html | null
  /** Null where movements are not shared. */
  statement: {
    period: Period
    movements: readonly Movement[]
    prev: string | null
    next: string | null
    /** The balance as last read that ends of days may be counted back from; null for none. */
    balanceMinor: number | null
  } | null
  now: number
  developer: boolean
}

/** One account's statement of a period, read from the bank at this moment, a page at a time and day by day. */
export function statementPage(page: Statement): Page {
  const { scene, connection, name, developer } = page
  const words = sharingWords(scene.language)
  const back = `${scene.base}/connections/${connection.id}`
  const body = html`<div class="stack"><div><p><a href="${scene.base}">${words.toOverview}</a> · <a href="${back}">${words.back}</a></p><h1>${name}</h1></div>
${developer && developerLink(scene.language, `${back}/messages`)}
${figuresPart(page.figures)}${page.above}${page.statement && movementsPart(page, page.statement)}${page.below}</div>`
  return { title: name, body }
}

function figuresPart(figures: Statement['figures']): Html | null {
  const told = figures.filter(([, amount]) => amount !== '' && amount !== null && amount !== undefined)
  if (told.length === 0) return null
  return html`<div class="figures">${told.map(([label, amount]) => html`<div class="card figure"><small>${label}</small><b>${amount}</b></div>`)}</div>`
}

function movementsPart(
  { scene, connection, accountId, now }: Statement,
  { period, movements, prev, next, balanceMinor }: NonNullable<Statement['statement']>,
): Html {
  const words = sharingWords(scene.language)
  const here = `${scene.base}/connections/${connection.id}/accounts/${encodeURIComponent(accountId)}`
  const reach = { readAt: connection.dataAt, today: dayOf(now, scene.zone), until: period.to, first: prev === null }
  const held = endOfDays(balanceMinor, movements, reach)
  return html`<form method="get" action="${here}" class="card"><div class="filters">
<label class="field"><span>${words.from}</span><input type="date" name="from" id="from" value="${period.from}"></label>
<label class="field"><span>${words.to}</span><input type="date" name="to" id="to" value="${period.to}"></label>
<button id="filter">${words.filter}</button></div></form>
<section class="card flush"><h2>${words.statement}</h2>${daysPart(scene, movements, held)}${held && html`<p class="soft"><small>${words.heldNote}</small></p>`}</section>
<div class="row">${pageLink(here, period, prev, 'previous', words.previous)}${pageLink(here, period, next, 'next', words.next)}</div>`
}

function daysPart(scene: Scene, movements: readonly Movement[], held: Map<string, number> | null): Html {
  const words = sharingWords(scene.language)
  if (movements.length === 0) return html`<p id="transactions" class="soft">${words.noTransactions}</p>`
  const days = Map.groupBy(movements, ({ day }) => day)
  return html`<div class="days" id="transactions">${[...days].map(([day, ofDay]) => {
    const total = ofDay.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0)
    const balance = held?.get(day)
    const figure = balance === undefined ? signed(scene, total) : `${words.held} ${cents(scene, balance)}`
    return html`<h3 class="day"><span>${writtenDay(scene, day, { weekday: true })}</span><span class="amount">${figure}</span></h3>
<ul class="list">${ofDay.map((movement) => movementItem(scene, movement))}</ul>`
  })}</div>`
}

function movementItem(scene: Scene, { id, at, name, kind, credit, amount, settled }: Movement): Html {
  const words = budgetWords(scene.language)
  const when = [timeOfDay(scene, at), kind].filter(Boolean).join(' · ')
  return html`<li data-transaction="${id}"><span><b>${name}</b><br><small>${when}</small></span>
<span class="amount"><span class="${credit && 'credit'}">${credit ? '+' : '−'}${amount}</span>${!settled && html`<br><span class="tag need">${words.processing}</span>`}</span></li>`
}

function pageLink(here: string, period: Period, cursor: string | null, id: string, label: string): Html | null {
  if (cursor === null) return null
  const query = new URLSearchParams({ ...period, cursor })
  return html`<a class="button quiet" id="${id}" href="${here}?${query.toString()}">${label}</a>`
}
