import type { Connection } from '../../store.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import type { Term } from '../terms.ts'
import { askingWords } from '../words/asking.ts'
import { obbWords } from '../words/index.ts'

/** A new term without a redirect; only the receiver offers it (experience guide, 03500 to 03700). */
export function renewPart(
  language: Language,
  formToken: string,
  { id }: Connection,
  terms: readonly Term[],
): Html | null {
  if (terms.length === 0) return null
  const words = obbWords(language)
  const options = terms.map(
    (term, index) =>
      html`<label class="option"><input type="radio" name="term" value="${term}" id="renew-${term}"${index === 0 && html` checked`}><b>${askingWords(language).terms[term]}</b></label>`,
  )
  return html`<form method="post" action="/obb/connections/${id}/renew" class="card"><input type="hidden" name="form_token" value="${formToken}">
<h2>${words.renewTitle}</h2><small>${words.renewNote}</small><fieldset><legend>${words.renewUntil}</legend><div class="segments">${options}</div></fieldset><button class="quiet" id="renew">${words.renew}</button></form>`
}
