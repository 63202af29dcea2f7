import type { Words } from '#markets'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, say, words } from './words.ts'

/** The page for a request that can't go back to its app: says so in one fixed sentence, with the error's code. */
export function errorPage({
  code,
  description,
  language,
  notice,
}: {
  code: string
  description: string
  language: Language
  notice?: Words | undefined
}): string {
  return layout({
    ...{ language, notice },
    title: say(words.errorTitle, language),
    body: html`<div class="card" id="error">
<h1>${say(words.errorTitle, language)}</h1>
<p lang="en">${say(words.errorSentence, language)}</p>
<p class="lead">${say(words.errorHelp, language)}</p>
<p><code id="error-code">${code}</code><br><span class="hint" lang="en">${description}</span></p>
</div>`,
  })
}
