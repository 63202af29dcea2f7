import type { Page } from '../routing.ts'
import type { Scene } from '../scene.ts'
import { html } from '../web/html.ts'
import { ICONS } from '../web/marks.ts'
import { sharingWords } from '../words/sharing.ts'
import type { Sharing } from './state.ts'

/** The warning before a sharing is ended, with what that means (experience guide, 00100 to 01500). */
export function disconnectPage({
  scene,
  formToken,
  sharing,
}: {
  scene: Scene
  formToken: string
  sharing: Sharing
}): Page {
  const words = sharingWords(scene.language)
  const { connection, who, shared } = sharing
  const to = `${scene.base}/connections/${connection.id}`
  const body = html`<section class="card narrow">${ICONS.alert}<h1>${words.disconnectTitle}</h1><p>${words.disconnectWarning}</p>
<dl><dt>${words.institution}</dt><dd>${connection.bank}</dd>${who && html`<dt>${words.customer}</dt><dd>${who}</dd>`}<dt>${words.shared}</dt><dd>${shared}</dd></dl>
<div class="row"><form method="post" action="${to}/disconnect"><input type="hidden" name="form_token" value="${formToken}"><button class="danger" id="confirm-disconnect">${words.disconnectConfirm}</button></form>
<a class="button" id="keep" href="${to}">${words.disconnectKeep}</a></div></section>`
  return { title: words.disconnectTitle, body }
}
