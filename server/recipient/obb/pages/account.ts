import type { ShownMessage } from '../../messages.ts'
import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { moment, money } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { messagesPart } from '../../web/messages-part.ts'
import { objectOf } from '../api.ts'
import type { Account, Fields, Period, TransactionPage } from '../data.ts'
import { obbWords } from '../words/index.ts'
import { accountName } from './accounts-part.ts'

/** One account's transactions of a period, a page at a time. */
export function accountPage({
  language,
  connection,
  account,
  period,
  page,
  messages,
}: {
  language: Language
  connection: Connection
  account: Account
  period: Period
  page: TransactionPage
  messages: readonly ShownMessage[]
}): Page {
  const words = obbWords(language)
  const name = accountName(words, account.facts)
  const back = `/obb/connections/${connection.id}`
  const here = `${back}/accounts/${encodeURIComponent(account.accountId)}`
  const body = html`<p><a href="${back}">← ${words.back}</a></p><h1>${name}</h1>
<form method="get" action="${here}" class="row">
<label>${words.from}<br><input type="date" name="from" id="from" value="${period.from}"></label>
<label>${words.to}<br><input type="date" name="to" id="to" value="${period.to}"></label>
<button id="filter">${words.filter}</button></form>
<h2>${words.transactions}</h2>
${transactionsPart(language, page.transactions)}
<div class="row">${pageLink(here, period, page.prev, 'previous', words.previous)}${pageLink(here, period, page.next, 'next', words.next)}</div>
${messagesPart(language, messages)}`
  return { title: name, body }
}

function transactionsPart(language: Language, transactions: Fields[]): Html {
  const words = obbWords(language)
  if (transactions.length === 0) return html`<p id="transactions">${words.noTransactions}</p>`
  return html`<div class="scroll" tabindex="0"><table id="transactions"><thead><tr><th>${words.date}</th><th>${words.description}</th>
<th class="amount">${words.amount}</th></tr></thead>
<tbody>${transactions.map((transaction) => transactionRow(language, transaction))}</tbody></table></div>`
}

function transactionRow(language: Language, transaction: Fields): Html {
  const { transactionId, transactionDateTime, transactionName, type, creditDebitType, transactionAmount } = transaction
  const { amount, currency } = objectOf(transactionAmount)
  const credit = creditDebitType === 'CREDITO'
  return html`<tr data-transaction="${String(transactionId)}"><td>${moment(language, transactionDateTime)}</td>
<td>${String(transactionName)}<br><small>${String(type)}</small></td>
<td class="amount ${credit && 'credit'}">${credit ? '+' : '−'} ${money(language, amount, currency)}</td></tr>`
}

function pageLink(here: string, period: Period, cursor: string | null, id: string, label: string): Html | null {
  if (cursor === null) return null
  const query = new URLSearchParams({ ...period, cursor })
  return html`<a class="button quiet" id="${id}" href="${here}?${query.toString()}">${label}</a>`
}
