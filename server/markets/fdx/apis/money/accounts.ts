import type { Account } from '#bank'
import type { Consent } from '#consent'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'

/** Kinds of account that bills are paid from, that money is moved from to another account, and that it is moved to. */
const PAYS: ReadonlySet<string> = new Set(['current', 'prepaid', 'money-market', 'wallet', 'commercial'])
const MOVES: ReadonlySet<string> = new Set([...PAYS, 'savings'])
const TAKES: ReadonlySet<string> = new Set([...MOVES, 'card', 'credit-line', 'loan'])

/** What somebody is to an account whose money they may not order about. */
const NO_WORD: ReadonlySet<string> = new Set(['authorised-user', 'beneficiary'])

/**
 * The account that a payment or a recurring payment comes from (FDX 6.4, errors 901, 902, 704, 706). Throws
 * source-account-unknown, source-account-closed, account-locked, source-account-kind, source-account-no-word.
 */
export function payingAccount({ bank }: Rooms, input: RouteInput, accountId: string): Account {
  const account = consentOf(input).accountIds.includes(accountId) ? bank.accounts.find(accountId) : undefined
  if (!account) throw problem('source-account-unknown', { accountId }, 'source-account')
  if (account.status === 'closed') throw problem('source-account-closed', { accountId }, 'source-account-open')
  if (account.status !== 'open') throw problem('account-locked', { accountId }, 'account-unlocked')
  if (!PAYS.has(account.kind))
    throw problem('source-account-kind', { accountId, kind: account.kind }, 'source-account-kind')
  if (!mayOrder(account, consentOf(input)))
    throw problem('source-account-no-word', { accountId }, 'source-account-word')
  return account
}

/**
 * The account that a transfer comes from (FDX 6.4, errors 901, 903, 705, 706). An account of the customer that the
 * consent leaves out is known and not authorised; anybody else's is unknown.
 */
export function transferringAccount({ bank }: Rooms, input: RouteInput, accountId: string): Account {
  const consent = consentOf(input)
  const account = isTheirs({ bank }, consent, accountId) ? bank.accounts.find(accountId) : undefined
  if (!account) throw problem('source-account-unknown', { accountId }, 'source-account')
  const shared = consent.accountIds.includes(accountId)
  if (!shared || !mayOrder(account, consent) || !MOVES.has(account.kind))
    throw problem('source-account-unauthorised', { accountId, shared }, 'source-account-authorised')
  if (account.status === 'closed') throw problem('transfer-account-closed', { accountId }, 'transfer-account-open')
  if (account.status !== 'open') throw problem('account-locked', { accountId }, 'account-unlocked')
  return account
}

/** The account that a transfer goes to: any of the customer's own that takes money (FDX 6.4, errors 904 to 906). */
export function receivingAccount({ bank }: Rooms, input: RouteInput, accountId: string, from: Account): Account {
  const account = isTheirs({ bank }, consentOf(input), accountId) ? bank.accounts.find(accountId) : undefined
  if (!account) throw problem('destination-account-unknown', { accountId }, 'destination-account')
  if (account.status === 'closed')
    throw problem('destination-account-closed', { accountId }, 'destination-account-open')
  if (!TAKES.has(account.kind) || account.id === from.id || account.currency !== from.currency)
    throw problem('destination-account-unauthorised', { accountId }, 'destination-account-authorised')
  if (account.status !== 'open') throw problem('account-locked', { accountId }, 'account-unlocked')
  return account
}

/** What an account can pay at this moment, its contracted overdraft included; cents. */
export function spendable({ bank }: Rooms, accountId: string): number {
  const { available, overdraft } = bank.accounts.balances(accountId)
  return available.amountMinor + (overdraft?.contracted.amountMinor ?? 0)
}

/** The most that is moved to an account at once: no more to a loan than is owed on it; cents. */
export function receivable({ bank }: Rooms, { id, kind }: Account, most: number): number {
  return kind === 'loan' ? Math.min(most, Math.max(0, -bank.accounts.balances(id).available.amountMinor)) : most
}

function isTheirs({ bank }: Pick<Rooms, 'bank'>, { accountIds, holderId }: Consent, accountId: string): boolean {
  if (accountIds.includes(accountId)) return true
  return holderId !== null && bank.accounts.ofHolder(holderId).some(({ id }) => id === accountId)
}

/** Whether the customer has a word over the account's money: those who may merely use it don't. */
function mayOrder({ holders, roles }: Account, { holderId }: Consent): boolean {
  const place = holderId === null ? -1 : holders.indexOf(holderId)
  const role = roles[place]
  return role === undefined || !NO_WORD.has(role)
}
