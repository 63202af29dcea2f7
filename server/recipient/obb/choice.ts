import { problem } from '#kernel'
import type { DemoCustomer } from '../market.ts'
import { GROUPS, permissionsOf } from './groups.ts'
import { TERMS, type Term } from './terms.ts'

/** Who connects: a person, for themselves or for a company. The name is empty where the app does not know it. */
export type Who = { customer: string; document: string; businessDocument: string | null }

/** What a customer chose on the way to the bank, checked. */
export type Choice = Who & { permissions: string[]; term: Term }

/** How the list names a demonstration customer: its login, with the company where it acts for one. */
export const customerKey = ({ login, businessDocument }: DemoCustomer): string =>
  businessDocument ? `${login}:${businessDocument}` : login

/** Reads the whole choice. Throws problem `input-invalid` naming the field. */
export function readChoice(form: URLSearchParams, demoCustomers: readonly DemoCustomer[]): Choice {
  const groups = readGroups(form)
  const term = TERMS.find((known) => known === form.get('term'))
  if (!term) throw problem('input-invalid', { field: 'term' })
  return { ...readWho(form, demoCustomers), permissions: permissionsOf(groups), term }
}

/** Reads the chosen groups. Throws problem `input-invalid` where one that the app can't do without is missing. */
export function readGroups(form: URLSearchParams): string[] {
  const asked = form.getAll('group')
  const missing = GROUPS.some(({ id, required }) => required && !asked.includes(id))
  if (missing) throw problem('input-invalid', { field: 'group' })
  return GROUPS.map(({ id }) => id).filter((id) => asked.includes(id))
}

/** Reads who connects: one of the list, or the typed documents. Throws problem `input-invalid` naming the document. */
export function readWho(form: URLSearchParams, demoCustomers: readonly DemoCustomer[]): Who {
  const demo = demoCustomers.find((customer) => customerKey(customer) === form.get('customer'))
  return demo ? ofDemo(demo) : typed(form)
}

function ofDemo({ name, document, businessDocument }: DemoCustomer): Who {
  return { customer: name, document, businessDocument: businessDocument ?? null }
}

function typed(form: URLSearchParams): Who {
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
