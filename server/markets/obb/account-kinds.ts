import type { Account } from '#bank'

/** The kinds of account that accounts v2 tells of: cards, loans and investments have APIs of their own there. */
type ToldKind = 'current' | 'savings' | 'prepaid'

export type ToldAccount = Account & { kind: ToldKind }

/** What there is to say about each of those kinds. */
export type OfToldKind<T> = Record<ToldKind, T>

const TOLD: OfToldKind<true> = { current: true, savings: true, prepaid: true }

/** Whether accounts v2 tells of such an account, so that it can be shared. */
export function isTold(account: Account): account is ToldAccount {
  return account.kind in TOLD
}
