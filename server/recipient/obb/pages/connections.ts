import type { Page } from '../../routing.ts'
import type { Connection } from '../../store.ts'
import { maskedDocument, moment } from '../../web/format.ts'
import { html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { obbWords } from '../words/index.ts'
import { statePill } from './state.ts'

/** The management area: this browser's connections, the ended ones too. */
export function connectionsPage({ language, connections }: { language: Language; connections: Connection[] }): Page {
  const words = obbWords(language)
  const rows = connections.map(
    (connection) => html`<tr><td><a href="/obb/connections/${connection.id}">${nameOf(connection)}</a></td>
<td>${statePill(words, connection)}</td><td>${moment(language, connection.createdAt)}</td>
<td>${connection.expiresAt === null ? words.indefinite : moment(language, connection.expiresAt)}</td></tr>`,
  )
  const table = html`<div class="scroll" tabindex="0"><table id="connections"><thead><tr><th>${words.customer}</th><th>${words.state}</th>
<th>${words.since}</th><th>${words.until}</th></tr></thead><tbody>${rows}</tbody></table></div>`
  const empty = html`<p>${words.noConnections}</p><p><a class="button" href="/obb">${words.connectFirst}</a></p>`
  return {
    title: words.connectionsTitle,
    body: html`<h1>${words.connectionsTitle}</h1>${rows.length > 0 ? table : empty}`,
  }
}

/** The customer's name where the app knows it, else the masked document; a company's after it. */
export function nameOf({ customer, document, businessDocument }: Connection): string {
  const person = customer || maskedDocument(document)
  return businessDocument ? `${person} · ${maskedDocument(businessDocument)}` : person
}
