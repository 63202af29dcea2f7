import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { date, maskedDocument } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { obbWords } from '../words/index.ts'
import { sharedPart } from './scope.ts'
import { sectionOf, statePill } from './state.ts'
import { monogram } from './welcome.ts'

/** The management area: this browser's connections, active, pending and ended (experience guide, 00100 to 01500). */
export function connectionsPage({ language, connections }: { language: Language; connections: Connection[] }): Page {
  const words = obbWords(language)
  const sections = (['active', 'pending', 'ended'] as const).map((section) => {
    const those = connections.filter((connection) => sectionOf(connection) === section)
    if (those.length === 0) return section === 'active' && html`<p class="soft">${words.noneActive}</p>`
    return html`<section class="card flush"><h2>${words.sections[section]}</h2><ul class="list" data-section="${section}">${those.map((connection) => connectionItem(language, connection))}</ul></section>`
  })
  const empty = html`<section class="card empty"><p>${words.noConnections}</p><p><a class="button" href="/obb">${words.connectFirst}</a></p></section>`
  const title = words.connectionsTitle
  const body = html`<div class="stack narrow"><h1>${title}</h1><p class="soft">${words.connectionsNote}</p>
${connections.length === 0 ? empty : html`<div class="stack" id="connections">${sections}</div>`}</div>`
  return { title, body }
}

function connectionItem(language: Language, connection: Connection): Html {
  const words = obbWords(language)
  const { expiresAt, createdAt, endedAt } = connection
  const ends = expiresAt === null ? words.indefinite : date(language, expiresAt)
  const term = `${words.since} ${date(language, createdAt)} · ${words.until} ${endedAt === null ? ends : date(language, endedAt)}`
  return html`<li class="sharing"><span class="row"><span class="monogram" aria-hidden="true">${monogram(connection.bank || '?')}</span>
<span><a href="/obb/connections/${connection.id}"><b>${connection.bank || nameOf(connection)}</b></a><br><small>${nameOf(connection)} · ${sharedPart(language, connection)}</small><br><small>${term}</small></span></span>
<span>${statePill(words, connection)}</span></li>`
}

/** The customer's name where the app knows it, else the masked document; a company's after it. */
export function nameOf({ customer, document, businessDocument }: Connection): string {
  const person = customer || maskedDocument(document)
  return businessDocument ? `${person} · ${maskedDocument(businessDocument)}` : person
}
