import type { FormDetails, HandedForm, NewHandedForm } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { consentOf, sharedAccount } from '../../shared-accounts.ts'
import { isOwn, mandateOf } from '../money/mandate.ts'
import { FORM_TYPES, type FormType, taxForms, yearOut } from './forms.ts'
import { keptOf } from './kept.ts'

export const PDF = 'application/pdf'

/** The forms of a year that the app of the call handed in for its customer, about accounts that the consent shares. */
export function handedForms({ bank }: Rooms, input: RouteInput, year: number): HandedForm[] {
  return bank.taxes.handedIn.ofYear(mandateOf(input), year).filter((form) => isOpen(input, form))
}

/** The one of the path, if it is such a form. */
export function handedForm({ bank }: Rooms, input: RouteInput): HandedForm | undefined {
  const found = bank.taxes.handedIn.find(input.params.taxFormId as string)
  return found && isOpen(input, found) ? found : undefined
}

const isOpen = (input: RouteInput, form: HandedForm): boolean =>
  isOwn(input, form) && consentOf(input).accountIds.includes(form.accountId)

/**
 * Takes a form in (FDX tax API, createTaxForm). Throws tax-form-type-unsupported, tax-account-missing,
 * account-not-shared, account-locked, tax-account-closed, tax-year-unsupported, tax-forms-early, tax-forms-full.
 */
export function handIn(rooms: Rooms, input: RouteInput): HandedForm {
  const { handedIn } = rooms.bank.taxes
  const form = formSent(rooms, input)
  const { year } = yearOut(input, form.year)
  if (handedIn.roomFor(mandateOf(input), year) === 0) throw problem('tax-forms-full', { year }, 'tax-forms-room')
  return handedIn.handIn(mandateOf(input), form)
}

/**
 * Takes what a form says now, or its document (FDX tax API, updateTaxForm). Throws as `handIn` does, and
 * tax-form-unknown, tax-form-of-bank, tax-form-differs, tax-document-broken.
 */
export function correct(rooms: Rooms, input: RouteInput): HandedForm {
  const { handedIn } = rooms.bank.taxes
  const kept = mustOwn(rooms, input)
  if (input.document) {
    openAccount(rooms, input, kept.accountId)
    yearOut(input, kept.year)
    return handedIn.keepDocument(kept.id, pdfOf(input.document.bytes))
  }
  const { accountId, type, year, details } = formSent(rooms, input)
  if (accountId !== kept.accountId) throw differs('accountId')
  if (type !== kept.type) throw differs('taxFormType')
  if (year !== kept.year) throw differs('taxYear')
  const { taxFormId = kept.id } = membersSent(input)[1]
  if (taxFormId !== kept.id) throw differs('taxFormId')
  yearOut(input, year)
  return handedIn.correct(kept.id, details)
}

const differs = (member: string) => problem('tax-form-differs', { member }, 'tax-form-same')

/** One that the bank made is known to the app and not the app's to change. */
function mustOwn(rooms: Rooms, input: RouteInput): HandedForm {
  const own = handedForm(rooms, input)
  if (own) return own
  const { taxFormId } = input.params
  const made = taxForms(rooms, input, yearOut(input, undefined)).some(({ id }) => id === taxFormId)
  if (made) throw problem('tax-form-of-bank', { taxFormId }, 'tax-form-own')
  throw problem('tax-form-unknown', { taxFormId }, 'tax-form-known')
}

/** The form of a body, about an account that the consent shares and that is open. */
function formSent(rooms: Rooms, input: RouteInput): NewHandedForm {
  const [type, members] = membersSent(input)
  const { accountId, taxYear } = members as { accountId?: string; taxYear: number }
  if (accountId === undefined) throw problem('tax-account-missing', {}, 'tax-account')
  openAccount(rooms, input, accountId)
  return { accountId, type, year: taxYear, details: keptOf(type, members) }
}

function openAccount(rooms: Rooms, input: RouteInput, accountId: string): void {
  const { status } = sharedAccount(rooms, input, accountId)
  if (status === 'closed') throw problem('tax-account-closed', { accountId }, 'tax-account-open')
}

/** The type of a body's one form, and its members. Throws tax-form-type-unsupported. */
function membersSent({ body }: RouteInput): [FormType, FormDetails] {
  const { forms } = body as { forms?: [object] }
  const [key = '', members] = Object.entries(forms?.[0] ?? (body as object))[0] ?? []
  const sent = key.charAt(0).toUpperCase() + key.slice(1)
  const type = FORM_TYPES.find((known) => known === sent)
  if (type === undefined) {
    throw problem('tax-form-type-unsupported', { sent, supported: FORM_TYPES, in: 'body' }, 'tax-form-type')
  }
  return [type, members as FormDetails]
}

/** Throws tax-document-broken for bytes that are no PDF. */
function pdfOf(bytes: Uint8Array): Uint8Array {
  if (Buffer.from(bytes.subarray(0, PDF_STARTS.length)).toString('latin1') !== PDF_STARTS)
    throw problem('tax-document-broken', { starts: PDF_STARTS }, 'tax-document')
  return bytes
}

const PDF_STARTS = '%PDF-'
