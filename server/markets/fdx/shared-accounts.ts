import type { Account } from '#bank'
import type { Consent } from '#consent'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../api.ts'
import { clusterNamed } from './clusters.ts'
import { fdxSettings } from './settings.ts'

/** The consent of a customer's call. */
export const consentOf = (input: RouteInput): Consent => input.consent as Consent

/** The accounts that the consent shares, in the order in which they were chosen. */
export function sharedAccounts({ bank }: Pick<Rooms, 'bank'>, input: RouteInput): Account[] {
  return bank.accounts.list(consentOf(input).accountIds)
}

/**
 * The account that the path names. One outside the consent is as unknown as one that there isn't, so that nobody learns
 * of an account by asking (FDX 6.4, errors 701 and 706). Throws account-not-shared, account-locked.
 */
export function accountOf(rooms: Pick<Rooms, 'bank'>, input: RouteInput): Account {
  return sharedAccount(rooms, input, input.params.accountId as string)
}

/** The same for an account that a body names. Throws account-not-shared, account-locked. */
export function sharedAccount({ bank }: Pick<Rooms, 'bank'>, input: RouteInput, accountId: string): Account {
  const account = consentOf(input).accountIds.includes(accountId) ? bank.accounts.find(accountId) : undefined
  if (!account) throw problem('account-not-shared', { accountId }, 'account-shared')
  if (account.status === 'hidden') throw problem('account-locked', { accountId }, 'account-readable')
  return account
}

/** What of a call decides how much is told: the consent, the token, and what the operator set. */
export type Opening = Pick<RouteInput, 'scopes' | 'settings'> & {
  consent: (Pick<Consent, 'permissions'> & Partial<Pick<Consent, 'personId'>>) | undefined
}

/** Whether consent and token open a data cluster to this call. */
export function opens({ consent, scopes: held }: Opening, cluster: string): boolean {
  const scopes = clusterNamed(cluster)?.scopes ?? []
  return consent?.permissions.includes(cluster) === true && scopes.some((scope) => held.includes(scope))
}

/** What a search found. Throws no-data where nothing is and the bank was told to say so (FDX 6.4, error 1107). */
export function foundAny<T>(input: RouteInput, items: readonly T[]): void {
  if (items.length === 0 && fdxSettings(input.settings).strictNoData) throw problem('no-data', {}, 'data-found')
}
