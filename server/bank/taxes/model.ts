import type { Money } from '#kernel'
import type { Counterparty } from '../ledger/model.ts'
import type { GivenMandate } from '../payments/model.ts'

/** What a year's ledger says that a tax office asks for. Nothing of it is kept: it is added up when asked for. */
export type TaxYear = {
  holderId: string
  year: number
  /** Interest that accounts brought, those that brought any. */
  interest: { accountId: string; earned: Money }[]
  dividends: { accountId: string; earned: Money }[]
  /** Interest paid on loans secured by a home, with what was outstanding when the year began. */
  mortgageInterest: { accountId: string; paid: Money; outstandingAtStart: Money }[]
  wages: {
    employer: Counterparty
    accountId: string
    gross: Money
    federalTax: Money
    stateTax: Money
    socialSecurity: Money
    medicare: Money
    deferred: Money
  }[]
}

/** What a form says, as whoever handed it in said it. */
export type FormDetails = Readonly<Record<string, unknown>>

/** A tax form that an application handed in for a customer about one of their accounts; its document is kept beside it. */
export type HandedForm = GivenMandate & {
  id: string
  accountId: string
  type: string
  year: number
  details: FormDetails
  hasDocument: boolean
  /** Bank time in milliseconds. */
  handedInAt: number
  changedAt: number
}

export type NewHandedForm = Pick<HandedForm, 'accountId' | 'type' | 'year' | 'details'>
