import type { DemoCustomer } from '../../../market.ts'
import { stepFrame } from '../../../pages/steps/frame.ts'
import type { Page } from '../../../routing.ts'
import { maskedDocument } from '../../../web/format.ts'
import { type Html, html } from '../../../web/html.ts'
import { flowWords } from '../../../words/flow.ts'
import { customerKey } from '../../choice.ts'
import { type AskingWords, askingWords } from '../../words/asking.ts'
import { frameOf, type StepAsked } from './step.ts'

/** Who connects: somebody of the demonstration, or somebody else whose CPF is typed (experience guide, 04000 to 04500). */
export function whoPage(asked: StepAsked): Page {
  const { language, draft, demoCustomers, wrong } = asked
  const words = askingWords(language)
  const first = demoCustomers[0]
  const chosen = draft.customer ?? (first ? customerKey(first) : '')
  const question = html`<p class="soft">${words.whoNote}</p>
<fieldset><legend>${words.people}</legend><div class="options">
${demoCustomers.map((customer, index) => personPart(words, customer, index, chosen))}
<label class="option"><input type="radio" name="customer" value="" id="customer-other"${chosen === '' && html` checked`}><b>${words.somebodyElse}</b><small>${words.somebodyElseNote}</small></label>
</div>
<div class="revealed">${field('document', 'document', words.cpf, draft.document, wrong === 'CPF', true)}
${field('business-document', 'business_document', words.cnpj, draft.businessDocument, wrong === 'CNPJ', false)}</div></fieldset>`
  const ways = { action: '/obb/consent/who', back: '/obb', button: { id: 'next', label: flowWords(language).next } }
  const frame = { ...frameOf(asked), ...ways, step: 'who' } as const
  return { title: words.whoTitle, body: stepFrame(frame, words.whoTitle, question) }
}

function personPart(words: AskingWords, customer: DemoCustomer, index: number, chosen: string): Html {
  const key = customerKey(customer)
  const { name, document, login, businessDocument } = customer
  const known = businessDocument
    ? `${words.actingFor} ${maskedDocument(businessDocument)}, ${words.actedBy}`
    : `CPF ${maskedDocument(document)}, ${words.login}`
  return html`<label class="option"><input type="radio" name="customer" value="${key}" id="customer-${index}"${key === chosen && html` checked`}><b>${name}</b><small>${known} <b>${login}</b></small></label>`
}

function field(id: string, name: string, label: string, value: string, wrong: boolean, numeric: boolean): Html {
  return html`<label class="field"><span>${label}</span><input type="text" id="${id}" name="${name}" value="${value}" autocomplete="off" maxlength="24"${numeric && html` inputmode="numeric"`}${wrong && html` aria-invalid="true" aria-describedby="wrong"`}></label>`
}
