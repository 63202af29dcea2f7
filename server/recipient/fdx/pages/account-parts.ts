import { objectOf, objectsOf } from '../../json.ts'
import type { Scene } from '../../scene.ts'
import type { Connection } from '../../store.ts'
import { day } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import { fieldName, figuresOf } from '../accounts.ts'
import { amountText, currencyOf, numberOf } from '../amounts.ts'
import type { FdxAccount, Fields } from '../data.ts'
import { contactOf } from '../holder.ts'
import { fieldWords, valueWord } from '../words/fields.ts'
import { fdxWords } from '../words/index.ts'

/** Members that stand elsewhere on the page, or are of no use to a reader. */
const ELSEWHERE = new Set([
  'accountCategory',
  'accountId',
  'accountType',
  'accountNumberDisplay',
  'currency',
  'nickname',
])
/** Names of numbers that are amounts of money. */
const AMOUNT = /(amount|balance|value|limit|premium|charges|credit|line|principal|ytd|yeartodate|cash|change)$/i
const PLAIN = /(apr|rate|yield|percentage|term|number|count|payments|payouts|percentagechange)/i

/** Every plain field that the account's own entity tells, beyond those that are shown large. */
export function detailsPart(scene: Scene, facts: Fields): Html | null {
  const words = fdxWords(scene.language)
  const shown = new Set(figuresOf(facts))
  const known = Object.keys(fieldWords(scene.language))
  const told = Object.entries(facts)
    .filter(([name, value]) => !shown.has(name) && !ELSEWHERE.has(name) && isPlain(value))
    .toSorted(([one], [other]) => rank(known, one) - rank(known, other))
  if (told.length === 0) return null
  const rows = told.map(([name, value]) => {
    const text = valueText(scene, name, value, currencyOf(facts, scene))
    return html`<dt>${fieldName(scene.language, name)}</dt><dd data-field="${name}">${text}</dd>`
  })
  return html`<section class="card" id="details"><h2>${words.details}</h2><dl>${rows}</dl></section>`
}

/** Those with a name in words come first, in the words' order. */
const rank = (known: string[], name: string): number => (known.includes(name) ? known.indexOf(name) : known.length)

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value) && value !== ''

function valueText(scene: Scene, name: string, value: unknown, currency: string): string {
  const words = fdxWords(scene.language)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number' && AMOUNT.test(name) && !PLAIN.test(name)) return amountText(scene, value, currency)
  if (typeof value === 'number')
    return new Intl.NumberFormat(scene.language, { maximumFractionDigits: 4 }).format(value)
  const text = String(value)
  return /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? day(scene, text.slice(0, 10)) : valueWord(scene.language, text)
}

/** What an investment account is made of; null for others, and where it was not shared. */
export function holdingsPart(scene: Scene, facts: Fields): Html | null {
  if (!Array.isArray(facts.holdings)) return null
  const words = fdxWords(scene.language)
  const currency = currencyOf(facts, scene)
  const cell = (label: string, text: string) => html`<td class="amount" data-label="${label}">${text}</td>`
  const rows = objectsOf(facts.holdings).map((holding) => {
    const { holdingName, symbol, holdingType, units, currentUnitPrice, marketValue } = holding
    const held = objectOf(holding.currency).currencyCode
    const written = (value: unknown) => amountText(scene, value, typeof held === 'string' ? held : currency)
    const count = numberOf(units)
    const number =
      count === null ? '' : new Intl.NumberFormat(scene.language, { maximumFractionDigits: 4 }).format(count)
    const note = [symbol, holdingType && valueWord(scene.language, holdingType)].filter(Boolean).join(' · ')
    return html`<tr><td><b>${String(holdingName ?? symbol ?? '')}</b><br><small>${note}</small></td>${cell(words.units, number)}${cell(words.price, written(currentUnitPrice))}${cell(words.marketValue, written(marketValue))}</tr>`
  })
  if (rows.length === 0)
    return html`<section class="card"><h2>${words.holdings}</h2><p>${words.noHoldings}</p></section>`
  return html`<section class="card flush"><h2>${words.holdings}</h2><div class="scroll" tabindex="0" role="group" aria-label="${words.holdings}"><table id="holdings" class="stacking"><thead><tr><th>${words.holding}</th>
<th class="amount">${words.units}</th><th class="amount">${words.price}</th><th class="amount">${words.marketValue}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
}

/** The bank's own documents of an account. */
export function statementsPart(scene: Scene, connection: Connection, account: FdxAccount): Html | null {
  const words = fdxWords(scene.language)
  const { accountId, statements } = account
  if (statements === null || statements.length === 0) return null
  const to = `${scene.base}/connections/${connection.id}/accounts/${encodeURIComponent(accountId)}/statements`
  const items = statements.map(({ statementId, statementDate, description, status }) => {
    const link = html`<a href="${to}/${encodeURIComponent(String(statementId))}" target="_blank" rel="noreferrer">${words.openStatement}</a>`
    return html`<li><span><b>${day(scene, String(statementDate ?? ''))}</b><br><small>${String(description ?? '')}</small></span><span>${status === 'PROCESSING' || status === 'FAILED' ? html`<span class="tag need">${words.notReady}</span>` : link}</span></li>`
  })
  return html`<section class="card flush" id="statements"><h2>${words.statements}</h2><ul class="list">${items}</ul></section>`
}

/** Points and miles that an account earns. */
export function rewardsPart(scene: Scene, programmes: readonly Fields[] | null, accountId: string): Html | null {
  const words = fdxWords(scene.language)
  const items = (programmes ?? []).flatMap(({ programName, memberships }) =>
    objectsOf(memberships)
      .filter(({ accountIds }) => Array.isArray(accountIds) && accountIds.includes(accountId))
      .map(({ memberNumber, memberId, memberTier, balances }) => {
        const member = [words.member, memberNumber ?? memberId, memberTier].filter(Boolean).join(' ')
        const held = objectsOf(balances).map(({ name, type, balance }) => {
          const amount = new Intl.NumberFormat(scene.language, { maximumFractionDigits: 2 }).format(
            numberOf(balance) ?? 0,
          )
          return html`<span class="amount">${amount} ${[words.points[String(type)], name].filter(Boolean).map(String).join(' · ')}</span>`
        })
        return html`<li><span><b>${String(programName)}</b><br><small>${member}</small></span><span class="row">${held}</span></li>`
      }),
  )
  if (items.length === 0) return null
  return html`<section class="card flush" id="rewards"><h2>${words.rewards}</h2><ul class="list">${items}</ul></section>`
}

/** Who holds an account, and how they are reached. */
export function holdersPart(scene: Scene, contact: Fields | null): Html | null {
  if (contact === null) return null
  const words = fdxWords(scene.language)
  const { holders, reach } = contactOf(contact)
  const lines = (each: readonly string[]) => each.map((line) => html`<br><small>${line}</small>`)
  const items = holders.map(
    ({ name, relationship, lines: own }) =>
      html`<li><span><b>${name}</b>${lines(own)}</span><span class="tag">${words.relationships[relationship] ?? relationship}</span></li>`,
  )
  if (items.length + reach.length === 0) return null
  return html`<section class="card flush" id="holders"><h2>${words.holders}</h2><ul class="list">${items}</ul>${reach.length > 0 && html`<p>${reach.map((line) => html`<small>${line}</small><br>`)}</p>`}</section>`
}
