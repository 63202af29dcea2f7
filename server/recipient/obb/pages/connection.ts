import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { developerLink } from '../../web/developer/page.ts'
import { date, moment } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { ICONS } from '../../web/marks.ts'
import type { Snapshot } from '../data.ts'
import type { Term } from '../terms.ts'
import { flowWords } from '../words/flow.ts'
import { type ObbWords, obbWords } from '../words/index.ts'
import { accountsPart } from './accounts-part.ts'
import { nameOf } from './connections.ts'
import { sharedPart } from './scope.ts'
import { sectionOf, stateOf, statePill } from './state.ts'

/** One sharing: its term, scope and purpose, its accounts as last read, its history, and the ways to end it. */
export function connectionPage({
  language,
  formToken,
  connection,
  terms,
  developer,
}: {
  language: Language
  formToken: string
  connection: Connection
  /** The terms that it can be renewed for. */
  terms: readonly Term[]
  developer: boolean
}): Page {
  const words = obbWords(language)
  const over = sectionOf(connection) === 'ended'
  const snapshot = connection.data as Snapshot | null
  const title = connection.bank || nameOf(connection)
  const body = html`<div class="stack"><div class="row spread"><h1>${title} ${statePill(words, connection)}</h1>
${!over && html`<div class="row">${buttons(words, formToken, connection)}</div>`}</div>
${developer && developerLink(language, `/obb/connections/${connection.id}/messages`)}
<div class="columns two"><div class="stack">${snapshot && !over && accountsPart(language, connection, snapshot)}
${factsPart(words, language, connection)}</div>
<div class="stack"><section class="card"><h2>${words.history}</h2>${historyPart(words, language, connection)}</section>
${terms.length > 0 && renewPart(language, formToken, connection, terms)}
${!over && html`<p class="note">${ICONS.hand}<span>${words.disconnectNote}</span></p>`}</div></div></div>`
  return { title, body }
}

function factsPart(words: ObbWords, language: Language, connection: Connection): Html {
  const { consentStatus, rejectedBy, rejectionCode, expiresAt, tokenExpiresAt, dataAt } = connection
  return html`<section class="card"><h2>${words.details}</h2><dl>
<dt>${words.institution}</dt><dd>${connection.bank}</dd>
<dt>${words.customer}</dt><dd>${nameOf(connection)}</dd>
<dt>${words.shared}</dt><dd>${sharedPart(language, connection)}</dd>
<dt>${words.purposeLabel}</dt><dd>${flowWords(language).purpose}</dd>
<dt>${words.since}</dt><dd>${moment(language, connection.createdAt)}</dd>
<dt>${words.until}</dt><dd>${expiresAt === null ? words.indefinite : moment(language, expiresAt)}</dd>
${rejectionCode && html`<dt>${words.endedBecause}</dt><dd>${words.reasons[rejectionCode]} <code id="rejection">${rejectionCode}</code></dd>`}
${rejectedBy && html`<dt>${words.endedBy}</dt><dd>${words.parties[rejectedBy] ?? ''} <code>${rejectedBy}</code></dd>`}
${dataAt !== null && html`<dt>${words.dataFrom}</dt><dd id="data-from">${moment(language, dataAt)}</dd>`}
<dt>${words.consentStatus}</dt><dd><code id="consent-status">${consentStatus}</code></dd>
<dt>${words.consent}</dt><dd><code id="consent-id">${connection.consentId}</code></dd>
${tokenExpiresAt !== null && html`<dt>${words.tokenUntil}</dt><dd id="token-until">${moment(language, tokenExpiresAt)}</dd>`}
</dl></section>`
}

function historyPart(words: ObbWords, language: Language, connection: Connection): Html {
  const { createdAt, connectedAt, dataAt, endedAt, expiresAt } = connection
  const events: [string, number | null][] = [
    [words.events.asked, createdAt],
    [words.events.connected, connectedAt],
    ...connection.renewals
      .toReversed()
      .map(({ at, until }): [string, number | null] => [
        `${words.events.renewed} ${until === null ? words.indefinite : date(language, until)}`,
        at,
      ]),
    [words.events.read, endedAt === null ? dataAt : null],
    [words.events.ended, endedAt],
    [words.events.will, endedAt === null ? expiresAt : null],
  ]
  const items = events.map(([what, at]) => at !== null && html`<li>${what}<small>${moment(language, at)}</small></li>`)
  return html`<ol class="history" id="history">${items}</ol>`
}

