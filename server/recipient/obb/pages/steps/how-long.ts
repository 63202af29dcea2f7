import type { DemoCustomer } from '../../../market.ts'
import { howLongPage as sharedHowLongPage } from '../../../pages/steps/how-long.ts'
import type { Page } from '../../../routing.ts'
import { maskedDocument } from '../../../web/format.ts'
import { customerKey } from '../../choice.ts'
import type { ObbDraft } from '../../draft.ts'
import { GROUPS } from '../../groups.ts'
import { TERMS } from '../../terms.ts'
import { askingWords } from '../../words/asking.ts'
import { frameOf, type StepAsked } from './step.ts'

/** How long the consent may last, and the whole choice once more. */
export function howLongPage(asked: StepAsked): Page {
  const words = askingWords(asked.language)
  const { draft, demoCustomers } = asked
  const groups = draft.groups ?? []
  return sharedHowLongPage({
    frame: { ...frameOf(asked), action: '/obb/connect', back: '/obb/consent/what' },
    terms: TERMS.map((id) => ({ id, label: words.terms[id] })),
    chosen: '12-months',
    note: words.termIndefinite,
    carried: carriedOf(draft),
    person: personOf(draft, demoCustomers),
    data: GROUPS.filter(({ id }) => groups.includes(id)).map(({ id }) => words.groups[id].name),
  })
}

function carriedOf({ customer, document, businessDocument, groups }: ObbDraft): [string, string][] {
  return [
    ['customer', customer ?? ''],
    ['document', document],
    ['business_document', businessDocument],
    ...(groups ?? []).map((id): [string, string] => ['group', id]),
  ]
}

function personOf({ customer, document, businessDocument }: ObbDraft, demoCustomers: readonly DemoCustomer[]): string {
  const demo = demoCustomers.find((known) => customerKey(known) === customer)
  if (demo) return demo.name
  const person = maskedDocument(document.replace(/\D/g, ''))
  return businessDocument ? `${person} · ${maskedDocument(businessDocument.replace(/[\s./-]/g, ''))}` : person
}
