import type { Money } from '#kernel'
import type { PaymentSplit } from '../ledger/facts.ts'

/** On whose behalf and through whom something was set up: nobody else sees or changes it. */
export type Mandate = {
  /** The customer whose money or whose list of payees it is. */
  customerId: string
  /** The application that asked. */
  clientId: string
}

/** A mandate with the consent that it was given by. */
export type GivenMandate = Mandate & { book: string; consentId: string | null }

/** `pending` until the bank has looked at it; `expired` is out of everybody's sight. */
export const PAYEE_STATES = ['pending', 'active', 'rejected', 'deleted', 'expired'] as const
export type PayeeState = (typeof PAYEE_STATES)[number]

/** What is told of a payee: a name, the customer's numbers there, and whatever else the market keeps, as it was given. */
export type PayeeDetails = {
  name: string
  /** The numbers under which the payee knows the customer. */
  references: readonly string[]
  extra: Readonly<Record<string, unknown>>
}

/** Somebody outside the bank whom a customer pays. */
export type Payee = GivenMandate &
  PayeeDetails & {
    id: string
    state: PayeeState
    createdAt: number
    /** When it leaves the customer's list, if nothing is paid to it before. */
    expiresAt: number
    /** Its place in the order of creation, and that of its last change among all changes. */
    number: number
    changed: number
  }

/** The life of an order: it waits for its day, is carried out, and ends. */
export const ORDER_STATES = ['scheduled', 'processing', 'processed', 'failed', 'no-funds', 'cancelled'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** Why an order failed or was cancelled. */
export type OrderFailure = 'account-not-open' | 'payee-not-active' | 'no-funds' | 'asked' | 'consent-ended'

/** Out of the bank to a payee, or to another account of the bank. */
export const ORDER_KINDS = ['payment', 'transfer'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** What is ordered: how much, from where, to whom, and when. */
export type OrderTerms = {
  fromAccountId: string
  /** Of a payment. */
  payeeId: string | null
  /** Of a transfer. */
  toAccountId: string | null
  amountMinor: number
  /** The day on which it is due (`yyyy-mm-dd`), and the moment of bank time from which it is carried out. */
  dueDay: string
  dueAt: number
  /** The number under which the payee knows the customer. */
  payeeReference: string | null
  memo: string | null
  /** What a payment of a loan is for, where its orderer says so. */
  split?: PaymentSplit | null
  extra: Readonly<Record<string, unknown>>
}

/** An order to move money once. */
export type PaymentOrder = GivenMandate &
  Omit<OrderTerms, 'amountMinor'> & {
    id: string
    kind: OrderKind
    /** The orderer's own id of it. */
    reference: string | null
    amount: Money
    /** The standing order that it came from, and its number there, from 1. */
    standingOrderId: string | null
    occurrence: number | null
    state: OrderState
    failure: OrderFailure | null
    createdAt: number
    startedAt: number | null
    endedAt: number | null
    postingSetId: string | null
    number: number
    changed: number
  }

/** How often a standing order pays. */
export const FREQUENCIES = [
  'once',
  'weekly',
  'two-weeks',
  'four-weeks',
  'twice-monthly',
  'monthly',
  'two-months',
  'quarterly',
  'half-yearly',
  'yearly',
] as const
export type PaymentFrequency = (typeof FREQUENCIES)[number]

export const STANDING_STATES = ['scheduled', 'processed', 'failed', 'cancelled'] as const
export type StandingState = (typeof STANDING_STATES)[number]

/** What a standing order says. */
export type StandingTerms = {
  fromAccountId: string
  payeeId: string
  amountMinor: number
  payeeReference: string | null
  frequency: PaymentFrequency
  /** How many payments in all; null where it has no end. */
  times: number | null
  /** The day that the others are counted from, before any is moved off a day without clearing. */
  firstDay: string
  calendar: CalendarName
  extra: Readonly<Record<string, unknown>>
}

/** An order to pay again and again. One of its payments is always laid out ahead. */
export type StandingOrder = GivenMandate &
  Omit<StandingTerms, 'amountMinor'> & {
    id: string
    amount: Money
    /** Number of the occurrence that `firstDay` is the day of. */
    firstOccurrence: number
    /** How many of its payments were laid out. */
    laidOut: number
    state: StandingState
    createdAt: number
    startedAt: number | null
    endedAt: number | null
    number: number
    changed: number
  }

/** The calendars of clearing that the bank knows. */
export type CalendarName = 'us'

/** A page of a mandate's things, newest first. */
export type PageOf = {
  limit: number
  /** The number of the last one of the page before. */
  after?: number | undefined
  /** The oldest first, from where `after` ended. */
  oldestFirst?: boolean | undefined
  /** Those alone that changed after this change. */
  changedAfter?: number | undefined
}

/** Which orders a page shows. */
export type OrderQuery = PageOf & {
  kind: OrderKind
  /** From these accounts alone. */
  fromAccountIds: readonly string[]
  toAccountIds?: readonly string[] | undefined
  states?: readonly OrderState[] | undefined
  references?: readonly string[] | undefined
  /** Due within [from, to), bank time in milliseconds. */
  from?: number | undefined
  to?: number | undefined
}

/** Whoever gives payment instructions for a customer, and the ways to pay that are registered for them. */
export type InitiationParty = GivenMandate & {
  id: string
  details: Readonly<Record<string, unknown>>
  createdAt: number
  number: number
}
export type PaymentMethod = {
  id: string
  partyId: string
  details: Readonly<Record<string, unknown>>
  createdAt: number
}
