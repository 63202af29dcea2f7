import type { DemoCustomer } from '../../../market.ts'
import type { Page } from '../../../routing.ts'
import { maskedDocument } from '../../../web/format.ts'
import { type Html, html } from '../../../web/html.ts'
import { customerKey } from '../../choice.ts'
import type { Draft } from '../../drafts.ts'
import { GROUPS } from '../../groups.ts'
import { TERMS } from '../../terms.ts'
import { flowWords } from '../../words/flow.ts'
import { type StepAsked, stepFrame } from './frame.ts'

const DEFAULT_TERM = '12-months'

/** The term with a default and other choices, the whole choice once more, and what comes next (guide, 05800 to 06600). */
export function howLongPage({ language, formToken, draft, demoCustomers, wrong }: StepAsked): Page {
  const words = flowWords(language)
  const groups = draft.groups ?? []
  const names = GROUPS.filter(({ id }) => groups.includes(id)).map(({ id }) => words.groups[id].name)
  const question = html`<p class="soft">${words.termNote}</p>
${carried(draft)}
<fieldset><legend class="hidden">${words.termTitle}</legend><div class="segments">
${TERMS.map((term) => html`<label class="option"><input type="radio" name="term" value="${term}" id="term-${term}"${term === DEFAULT_TERM && html` checked`}><b>${words.terms[term]}</b></label>`)}
</div><small>${words.termIndefinite}</small></fieldset>`
  const aside = html`<aside class="stack"><section class="card"><h2>${words.summary}</h2><dl>
<dt>${words.bank}</dt><dd>${draft.bank}</dd><dt>${words.person}</dt><dd>${personOf(draft, demoCustomers)}</dd>
<dt>${words.data}</dt><dd>${names.join(', ')}</dd></dl></section>
<section class="card"><h2>${words.ahead}</h2><ol class="ahead">${words.aheadSteps.map((step) => html`<li>${step}</li>`)}</ol></section></aside>`
  const frame = { language, formToken, bank: draft.bank, step: 'howLong', wrong } as const
  const ways = { action: '/obb/connect', back: '/obb/consent/what', button: { id: 'connect', label: words.connect } }
  return { title: words.termTitle, body: stepFrame({ ...frame, ...ways }, words.termTitle, question, aside) }
}

/** The choices of the earlier steps, sent with the last. */
function carried({ customer, document, businessDocument, groups }: Draft): Html {
  const fields = [
    ['customer', customer ?? ''],
    ['document', document],
    ['business_document', businessDocument],
    ...(groups ?? []).map((id) => ['group', id]),
  ] as [string, string][]
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

function personOf({ customer, document, businessDocument }: Draft, demoCustomers: readonly DemoCustomer[]): string {
  const demo = demoCustomers.find((known) => customerKey(known) === customer)
  if (demo) return demo.name
  const person = maskedDocument(document.replace(/\D/g, ''))
  return businessDocument ? `${person} · ${maskedDocument(businessDocument.replace(/[\s./-]/g, ''))}` : person
}
