import type { Money } from '#kernel'
import type { KeptAccount } from '../accounts/model.ts'
import type { Bank } from '../index.ts'
import type { OrderState } from './model.ts'

/** So many are told of one account. */
const TOLD = 20

/** A payment or transfer that an account is still to make. */
export type ComingPayment = {
  id: string
  state: Extract<OrderState, 'scheduled' | 'processing'>
  /** The payee's name, or the account that the money goes to. */
  to: { name: string } | { account: Pick<KeptAccount, 'id' | 'kind' | 'branch' | 'number' | 'checkDigit'> }
  amount: Money
  /** Bank time in milliseconds. */
  dueAt: number
  /** One of a standing order's. */
  again: boolean
  /** The consent that it was ordered with. */
  consentId: string | null
}

/** What an account is still to pay, the earliest first. */
export function comingPaymentsOf({ payments, accounts }: Pick<Bank, 'payments' | 'accounts'>, accountId: string) {
  return payments.orders.waiting(accountId, TOLD).map((order): ComingPayment => {
    const { id, state, amount, dueAt, consentId, standingOrderId, payeeId, toAccountId } = order
    const account = toAccountId === null ? undefined : accounts.find(toAccountId)
    const told = {
      id,
      amount,
      dueAt,
      consentId,
      again: standingOrderId !== null,
      state: state as ComingPayment['state'],
    }
    if (!account) return { ...told, to: { name: payments.payees.find(payeeId ?? '')?.name ?? '' } }
    const { kind, branch, number, checkDigit } = account
    return { ...told, to: { account: { id: account.id, kind, branch, number, checkDigit } } }
  })
}
