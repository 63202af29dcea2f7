import type { Scene } from '../../scene.ts'
import { moment } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Revocation } from '../consents.ts'
import { fdxWords } from '../words/index.ts'

/** The bank's record of a revoked grant; null where there is none. */
export function revocationsPart(scene: Scene, revocations: readonly Revocation[]): Html | null {
  if (revocations.length === 0) return null
  const words = fdxWords(scene.language)
  const records = revocations.map(
    ({ reason, initiator, updatedTime }) => html`<dl>
<dt>${words.moment}</dt><dd>${moment(scene, updatedTime)}</dd>
<dt>${words.reason}</dt><dd>${words.reasons[reason]} <code id="rejection">${reason}</code></dd>
<dt>${words.initiator}</dt><dd>${words.initiators[initiator]} <code>${initiator}</code></dd></dl>`,
  )
  return html`<section class="card" id="revocations"><div><h2>${words.revocations}</h2><small>${words.revocationNote}</small></div>${records}</section>`
}
