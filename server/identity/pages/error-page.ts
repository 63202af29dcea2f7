import type { House } from './house.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, say, words } from './words.ts'

/** The page for a request that can't go back to its app: says so in one fixed sentence, with the error's code. */
export function errorPage({
  code,
  description,
  language,
  house,
}: {
  code: string
  description: string
  language: Language
  house: House
}): string {
  return layout({
    ...{ language, house },
    title: say(words.errorTitle, language),
    body: html`<div class="card" id="error">
<h1>${say(words.errorTitle, language)}</h1>
<p lang="en">${say(words.errorSentence, language)}</p>
<p class="lead">${say(words.errorHelp, language)}</p>
<p><code id="error-code">${code}</code><br><span class="hint" lang="en">${description}</span></p>
</div>`,
  })
}
