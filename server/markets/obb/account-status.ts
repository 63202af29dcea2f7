import type { Account } from '#bank'
import type { Consent } from '#consent'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../market.ts'
import { addMonths } from './dates.ts'

export type ResourceStatus = 'AVAILABLE' | 'UNAVAILABLE' | 'TEMPORARILY_UNAVAILABLE'

/** How long a closed account can still be read. */
const CLOSED_READABLE_MONTHS = 12

/** An account's status in resources v3: hidden is temporary, closed stays readable for twelve months. */
export function resourceStatus(account: Account, now: number): ResourceStatus {
  if (account.status === 'hidden') return 'TEMPORARILY_UNAVAILABLE'
  if (account.status !== 'closed') return 'AVAILABLE'
  const closedAt = account.closedAt ?? now
  return addMonths(closedAt, CLOSED_READABLE_MONTHS) > now ? 'AVAILABLE' : 'UNAVAILABLE'
}

/** Every account the consent covers, whatever its status. */
export function consentedAccounts({ bank }: Rooms, input: RouteInput): Account[] {
  return bank.accounts.list((input.consent as Consent).accountIds)
}

/** The accounts of the consent that can be read now: what product lists show. */
export function readableAccounts(rooms: Rooms, input: RouteInput): Account[] {
  return consentedAccounts(rooms, input).filter((account) => resourceStatus(account, input.now) === 'AVAILABLE')
}

/**
 * The account named in the path. Throws resource-forbidden where the consent doesn't cover it, and
 * resource-temporarily-unavailable or resource-unavailable by its status (accounts v2, 403).
 */
export function accountOf({ bank }: Rooms, input: RouteInput): Account {
  const id = input.params.accountId as string
  const covered = (input.consent as Consent).accountIds.includes(id)
  const account = covered ? bank.accounts.find(id) : undefined
  if (!account) throw problem('resource-forbidden', { accountId: id }, 'resource-covered')
  const status = resourceStatus(account, input.now)
  if (status === 'TEMPORARILY_UNAVAILABLE')
    throw problem('resource-temporarily-unavailable', { accountId: id }, 'resource-status')
  if (status === 'UNAVAILABLE') throw problem('resource-unavailable', { accountId: id }, 'resource-status')
  return account
}
