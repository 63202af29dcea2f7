import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { date } from '../web/format.ts'
import { type Html, html } from '../web/html.ts'
import { sharingWords } from '../words/sharing.ts'
import { type Sharing, sectionOf, statePill } from './state.ts'
import { monogram } from './welcome.ts'

/** The management area: this browser's connections, active, pending and ended (experience guide, 00100 to 01500). */
export function connectionsPage({ scene, sharings }: { scene: Scene; sharings: readonly Sharing[] }): Page {
  const words = sharingWords(scene.language)
  const sections = (['active', 'pending', 'ended'] as const).map((section) => {
    const those = sharings.filter((sharing) => sectionOf(sharing) === section)
    if (those.length === 0) return section === 'active' && html`<p class="soft">${words.noneActive}</p>`
    return html`<section class="card flush"><h2>${words.sections[section]}</h2><ul class="list" data-section="${section}">${those.map((sharing) => connectionItem(scene, sharing))}</ul></section>`
  })
  const empty = html`<section class="card empty"><p>${words.noConnections}</p><p><a class="button" href="${scene.base}">${words.connectFirst}</a></p></section>`
  const title = words.connectionsTitle
  const body = html`<div class="stack narrow"><h1>${title}</h1><p class="soft">${words.connectionsNote}</p>
${sharings.length === 0 ? empty : html`<div class="stack" id="connections">${sections}</div>`}</div>`
  return { title, body }
}

function connectionItem(scene: Scene, sharing: Sharing): Html {
  const words = sharingWords(scene.language)
  const { connection, who, shared } = sharing
  const { expiresAt, createdAt, endedAt, bank } = connection
  const ends = expiresAt === null ? words.indefinite : date(scene, expiresAt)
  const term = `${words.since} ${date(scene, createdAt)} · ${words.until} ${endedAt === null ? ends : date(scene, endedAt)}`
  return html`<li class="sharing"><span class="row"><span class="monogram" aria-hidden="true">${monogram(bank || '?')}</span>
<span><a href="${scene.base}/connections/${connection.id}"><b>${bank || who}</b></a><br><small>${[who, shared].filter(Boolean).join(' · ')}</small><br><small>${term}</small></span></span>
<span>${statePill(scene.language, sharing)}</span></li>`
}
