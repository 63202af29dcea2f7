import type { Page } from '../../routing.ts'
import { html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { obbWords } from '../words/index.ts'

/** Where the bank sends the browser back to: a form that the one script fills with the address's fragment. */
export function returnPage({
  language,
  formToken,
  path,
}: {
  language: Language
  formToken: string
  path: string
}): Page {
  const words = obbWords(language)
  const body = html`<h1>${words.returnTitle}</h1><p>${words.returnNote}</p>
<form method="post" action="${path}" id="return"><input type="hidden" name="form_token" value="${formToken}">
<input type="hidden" name="answer" id="answer" value=""></form>
<noscript><p class="problem">${words.returnNoScript}</p></noscript>`
  return { title: words.returnTitle, body, readsReturn: true }
}
