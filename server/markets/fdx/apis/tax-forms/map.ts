import type { Contact, Counterparty, HandedForm, Holder } from '#bank'
import type { Money } from '#kernel'
import { amount, known } from '../../amounts.ts'
import { maskedNumber } from '../../consent.ts'
import { dayOf } from '../../dates.ts'
import type { FormType, TaxForm } from './forms.ts'

/** A form under the key that its type gives it: `tax1099Int` (FDX 6.4, TaxData). */
export function mapForm(form: TaxForm, base: string, detailed: boolean) {
  const { account, ...about } = form
  const head = headOf({ ...about, accountId: account.id }, base)
  return { [keyOf(form.type)]: { ...head, ...(detailed ? membersOf(form) : {}) } }
}

/** The same for one that an application handed in: its members are as they were sent, its ids the bank's. */
export function mapHandedForm({ details, changedAt, ...form }: HandedForm, base: string, detailed: boolean) {
  const type = form.type as FormType
  const { taxFormDate, description, ...members } = details
  const head = headOf({ ...form, type, date: dayOf(changedAt) }, base)
  return { [keyOf(type)]: { ...head, ...known({ taxFormDate, description }), ...(detailed ? members : {}) } }
}

/** The member that a form of a type is told under. */
export const keyOf = (type: FormType): string => type.charAt(0).toLowerCase() + type.slice(1)

type Head = Pick<TaxForm, 'id' | 'type' | 'year' | 'date'> & { accountId: string }

/** What every form tells, with links to itself as data and as a document. */
function headOf({ id, type, year, date, accountId }: Head, base: string) {
  const link = (rel: string, mediaType: string) => ({
    ...{ href: `${base}/${id}`, action: 'GET', rel },
    types: [mediaType],
  })
  return {
    taxFormId: id,
    taxYear: year,
    taxFormDate: date,
    taxFormType: type,
    description: `${NAMES[type]} for ${year}`,
    accountId,
    links: [link('self', 'application/json'), link('document', 'application/pdf')],
  }
}

export const NAMES = {
  Tax1099Int: 'Interest income',
  Tax1099Div: 'Dividends and distributions',
  Tax1098: 'Mortgage interest statement',
  TaxW2: 'Wage and tax statement',
} as const

function membersOf(form: TaxForm): Record<string, unknown> {
  const { facts, account, holder, contact } = form
  const own = addressOf(holder, contact)
  const payer = { payerNameAddress: { name1: account.brandName, country: 'US' } }
  const recipient = {
    recipientTin: maskedTin(holder.document),
    recipientNameAddress: own,
    accountNumber: maskedNumber(account.number),
  }
  switch (facts.of) {
    case 'Tax1099Int':
      return { ...payer, ...recipient, payerRtn: account.bankCode, interestIncome: amount(facts.interest.earned) }
    case 'Tax1099Div':
      return { ...payer, ...recipient, ordinaryDividends: amount(facts.dividends.earned) }
    case 'Tax1098':
      return {
        lenderNameAddress: { name1: account.brandName, country: 'US' },
        borrowerTin: maskedTin(holder.document),
        borrowerNameAddress: own,
        accountNumber: maskedNumber(account.number),
        mortgageInterest: amount(facts.mortgage.paid),
        outstandingPrincipal: amount(facts.mortgage.outstandingAtStart),
        ...known({ originationDate: facts.originatedOn }),
      }
    case 'TaxW2':
      return wageMembers(facts.wages, holder, own)
  }
}

type Wages = Extract<TaxForm['facts'], { of: 'TaxW2' }>['wages']

/** Wages without what was put by before tax; social security and Medicare count that in. */
export function taxedWages({ gross, deferred }: Wages): Money {
  return { ...gross, amountMinor: gross.amountMinor - deferred.amountMinor }
}

function wageMembers(wages: Wages, holder: Holder, own: ReturnType<typeof addressOf>) {
  const { name1, ...address } = own
  return {
    employeeTin: maskedTin(holder.document),
    employerNameAddress: { name1: wages.employer.name ?? '', country: 'US' },
    ...known({ employerTin: employerTin(wages.employer) }),
    employeeName: { first: firstOf(name1), last: lastOf(name1) },
    employeeAddress: address,
    wages: amount(taxedWages(wages)),
    federalTaxWithheld: amount(wages.federalTax),
    socialSecurityWages: amount(wages.gross),
    socialSecurityTaxWithheld: amount(wages.socialSecurity),
    medicareWages: amount(wages.gross),
    medicareTaxWithheld: amount(wages.medicare),
    codes: wages.deferred.amountMinor > 0 ? [{ code: 'D', amount: amount(wages.deferred) }] : [],
    stateAndLocal: [{ state: { taxWithheld: amount(wages.stateTax), income: amount(taxedWages(wages)) } }],
  }
}

const employerTin = ({ document }: Counterparty): string | undefined =>
  document === undefined ? undefined : `${document.slice(0, 2)}-${document.slice(2)}`

/** A taxpayer's number as copies for other eyes print it: its last four digits. */
export const maskedTin = (document: string): string => `*****${document.slice(-4)}`

const firstOf = (name: string): string => name.split(' ')[0] ?? ''
const lastOf = (name: string): string => name.split(' ').slice(1).join(' ') || name

export function addressOf(holder: Holder, contact: Contact | undefined) {
  const [address] = contact?.addresses ?? []
  const [line1, line2] = address?.lines ?? []
  return {
    name1: holder.kind === 'company' ? holder.legalName : holder.name,
    ...known({ line1, line2, city: address?.city, region: address?.region, postalCode: address?.postalCode }),
    country: address?.country ?? 'US',
  }
}
