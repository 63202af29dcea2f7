import { objectOf } from '../../json.ts'
import type { Connection } from '../../store.ts'
import { money } from '../../web/format.ts'
import { type Child, type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { refusalNote } from '../../web/problem-page.ts'
import { sharingWords } from '../../words/sharing.ts'
import type { Account, Fields, Snapshot } from '../data.ts'
import { allows } from '../groups.ts'
import { type ObbWords, obbWords } from '../words/index.ts'
import { accountPlace, kindName } from './account-name.ts'

/** The accounts of a connection with what was last read of each, and the resources that can't be used now. */
export function accountsPart(language: Language, connection: Connection, snapshot: Snapshot): Html {
  const words = { ...sharingWords(language), ...obbWords(language) }
  const rows = snapshot.accounts.map((account) => accountRow(language, connection, account))
  const unusable = snapshot.resources.filter(({ status }) => status !== 'AVAILABLE')
  return html`<section class="card flush"><h2>${words.accounts}</h2>
${
  rows.length === 0
    ? html`<p id="accounts">${words.noAccounts}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${words.accounts}"><table id="accounts" class="stacking"><thead><tr><th>${words.account}</th>
<th class="amount">${words.available}</th><th class="amount">${words.blocked}</th><th class="amount">${words.invested}</th>
<th class="amount">${words.limit}</th></tr></thead><tbody>${rows}</tbody></table></div>`
}</section>
${unusable.length > 0 && resourcesPart(language, unusable)}`
}

function accountRow(
  language: Language,
  connection: Connection,
  { accountId, facts, balances, limits, refusal }: Account,
): Html {
  const words = obbWords(language)
  const readable = allows(connection.permissions, 'statements') && !refusal
  const name = kindName(words, facts.type)
  const link = html`<a href="/obb/connections/${connection.id}/accounts/${encodeURIComponent(accountId)}">${name}</a>`
  const first = html`<td data-account="${accountId}">${readable ? link : name}<br><small>${accountPlace(words, facts)}</small></td>`
  if (refusal) return html`<tr>${first}<td colspan="4">${refusalNote(refusal)}</td></tr>`
  const cell = (label: string, content: Child) => html`<td class="amount" data-label="${label}">${content}</td>`
  const amount = (label: string, value: unknown) => cell(label, amountText(language, value))
  const limit = limitPart(words, language, limits)
  return html`<tr>${first}${amount(words.available, balances?.availableAmount)}${amount(words.blocked, balances?.blockedAmount)}
${amount(words.invested, balances?.automaticallyInvestedAmount)}${cell(words.limit, limit && html`<span>${limit}</span>`)}</tr>`
}

/** The agreed overdraft and how much of it is used; null where there is none. */
export function limitPart(words: ObbWords, language: Language, limits: Fields | null): Html | null {
  if (!limits?.overdraftContractedLimit) return null
  const used = amountText(language, limits.overdraftUsedLimit)
  return html`${amountText(language, limits.overdraftContractedLimit)}${used && html`<br><small>${words.limitUsed} ${used}</small>`}`
}

/** Writes an amount object of the standard; nothing where there is none. */
export function amountText(language: Language, value: unknown): string {
  const { amount, currency } = objectOf(value)
  return amount === undefined ? '' : money(language, amount, currency)
}

function resourcesPart(language: Language, resources: Fields[]): Html {
  const words = { ...sharingWords(language), ...obbWords(language) }
  const rows = resources.map(
    ({ resourceId, type, status }) =>
      html`<tr><td><code>${String(resourceId)}</code></td><td>${String(type)}</td><td>${String(status)}</td></tr>`,
  )
  return html`<section class="card flush"><div><h2>${words.otherResources}</h2><small>${words.otherNote}</small></div><div class="scroll" tabindex="0" role="group" aria-label="${words.otherResources}"><table id="resources"><thead><tr><th>${words.account}</th>
<th>${words.kind}</th><th>${words.resourceStatus}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
}