/** A new term without a redirect; only the receiver offers it (experience guide, 03500 to 03700). */
function renewPart(language: Language, formToken: string, { id }: Connection, terms: readonly Term[]): Html {
  const words = obbWords(language)
  const options = terms.map(
    (term, index) =>
      html`<label class="option"><input type="radio" name="term" value="${term}" id="renew-${term}"${index === 0 && html` checked`}><b>${flowWords(language).terms[term]}</b></label>`,
  )
  return html`<form method="post" action="/obb/connections/${id}/renew" class="card"><input type="hidden" name="form_token" value="${formToken}">
<h2>${words.renewTitle}</h2><small>${words.renewNote}</small><fieldset><legend>${words.renewUntil}</legend><div class="segments">${options}</div></fieldset><button class="quiet" id="renew">${words.renew}</button></form>`
}

function buttons(words: ObbWords, formToken: string, connection: Connection): Html {
  const token = html`<input type="hidden" name="form_token" value="${formToken}">`
  const to = `/obb/connections/${connection.id}`
  const state = stateOf(connection)
  return html`${state === 'active' && html`<form method="post" action="${to}/refresh">${token}<button id="refresh" class="quiet">${words.refresh}</button></form>`}
${state === 'waiting' && html`<a class="button" id="go-on" href="${to}/onward">${words.goToBank}</a>`}
<a class="button danger" id="disconnect" href="${to}/disconnect">${words.disconnect}</a>`
}

/** The warning before a sharing is ended, with what that means (experience guide, 00100 to 01500). */
export function disconnectPage({
  language,
  formToken,
  connection,
}: {
  language: Language
  formToken: string
  connection: Connection
}): Page {
  const words = obbWords(language)
  const to = `/obb/connections/${connection.id}`
  const body = html`<section class="card narrow">${ICONS.alert}<h1>${words.disconnectTitle}</h1><p>${words.disconnectWarning}</p>
<dl><dt>${words.institution}</dt><dd>${connection.bank}</dd><dt>${words.customer}</dt><dd>${nameOf(connection)}</dd><dt>${words.shared}</dt><dd>${sharedPart(language, connection)}</dd></dl>
<div class="row"><form method="post" action="${to}/disconnect"><input type="hidden" name="form_token" value="${formToken}"><button class="danger" id="confirm-disconnect">${words.disconnectConfirm}</button></form>
<a class="button" id="keep" href="${to}">${words.disconnectKeep}</a></div></section>`
  return { title: words.disconnectTitle, body }
}

/** What the customer agreed to, right after the return (experience guide, 10800 to 11300). */
export function donePage({
  language,
  connection,
  developer,
}: {
  language: Language
  connection: Connection
  developer: boolean
}): Page {
  const words = flowWords(language)
  const { expiresAt } = connection
  const count = (connection.data as Snapshot | null)?.accounts.length ?? 0
  const body = html`<div class="stack narrow"><section class="card success" id="success">${ICONS.check}<h1>${words.doneTitle}</h1><p>${words.doneNote}</p>
<dl><dt>${words.bank}</dt><dd>${connection.bank}</dd><dt>${words.person}</dt><dd>${nameOf(connection)}</dd>
<dt>${words.data}</dt><dd>${sharedPart(language, connection)}</dd><dt>${words.accountsShared}</dt><dd id="shared-accounts">${count}</dd>
<dt>${words.forWhat}</dt><dd>${words.purpose}</dd>
<dt>${words.ends}</dt><dd>${expiresAt === null ? words.endsNever : date(language, expiresAt)}</dd></dl>
<p class="note">${ICONS.hand}<span><b>${words.manage}.</b> ${words.manageNote}</span></p>
<div class="row"><a class="button" id="to-overview" href="/obb">${words.toOverview}</a><a class="button quiet" id="to-connection" href="/obb/connections/${connection.id}">${words.toManage}</a></div></section>
${developer && developerLink(language, `/obb/connections/${connection.id}/messages`)}</div>`
  return { title: words.doneTitle, body }
}
