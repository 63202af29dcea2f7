import type { Payee } from '#bank'
import { timestamp } from '../../dates.ts'

type Name = string | { company?: string; first?: string; last?: string }

/** A payee's merchant, as it was sent. */
export type Merchant = {
  name?: Name
  displayName?: string
  address?: Record<string, unknown>
  phone?: Record<string, unknown>
  merchantAccountIds?: readonly string[]
}

/**
 * A payee (FDX money movement, Payee). Its id, status and end stand beside the merchant, where a reader of any resource
 * looks first, and within it.
 */
export function mapPayee({ id, state, expiresAt, extra }: Payee) {
  const own = { payeeId: id, status: state.toUpperCase(), expiresTimestamp: timestamp(expiresAt) }
  return { ...own, merchant: { ...(extra.merchant as Merchant), ...own } }
}
