import type { ShownMessage } from '../../messages.ts'
import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { moment } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { messagesPart } from '../../web/messages-part.ts'
import type { Snapshot } from '../data.ts'
import { allows, GROUPS } from '../groups.ts'
import { type ObbWords, obbWords } from '../words/index.ts'
import { accountsPart } from './accounts-part.ts'
import { nameOf } from './connections.ts'
import { stateOf, statePill } from './state.ts'

/** One connection: its term and scope, its accounts as last read, and the ways to refresh and to end it. */
export function connectionPage({
  language,
  formToken,
  connection,
  messages,
}: {
  language: Language
  formToken: string
  connection: Connection
  messages: readonly ShownMessage[]
}): Page {
  const words = obbWords(language)
  const over = ['ended', 'expired', 'cancelled', 'unknown'].includes(stateOf(connection))
  const snapshot = connection.data as Snapshot | null
  const body = html`<h1>${nameOf(connection)} ${statePill(words, connection)}</h1>
${factsPart(words, language, connection)}
${!over && html`<div class="row">${buttons(words, formToken, connection)}</div><p class="soft">${words.disconnectNote}</p>`}
${snapshot && !over && accountsPart(language, connection, snapshot)}
${messagesPart(language, messages)}`
  return { title: nameOf(connection), body }
}

function factsPart(words: ObbWords, language: Language, connection: Connection): Html {
  const { consentStatus, rejectedBy, rejectionCode, expiresAt, tokenExpiresAt, dataAt } = connection
  const shared = GROUPS.filter(({ id }) => allows(connection.permissions, id)).map(({ id }) => words.groups[id].name)
  return html`<dl class="card">
<dt>${words.consentStatus}</dt><dd><code id="consent-status">${consentStatus}</code></dd>
${rejectionCode && html`<dt>${words.endedBecause}</dt><dd><code id="rejection">${rejectionCode}</code></dd>`}
${rejectedBy && html`<dt>${words.endedBy}</dt><dd><code>${rejectedBy}</code></dd>`}
<dt>${words.shared}</dt><dd>${shared.join(', ')}</dd>
<dt>${words.since}</dt><dd>${moment(language, connection.createdAt)}</dd>
<dt>${words.until}</dt><dd>${expiresAt === null ? words.indefinite : moment(language, expiresAt)}</dd>
<dt>${words.consent}</dt><dd><code id="consent-id">${connection.consentId}</code></dd>
${tokenExpiresAt !== null && html`<dt>${words.tokenUntil}</dt><dd id="token-until">${moment(language, tokenExpiresAt)}</dd>`}
${dataAt !== null && html`<dt>${words.dataFrom}</dt><dd id="data-from">${moment(language, dataAt)}</dd>`}
</dl>`
}

function buttons(words: ObbWords, formToken: string, connection: Connection): Html {
  const token = html`<input type="hidden" name="form_token" value="${formToken}">`
  const to = `/obb/connections/${connection.id}`
  return html`${
    stateOf(connection) === 'active' &&
    html`<form method="post" action="${to}/refresh">${token}<button id="refresh">${words.refresh}</button></form>`
  }
<form method="post" action="${to}/disconnect">${token}<button id="disconnect" class="quiet">${words.disconnect}</button></form>`
}
