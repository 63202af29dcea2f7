import { problem } from '#kernel'
import type { DemoCustomer } from '../market.ts'
import { GROUPS, permissionsOf } from './groups.ts'
import { TERMS, type Term } from './terms.ts'

/** What a customer chose on the start page, checked. */
export type Choice = {
  customer: string
  document: string
  businessDocument: string | null
  permissions: string[]
  term: Term
}

/** How the start page's list names a demonstration customer: its login, with the company where it acts for one. */
export const customerKey = ({ login, businessDocument }: DemoCustomer): string =>
  businessDocument ? `${login}:${businessDocument}` : login

/** Reads the start page's form. Throws problem `input-invalid` naming the field. */
export function readChoice(form: URLSearchParams, demoCustomers: readonly DemoCustomer[]): Choice {
  const demo = demoCustomers.find((customer) => customerKey(customer) === form.get('customer'))
  const chosen = form.getAll('group').filter((id) => GROUPS.some((group) => group.id === id))
  if (chosen.length === 0) throw problem('input-invalid', { field: 'group' })
  const term = TERMS.find((known) => known === form.get('term'))
  if (!term) throw problem('input-invalid', { field: 'term' })
  return { ...(demo ? ofDemo(demo) : typed(form)), permissions: permissionsOf(chosen), term }
}

function ofDemo({ name, document, businessDocument }: DemoCustomer) {
  return { customer: name, document, businessDocument: businessDocument ?? null }
}

function typed(form: URLSearchParams) {
  const document = bare(form.get('document'))
  const businessDocument = bare(form.get('business_document')).toUpperCase()
  if (!/^\d{11}$/.test(document)) throw problem('input-invalid', { field: 'CPF' })
  if (businessDocument !== '' && !/^[0-9A-Z]{12}\d{2}$/.test(businessDocument)) {
    throw problem('input-invalid', { field: 'CNPJ' })
  }
  return { customer: '', document, businessDocument: businessDocument || null }
}

/** People type documents with dots, a slash and a hyphen. */
const bare = (text: string | null): string => (text ?? '').replace(/[\s./-]/g, '')
