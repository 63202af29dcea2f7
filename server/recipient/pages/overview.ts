import type { Budget, BudgetAccount } from '../budget/entries.ts'
import { figuresOf, type MonthFigures, monthsBefore } from '../budget/month.ts'
import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { cents, moment, month as monthName } from '../web/format.ts'
import { type Html, html } from '../web/html.ts'
import { budgetWords, counted } from '../words/budget.ts'
import { categoryBars, monthColumns } from './charts.ts'
import { entryList, signed } from './entries-part.ts'

const MONTHS_SHOWN = 6
const RECENT = 8
const MANY_ACCOUNTS = 3

export type Overview = {
  scene: Scene
  formToken: string
  budget: Budget
  month: string
  thisMonth: string
  /** What the total is the total of. */
  totalLabel: string
  /** Whether any connection shares what income and spending are read from. */
  readable: boolean
}

/** The customer's money at a glance: the total, the month, where it went, the accounts, the latest movements. */
export function overviewPage({ scene, formToken, budget, month, thisMonth, totalLabel, readable }: Overview): Page {
  const words = budgetWords(scene.language)
  const figures = figuresOf(budget, month)
  const months = Array.from({ length: MONTHS_SHOWN }, (_, index) =>
    figuresOf(budget, monthsBefore(thisMonth, MONTHS_SHOWN - 1 - index)),
  )
  const firstTold = Math.max(
    0,
    months.findIndex(({ incomeMinor, spendingMinor }) => incomeMinor + spendingMinor > 0),
  )
  const processing = budget.entries.filter(({ settled }) => !settled)
  // Beside a long list of accounts, the latest movements fill the other column.
  const many = budget.accounts.length > MANY_ACCOUNTS
  const recent = recentPart(scene, budget)
  const body = html`<div class="stack loose"><h1 class="hidden">${words.overview}</h1>
${totalPart(scene, formToken, budget, totalLabel)}
${
  readable
    ? html`${monthPart(scene, figures, thisMonth)}
<div class="columns two"><div class="stack">
<section class="card"><h2>${words.byCategory}</h2>${figures.spending.length > 0 ? categoryBars(scene, figures) : html`<p>${words.nothingSpent}</p>`}<small>${words.categoryNote}</small></section>
<section class="card"><h2>${words.months}</h2>${monthColumns(scene, months.slice(firstTold))}</section>${many && recent}</div>
<div class="stack">${accountsPart(scene, budget.accounts)}
${processing.length > 0 && html`<section class="card flush" id="processing"><div><h2>${words.processing}</h2><small>${words.processingNote}</small></div>${entryList(scene, processing.slice(0, RECENT), { dated: true })}</section>`}${!many && recent}</div></div>`
    : html`<p class="note warn">${words.statementsNotShared}</p>${accountsPart(scene, budget.accounts)}`
}</div>`
  return { title: words.overview, body }
}

function totalPart(scene: Scene, formToken: string, { accounts }: Budget, label: string): Html {
  const words = budgetWords(scene.language)
  const total = accounts.reduce((sum, { valueMinor }) => sum + (valueMinor ?? 0), 0)
  const read = Math.min(...accounts.map(({ connection }) => connection.dataAt ?? 0))
  const banks = [...new Set(accounts.map(({ connection }) => connection.bank))].filter(Boolean).join(', ')
  return html`<section class="card total"><p class="soft">${label}</p><p class="sum" id="total">${cents(scene, total)}</p>
<div class="row spread"><small>${counted(accounts.length, words.accountsCount)}${banks && ` ${words.inAccounts} ${banks}`}<br>${accounts.length > 0 && `${words.readAt} ${moment(scene, read)}`}</small>
<form method="post" action="${scene.base}/refresh"><input type="hidden" name="form_token" value="${formToken}"><button class="quiet small" id="refresh-all">${words.refresh}</button></form></div></section>`
}

function recentPart(scene: Scene, { entries }: Budget): Html {
  const words = budgetWords(scene.language)
  const latest = entries.filter(({ settled }) => settled).slice(0, RECENT)
  return html`<section class="card flush" id="recent"><div class="row spread"><h2>${words.recent}</h2><a href="${scene.base}/activity">${words.all}</a></div>
${entries.length > 0 ? entryList(scene, latest, { dated: true }) : html`<p class="soft">${words.none}</p>`}</section>`
}

function monthPart(scene: Scene, figures: MonthFigures, thisMonth: string): Html {
  const words = budgetWords(scene.language)
  const { month, incomeMinor, spendingMinor } = figures
  const left = incomeMinor - spendingMinor
  const to = (target: string, label: string, id: string) =>
    html`<a class="button quiet small" id="${id}" href="${scene.base}?month=${target}">${label}</a>`
  return html`<section class="stack"><div class="row spread"><h2 id="month">${monthName(scene, month)}</h2><div class="row">
${month > monthsBefore(thisMonth, MONTHS_SHOWN - 1) && to(monthsBefore(month, 1), words.previousMonth, 'previous-month')}
${month < thisMonth && to(monthsBefore(month, -1), words.nextMonth, 'next-month')}</div></div>
<div class="figures">${figure(words.income, cents(scene, incomeMinor), 'income')}${figure(words.spending, cents(scene, spendingMinor), 'spending')}
${figure(left < 0 ? words.overspent : words.left, signed(scene, left), 'left')}</div><small>${words.ownNote}</small></section>`
}

const figure = (label: string, amount: string, id: string): Html =>
  html`<div class="card figure"><small>${label}</small><b id="${id}">${amount}</b></div>`

/** The accounts, under the headings of their sorts where they have any. */
function accountsPart(scene: Scene, accounts: readonly BudgetAccount[]): Html {
  const words = budgetWords(scene.language)
  const groups = [...Map.groupBy(accounts, ({ group }) => group)]
  return html`<section class="card flush" id="account-list"><h2>${words.accounts}</h2><div class="days">${groups.map(
    ([group, those]) =>
      html`${group !== null && html`<h3 class="day">${group}</h3>`}<ul class="list">${those.map((account) => accountItem(scene, account))}</ul>`,
  )}</div></section>`
}

function accountItem({ base }: Scene, account: BudgetAccount): Html {
  const { connection, accountId, name, place, value, valueMinor, readable } = account
  const to = `${base}/connections/${connection.id}/accounts/${encodeURIComponent(accountId)}`
  return html`<li data-account="${accountId}"><span>${readable ? html`<a href="${to}"><b>${name}</b></a>` : html`<b>${name}</b>`}<br><small>${place}</small></span>
<span class="amount ${(valueMinor ?? 0) < 0 && 'negative'}">${value}</span></li>`
}
