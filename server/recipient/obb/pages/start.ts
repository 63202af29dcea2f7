import type { DemoCustomer } from '../../market.ts'
import type { Page } from '../../routing.ts'
import { maskedDocument } from '../../web/format.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { customerKey } from '../choice.ts'
import { GROUPS } from '../groups.ts'
import { TERMS } from '../terms.ts'
import { type ObbWords, obbWords } from '../words/index.ts'

const DEFAULT_TERM = '12-months'

/** Who, what and for how long: everything has a sensible default, so one click connects. */
export function startPage({
  language,
  formToken,
  demoCustomers,
}: {
  language: Language
  formToken: string
  demoCustomers: readonly DemoCustomer[]
}): Page {
  const words = obbWords(language)
  const body = html`<h1>${words.startTitle}</h1>
<p>${words.purpose}</p>
<form method="post" action="/obb/connect">
<input type="hidden" name="form_token" value="${formToken}">
${customerPart(words, demoCustomers)}
<fieldset><legend>${words.whatData}</legend>
${GROUPS.map(
  ({ id }) => html`<label><input type="checkbox" name="group" value="${id}" id="group-${id}" checked>
${words.groups[id].name} <small>${words.groups[id].note}</small></label>`,
)}
</fieldset>
<fieldset><legend>${words.howLong}</legend>
${TERMS.map((term) => {
  const checked = term === DEFAULT_TERM ? html` checked` : null
  return html`<label><input type="radio" name="term" value="${term}" id="term-${term}"${checked}> ${words.terms[term]}</label>`
})}
</fieldset>
<p class="soft">${words.nextSteps}</p>
<button id="connect">${words.connect}</button>
</form>`
  return { title: words.startTitle, body }
}

function customerPart(words: ObbWords, demoCustomers: readonly DemoCustomer[]): Html {
  return html`<fieldset><legend>${words.who}</legend>
<label for="customer">${words.customer}</label>
<select id="customer" name="customer">
${demoCustomers.map((customer) => html`<option value="${customerKey(customer)}">${described(words, customer)}</option>`)}
<option value="">${words.somebodyElse}</option>
</select>
<p class="soft" id="typed-note">${words.typedNote}</p>
<label for="document">${words.cpf}</label>
<input type="text" id="document" name="document" inputmode="numeric" autocomplete="off" maxlength="20" aria-describedby="typed-note">
<label for="business-document">${words.cnpj}</label>
<input type="text" id="business-document" name="business_document" autocomplete="off" maxlength="24" aria-describedby="typed-note">
</fieldset>`
}

function described(words: ObbWords, { name, document, login, businessDocument }: DemoCustomer): string {
  const company = businessDocument ? `, ${words.actingFor} ${maskedDocument(businessDocument)}` : ''
  return `${name} (${maskedDocument(document)}${company}; ${words.login}: ${login})`
}
