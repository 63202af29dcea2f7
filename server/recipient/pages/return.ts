import type { Page } from '../routing.ts'
import { html } from '../web/html.ts'
import type { Language } from '../web/language.ts'
import { LOGO } from '../web/marks.ts'
import { flowWords } from '../words/flow.ts'

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
  const words = flowWords(language)
  const body = html`<section class="card waiting narrow"><div class="pulse">${LOGO}</div><h1>${words.returnTitle}</h1><p class="soft">${words.returnNote}</p>
<form method="post" action="${path}" id="return"><input type="hidden" name="form_token" value="${formToken}">
<input type="hidden" name="answer" id="answer" value=""></form>
<noscript><p class="note warn">${words.returnNoScript}</p></noscript></section>`
  return { title: words.returnTitle, body, script: 'return' }
}
