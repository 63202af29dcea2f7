import type { Words } from '#markets'
import type { House } from './house.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, say, words } from './words.ts'

export type NoticePage = {
  language: Language
  id: 'mismatch' | 'ended' | 'full' | 'not-logged-in'
  title: Words
  text: Words
  values: Record<string, string>
  /** Given where the customer may try again: what leads there is called so. */
  again?: Words
  path: string
  formToken: string
  house: House
}

/** A page that ends the flow with an explanation and the way back to the app. */
export function noticePage({ language, id, title, text, values, again, path, formToken, house }: NoticePage): string {
  return layout({
    ...{ language, house },
    title: say(title, language, values),
    body: html`<div class="card" id="${id}">
<h1>${say(title, language, values)}</h1>
<p>${say(text, language, values)}</p>
<form method="post" action="${path}/leave">
<input type="hidden" name="form_token" value="${formToken}"><input type="hidden" name="lang" value="${language}">
<div class="actions">${again && html`<a class="button primary" id="again" href="${path}?lang=${language}">${say(again, language)}</a>`}
<button class="${again ? 'quiet' : 'primary'}" type="submit" id="submit">${say(words.back, language, values)}</button></div>
</form>
</div>`,
  })
}
