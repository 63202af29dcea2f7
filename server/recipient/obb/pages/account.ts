import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { developerLink } from '../../web/developer/page.ts'
import { date, dayOf, money, reais, timeOfDay } from '../../web/format.ts'
import { type Child, type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { objectOf } from '../api.ts'
import { endOfDays, signedMinor } from '../budget/running.ts'
import type { Account, Fields, Period, TransactionPage } from '../data.ts'
import { budgetWords } from '../words/budget.ts'
import { obbWords } from '../words/index.ts'
import { accountName } from './account-name.ts'
import { amountText, limitPart } from './accounts-part.ts'
import { signed } from './entries-part.ts'

/** One account's statement of a period, read from the bank at this moment, a page at a time and day by day. */
export function accountPage({
  language,
  connection,
  account,
  period,
  page,
  now,
  developer,
}: {
  language: Language
  connection: Connection
  account: Account
  period: Period
  page: TransactionPage
  now: number
  developer: boolean
}): Page {
  const words = obbWords(language)
  const name = accountName(words, account.facts)
  const back = `/obb/connections/${connection.id}`
  const here = `${back}/accounts/${encodeURIComponent(account.accountId)}`
  const reach = { readAt: connection.dataAt, today: dayOf(now), until: period.to, first: page.prev === null }
  const held = endOfDays(account, page.transactions, reach)
  const body = html`<div class="stack"><div><p><a href="/obb">${words.toOverview}</a> · <a href="${back}">${words.back}</a></p><h1>${name}</h1></div>
${developer && developerLink(language, `/obb/connections/${connection.id}/messages`)}
${figuresPart(language, account)}
<form method="get" action="${here}" class="card"><div class="filters">
<label class="field"><span>${words.from}</span><input type="date" name="from" id="from" value="${period.from}"></label>
<label class="field"><span>${words.to}</span><input type="date" name="to" id="to" value="${period.to}"></label>
<button id="filter">${words.filter}</button></div></form>
<section class="card flush"><h2>${words.statement}</h2>${statementPart(language, page.transactions, held)}${held && html`<p class="soft"><small>${words.heldNote}</small></p>`}</section>
<div class="row">${pageLink(here, period, page.prev, 'previous', words.previous)}${pageLink(here, period, page.next, 'next', words.next)}</div></div>`
  return { title: name, body }
}

function figuresPart(language: Language, { balances, limits }: Account): Html | null {
  const words = obbWords(language)
  const figures: [string, Child][] = [
    [words.available, amountText(language, balances?.availableAmount)],
    [words.blocked, amountText(language, balances?.blockedAmount)],
    [words.invested, amountText(language, balances?.automaticallyInvestedAmount)],
    [words.limit, limitPart(words, language, limits)],
  ]
  const told = figures.filter(([, amount]) => amount !== '' && amount !== null)
  if (told.length === 0) return null
  return html`<div class="figures">${told.map(([label, amount]) => html`<div class="card figure"><small>${label}</small><b>${amount}</b></div>`)}</div>`
}

function statementPart(language: Language, transactions: Fields[], held: Map<string, number> | null): Html {
  const words = obbWords(language)
  if (transactions.length === 0) return html`<p id="transactions" class="soft">${words.noTransactions}</p>`
  const days = Map.groupBy(transactions, ({ transactionDateTime }) => dayOfText(transactionDateTime))
  return html`<div class="days" id="transactions">${[...days].map(([day, ofDay]) => {
    const total = ofDay.reduce((sum, transaction) => sum + (signedMinor(transaction) ?? 0), 0)
    const balance = held?.get(day)
    const figure = balance === undefined ? signed(language, total) : `${words.held} ${reais(language, balance)}`
    return html`<h3 class="day"><span>${date(language, `${day}T12:00:00Z`, { weekday: true })}</span><span class="amount">${figure}</span></h3>
<ul class="list">${ofDay.map((transaction) => transactionItem(language, transaction))}</ul>`
  })}</div>`
}

const dayOfText = (at: unknown): string => {
  const moment = Date.parse(String(at))
  return Number.isNaN(moment) ? String(at) : dayOf(moment)
}

function transactionItem(language: Language, transaction: Fields): Html {
  const words = budgetWords(language)
  const { transactionId, transactionDateTime, transactionName, type, creditDebitType, transactionAmount } = transaction
  const { amount, currency } = objectOf(transactionAmount)
  const credit = creditDebitType === 'CREDITO'
  const settled = transaction.completedAuthorisedPaymentType === 'TRANSACAO_EFETIVADA'
  return html`<li data-transaction="${String(transactionId)}"><span><b>${String(transactionName)}</b><br><small>${timeOfDay(language, transactionDateTime)} · ${words.kinds[String(type)] ?? String(type)}</small></span>
<span class="amount"><span class="${credit && 'credit'}">${credit ? '+' : '−'}${money(language, amount, currency)}</span>${!settled && html`<br><span class="tag need">${words.processing}</span>`}</span></li>`
}

function pageLink(here: string, period: Period, cursor: string | null, id: string, label: string): Html | null {
  if (cursor === null) return null
  const query = new URLSearchParams({ ...period, cursor })
  return html`<a class="button quiet" id="${id}" href="${here}?${query.toString()}">${label}</a>`
}
