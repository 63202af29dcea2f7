import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { developerLink } from '../web/developer/page.ts'
import { moment } from '../web/format.ts'
import { type Child, type Html, html } from '../web/html.ts'
import { ICONS } from '../web/marks.ts'
import { flowWords } from '../words/flow.ts'
import { sharingWords } from '../words/sharing.ts'
import { type Sharing, sectionOf, statePill } from './state.ts'

/** What a market adds to the page of a connection. */
export type ConnectionParts = {
  /** The accounts as last read; null where there are none to show. */
  accounts: Html | null
  /** Further facts, by their names. */
  facts: readonly [name: string, value: Child][]
  /** Further moments of its past, in order, between the confirmation and the last reading. */
  past: readonly [what: string, at: number][]
  /** What else can be done with it. */
  more: Html | null
}

/** One sharing: its term, scope and purpose, its accounts as last read, its history, and the ways to end it. */
export function connectionPage({
  scene,
  formToken,
  sharing,
  parts,
  developer,
}: {
  scene: Scene
  formToken: string
  sharing: Sharing
  parts: ConnectionParts
  developer: boolean
}): Page {
  const words = sharingWords(scene.language)
  const { connection, who } = sharing
  const over = sectionOf(sharing) === 'ended'
  const title = connection.bank || who
  const body = html`<div class="stack"><div class="row spread"><h1>${title} ${statePill(scene.language, sharing)}</h1>
${!over && html`<div class="row">${buttons(scene, formToken, sharing)}</div>`}</div>
${developer && developerLink(scene.language, `${scene.base}/connections/${connection.id}/messages`)}
<div class="columns two"><div class="stack">${!over && parts.accounts}
${factsPart(scene, sharing, parts.facts)}</div>
<div class="stack"><section class="card"><h2>${words.history}</h2>${historyPart(scene, sharing, parts.past)}</section>
${parts.more}
${!over && html`<p class="note">${ICONS.hand}<span>${words.disconnectNote}</span></p>`}</div></div></div>`
  return { title, body }
}

function factsPart(scene: Scene, { connection, who, shared }: Sharing, more: ConnectionParts['facts']): Html {
  const words = sharingWords(scene.language)
  const { consentStatus, expiresAt, tokenExpiresAt, dataAt } = connection
  return html`<section class="card"><h2>${words.details}</h2><dl>
<dt>${words.institution}</dt><dd>${connection.bank}</dd>
${who && html`<dt>${words.customer}</dt><dd>${who}</dd>`}
<dt>${words.shared}</dt><dd>${shared}</dd>
<dt>${words.purposeLabel}</dt><dd>${flowWords(scene.language).purpose}</dd>
<dt>${words.since}</dt><dd>${moment(scene, connection.createdAt)}</dd>
<dt>${words.until}</dt><dd>${expiresAt === null ? words.indefinite : moment(scene, expiresAt)}</dd>
${more.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
${dataAt !== null && html`<dt>${words.dataFrom}</dt><dd id="data-from">${moment(scene, dataAt)}</dd>`}
<dt>${words.consentStatus}</dt><dd><code id="consent-status">${consentStatus}</code></dd>
${connection.consentId && html`<dt>${words.consent}</dt><dd><code id="consent-id">${connection.consentId}</code></dd>`}
${tokenExpiresAt !== null && html`<dt>${words.tokenUntil}</dt><dd id="token-until">${moment(scene, tokenExpiresAt)}</dd>`}
</dl></section>`
}

function historyPart(scene: Scene, { connection }: Sharing, past: ConnectionParts['past']): Html {
  const words = sharingWords(scene.language)
  const { createdAt, connectedAt, dataAt, endedAt, expiresAt } = connection
  const events: (readonly [string, number | null])[] = [
    [words.events.asked, createdAt],
    [words.events.connected, connectedAt],
    ...past,
    [words.events.read, endedAt === null ? dataAt : null],
    [words.events.ended, endedAt],
    [words.events.will, endedAt === null ? expiresAt : null],
  ]
  const items = events.map(([what, at]) => at !== null && html`<li>${what}<small>${moment(scene, at)}</small></li>`)
  return html`<ol class="history" id="history">${items}</ol>`
}

function buttons({ base, language }: Scene, formToken: string, { connection, state }: Sharing): Html {
  const words = sharingWords(language)
  const token = html`<input type="hidden" name="form_token" value="${formToken}">`
  const to = `${base}/connections/${connection.id}`
  return html`${state === 'active' && html`<form method="post" action="${to}/refresh">${token}<button id="refresh" class="quiet">${words.refresh}</button></form>`}
${state === 'waiting' && html`<a class="button" id="go-on" href="${to}/onward">${words.goToBank}</a>`}
<a class="button danger" id="disconnect" href="${to}/disconnect">${words.disconnect}</a>`
}
