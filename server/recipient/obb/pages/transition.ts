import type { Page } from '../../routing.ts'
import { html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { obbWords } from '../words/index.ts'

/**
 * The transition to the bank: says that it is on the way and secure, and needs no click (experience guide, 06800 to
 * 07100). A page and not a redirect, because the pages' `form-action` would hold for every redirect after the form.
 */
export function transitionPage({ language, url }: { language: Language; url: string }): Page {
  const words = obbWords(language)
  const body = html`<h1>${words.transitionTitle}</h1><p>${words.transitionNote}</p>
<p><a class="button" id="continue" href="${url}">${words.continueLink}</a></p>`
  return { title: words.transitionTitle, body, onward: url }
}
