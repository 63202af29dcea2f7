import type { Draft } from '../drafts.ts'

/** What a customer of the Brazilian part has chosen so far. */
export type ObbDraft = Draft & {
  /** The demonstration customer's key; empty for somebody else, whose documents are typed. */
  customer: string | null
  document: string
  businessDocument: string
}

/** A draft that has only a bank yet. */
export const newDraft = (bank: string): ObbDraft => ({
  ...{ bank, customer: null, document: '', businessDocument: '', groups: null },
})
