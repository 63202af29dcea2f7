import type { Money } from '#kernel'

/** The front of a cheque: what is written on it. Drawing it is whoever's shows it. */
export type ChequeImage = {
  id: string
  accountId: string
  transactionId: string
  number: string
  payee: string
  drawer: string
  amount: Money
  /** When it was written, or paid where that isn't known; bank time in milliseconds. */
  at: number
  memo: string
  bankCode: string
  accountNumber: string
}
