import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { developerLink } from '../web/developer/page.ts'
import { date } from '../web/format.ts'
import { html } from '../web/html.ts'
import { ICONS } from '../web/marks.ts'
import { flowWords } from '../words/flow.ts'
import type { Sharing } from './state.ts'

/** What the customer agreed to, right after the return (experience guide, 10800 to 11300). */
export function donePage({
  scene,
  sharing,
  accounts,
  developer,
}: {
  scene: Scene
  sharing: Sharing
  /** How many accounts are shared. */
  accounts: number
  developer: boolean
}): Page {
  const words = flowWords(scene.language)
  const { connection, who, shared } = sharing
  const { expiresAt } = connection
  const to = `${scene.base}/connections/${connection.id}`
  const body = html`<div class="stack narrow"><section class="card success" id="success">${ICONS.check}<h1>${words.doneTitle}</h1><p>${words.doneNote}</p>
<dl><dt>${words.bank}</dt><dd>${connection.bank}</dd>${who && html`<dt>${words.person}</dt><dd>${who}</dd>`}
<dt>${words.data}</dt><dd>${shared}</dd><dt>${words.accountsShared}</dt><dd id="shared-accounts">${accounts}</dd>
<dt>${words.forWhat}</dt><dd>${words.purpose}</dd>
<dt>${words.ends}</dt><dd>${expiresAt === null ? words.endsNever : date(scene, expiresAt)}</dd></dl>
<p class="note">${ICONS.hand}<span><b>${words.manage}.</b> ${words.manageNote}</span></p>
<div class="row"><a class="button" id="to-overview" href="${scene.base}">${words.toOverview}</a><a class="button quiet" id="to-connection" href="${to}">${words.toManage}</a></div></section>
${developer && developerLink(scene.language, `${to}/messages`)}</div>`
  return { title: words.doneTitle, body }
}
