import type { Page } from '../routing.ts'
import { html } from '../web/html.ts'
import type { Language } from '../web/language.ts'
import { LOGO } from '../web/marks.ts'
import { flowWords } from '../words/flow.ts'

/**
 * The transition to the bank: says that it is on the way and secure, and needs no click (experience guide, 06800 to
 * 07100). A page and not a redirect, because the pages' `form-action` would hold for every redirect after the form.
 */
export function transitionPage({ language, url, bank }: { language: Language; url: string; bank: string }): Page {
  const words = flowWords(language)
  const body = html`<section class="card waiting narrow"><div class="pulse">${LOGO}</div><h1>${words.transitionTitle}</h1>
<p><b>${bank}</b></p><p class="soft">${words.transitionNote}</p>
<p><a class="button" id="continue" href="${url}">${words.continueLink}</a></p></section>`
  return { title: words.transitionTitle, body, onward: url }
}
