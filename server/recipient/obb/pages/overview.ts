import type { Page } from '../../routing.ts'
import { moment, month as monthName, reais } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import type { Budget, BudgetAccount } from '../budget/entries.ts'
import { figuresOf, type MonthFigures, monthsBefore } from '../budget/month.ts'
import { allows } from '../groups.ts'
import { budgetWords, counted } from '../words/budget.ts'
import { obbWords } from '../words/index.ts'
import { accountPlace, kindName } from './account-name.ts'
import { categoryBars, monthColumns } from './charts.ts'
import { entryList, signed } from './entries-part.ts'

const MONTHS_SHOWN = 6
const RECENT = 8

/** The customer's money at a glance: the total, the month, where it went, the accounts, the latest movements. */
export function overviewPage({
  language,
  formToken,
  budget,
  month,
  thisMonth,
}: {
  language: Language
  formToken: string
  budget: Budget
  month: string
  thisMonth: string
}): Page {
  const words = budgetWords(language)
  const figures = figuresOf(budget, month)
  const months = Array.from({ length: MONTHS_SHOWN }, (_, index) =>
    figuresOf(budget, monthsBefore(thisMonth, MONTHS_SHOWN - 1 - index)),
  )
  const firstTold = Math.max(
    0,
    months.findIndex(({ incomeMinor, spendingMinor }) => incomeMinor + spendingMinor > 0),
  )
  const readable = budget.accounts.some(({ connection }) => allows(connection.permissions, 'statements'))
  const processing = budget.entries.filter(({ settled }) => !settled)
  const body = html`<div class="stack loose"><h1 class="hidden">${words.overview}</h1>
${totalPart(language, formToken, budget)}
${
  readable
    ? html`${monthPart(language, figures, thisMonth)}
<div class="columns two"><div class="stack">
<section class="card"><h2>${words.byCategory}</h2>${figures.spending.length > 0 ? categoryBars(language, figures) : html`<p>${words.nothingSpent}</p>`}<small>${words.categoryNote}</small></section>
<section class="card"><h2>${words.months}</h2>${monthColumns(language, months.slice(firstTold))}</section></div>
<div class="stack">${accountsPart(language, budget.accounts)}
${processing.length > 0 && html`<section class="card flush" id="processing"><div><h2>${words.processing}</h2><small>${words.processingNote}</small></div>${entryList(language, processing.slice(0, RECENT), { dated: true })}</section>`}
<section class="card flush" id="recent"><div class="row spread"><h2>${words.recent}</h2><a href="/obb/activity">${words.all}</a></div>
${budget.entries.length > 0 ? entryList(language, budget.entries.filter(({ settled }) => settled).slice(0, RECENT), { dated: true }) : html`<p class="soft">${words.none}</p>`}</section></div></div>`
    : html`<p class="note warn">${words.statementsNotShared}</p>${accountsPart(language, budget.accounts)}`
}</div>`
  return { title: words.overview, body }
}

function totalPart(language: Language, formToken: string, { accounts }: Budget): Html {
  const words = budgetWords(language)
  const total = accounts.reduce((sum, { availableMinor }) => sum + (availableMinor ?? 0), 0)
  const read = Math.min(...accounts.map(({ connection }) => connection.dataAt ?? 0))
  const banks = [...new Set(accounts.map(({ connection }) => connection.bank))].filter(Boolean).join(', ')
  return html`<section class="card total"><p class="soft">${words.total}</p><p class="sum" id="total">${reais(language, total)}</p>
<div class="row spread"><small>${counted(accounts.length, words.accountsCount)}${banks && ` ${words.inAccounts} ${banks}`}<br>${accounts.length > 0 && `${words.readAt} ${moment(language, read)}`}</small>
<form method="post" action="/obb/refresh"><input type="hidden" name="form_token" value="${formToken}"><button class="quiet small" id="refresh-all">${words.refresh}</button></form></div></section>`
}

function monthPart(language: Language, figures: MonthFigures, thisMonth: string): Html {
  const words = budgetWords(language)
  const { month, incomeMinor, spendingMinor } = figures
  const left = incomeMinor - spendingMinor
  const to = (target: string, label: string, id: string) =>
    html`<a class="button quiet small" id="${id}" href="/obb?month=${target}">${label}</a>`
  return html`<section class="stack"><div class="row spread"><h2 id="month">${monthName(language, month)}</h2><div class="row">
${month > monthsBefore(thisMonth, MONTHS_SHOWN - 1) && to(monthsBefore(month, 1), words.previousMonth, 'previous-month')}
${month < thisMonth && to(monthsBefore(month, -1), words.nextMonth, 'next-month')}</div></div>
<div class="figures">${figure(words.income, reais(language, incomeMinor), 'income')}${figure(words.spending, reais(language, spendingMinor), 'spending')}
${figure(left < 0 ? words.overspent : words.left, signed(language, left), 'left')}</div><small>${words.ownNote}</small></section>`
}

const figure = (label: string, amount: string, id: string): Html =>
  html`<div class="card figure"><small>${label}</small><b id="${id}">${amount}</b></div>`

function accountsPart(language: Language, accounts: readonly BudgetAccount[]): Html {
  const words = budgetWords(language)
  const items = accounts.map(({ connection, account, availableMinor }) => {
    const { facts } = account
    const name = kindName(obbWords(language), facts.type)
    const to = `/obb/connections/${connection.id}/accounts/${encodeURIComponent(account.accountId)}`
    const readable = allows(connection.permissions, 'statements') && !account.refusal
    const amount = availableMinor === null ? '' : reais(language, availableMinor)
    return html`<li data-account="${account.accountId}"><span>${readable ? html`<a href="${to}"><b>${name}</b></a>` : html`<b>${name}</b>`}<br><small>${accountPlace(obbWords(language), facts)}</small></span>
<span class="amount ${(availableMinor ?? 0) < 0 && 'negative'}">${amount}</span></li>`
  })
  return html`<section class="card flush"><h2>${words.accounts}</h2><ul class="list" id="account-list">${items}</ul></section>`
}
