import { dayOf } from '../../web/format.ts'
import { objectOf } from '../api.ts'
import type { Account, Fields } from '../data.ts'
import { minorOf } from './entries.ts'

/**
 * What an account held at the end of each listed day, counted back from the balance as last read; null where that
 * would not be honest: where the list does not reach the moment of reading, something is blocked, invested or not
 * settled, or a movement is unreadable.
 */
export function endOfDays(
  account: Pick<Account, 'balances'>,
  transactions: readonly Fields[],
  { readAt, today, until, first }: { readAt: number | null; today: string; until: string; first: boolean },
): Map<string, number> | null {
  const available = minorOf(account.balances?.availableAmount)
  if (available === null || readAt === null || !first || until < today) return null
  const setAside = [account.balances?.blockedAmount, account.balances?.automaticallyInvestedAmount]
  if (setAside.some((amount) => minorOf(amount) !== 0)) return null
  const held = new Map<string, number>()
  let balance = available
  let last = Number.POSITIVE_INFINITY
  for (const transaction of transactions) {
    const at = Date.parse(String(transaction.transactionDateTime))
    const amount = signedMinor(transaction)
    const settled = transaction.completedAuthorisedPaymentType === 'TRANSACAO_EFETIVADA'
    if (amount === null || !settled || !(at <= readAt) || at > last) return null
    const day = dayOf(at)
    if (!held.has(day)) held.set(day, balance)
    balance -= amount
    last = at
  }
  return held
}

/** Centavos of a movement: what came in is positive; null where it can't be read. */
export function signedMinor({ transactionAmount, creditDebitType }: Fields): number | null {
  const minor = minorOf(objectOf(transactionAmount))
  return minor === null || creditDebitType === 'CREDITO' ? minor : -minor
}
