import type { Account } from '#bank'
import type { Consent } from '#consent'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../api.ts'
import { isTold, type ToldAccount } from './account-kinds.ts'
import { addMonths } from './dates.ts'

export type ResourceStatus = 'AVAILABLE' | 'UNAVAILABLE' | 'TEMPORARILY_UNAVAILABLE'

/** How long a closed account can still be read. */
const CLOSED_READABLE_MONTHS = 12

/**
 * An account's status in resources v3: hidden is temporary, closed stays readable for twelve months. What would be
 * available rests while the bank holds the consent back.
 */
export function resourceStatus(
  account: Account,
  { now, consent }: Pick<RouteInput, 'now' | 'consent'>,
): ResourceStatus {
  const status = statusOf(account, now)
  const held = (consent?.heldSince ?? null) !== null
  return held && status === 'AVAILABLE' ? 'TEMPORARILY_UNAVAILABLE' : status
}

function statusOf(account: Account, now: number): ResourceStatus {
  if (account.status === 'hidden') return 'TEMPORARILY_UNAVAILABLE'
  if (account.status !== 'closed') return 'AVAILABLE'
  const closedAt = account.closedAt ?? now
  return addMonths(closedAt, CLOSED_READABLE_MONTHS) > now ? 'AVAILABLE' : 'UNAVAILABLE'
}

/** Every account the consent covers, whatever its status. */
export function consentedAccounts({ bank }: Rooms, input: RouteInput): ToldAccount[] {
  return bank.accounts
    .list((input.consent as Consent).accountIds)
    .flatMap((account) => (isTold(account) ? [account] : []))
}

/** The accounts of the consent that can be read now: what product lists show. */
export function readableAccounts(rooms: Rooms, input: RouteInput): ToldAccount[] {
  return consentedAccounts(rooms, input).filter((account) => resourceStatus(account, input) === 'AVAILABLE')
}

/**
 * The account named in the path. Throws resource-forbidden where the consent doesn't cover it, consent-on-hold where
 * the bank holds the consent back, and resource-temporarily-unavailable or resource-unavailable by its status (accounts v2, 403).
 */
export function accountOf({ bank }: Rooms, input: RouteInput): ToldAccount {
  const id = input.params.accountId as string
  const covered = (input.consent as Consent).accountIds.includes(id)
  const account = covered ? bank.accounts.find(id) : undefined
  if (!account || !isTold(account)) throw problem('resource-forbidden', { accountId: id }, 'resource-covered')
  const status = resourceStatus(account, input)
  if (status === 'TEMPORARILY_UNAVAILABLE') {
    if (statusOf(account, input.now) === 'AVAILABLE') {
      throw problem('consent-on-hold', { accountId: id }, 'consent-not-held')
    }
    throw problem('resource-temporarily-unavailable', { accountId: id }, 'resource-status')
  }
  if (status === 'UNAVAILABLE') throw problem('resource-unavailable', { accountId: id }, 'resource-status')
  return account
}
