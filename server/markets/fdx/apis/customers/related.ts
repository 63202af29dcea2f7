import type { Account, Bank, Contact, Holder, HolderRole } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { consentOf, sharedAccounts } from '../../shared-accounts.ts'

/** A customer with how they are reached, and the shared accounts that are theirs. */
export type Related = { holder: Holder; contact: Contact | undefined; accounts: readonly Account[] }

/** The holders of the accounts that the consent shares and whoever gave it, each once (FDX 6.4, customers). */
export function relatedCustomers(rooms: Rooms, input: RouteInput): Related[] {
  const { holderId, personId } = consentOf(input)
  const accounts = sharedAccounts(rooms, input)
  const ids = new Set([holderId, personId, ...accounts.flatMap(({ holders }) => holders)])
  return [...ids].flatMap((id) => (id === null ? [] : (read(rooms.bank, id, accounts) ?? [])))
}

/** Who logged in to give the consent: the subject of its tokens. Throws customer-not-found. */
export function currentCustomer(rooms: Rooms, input: RouteInput): Related {
  const id = consentOf(input).personId
  const found = id === null ? undefined : read(rooms.bank, id, sharedAccounts(rooms, input))
  if (!found) throw problem('customer-not-related', { customerId: id }, 'customer-related')
  return found
}

/** The customer that the path names; anybody unrelated is as unknown as nobody. Throws customer-not-found. */
export function customerOf(rooms: Rooms, input: RouteInput): Related {
  const { customerId } = input.params
  const found = relatedCustomers(rooms, input).find(({ holder }) => holder.id === customerId)
  if (!found) throw problem('customer-not-related', { customerId }, 'customer-related')
  return found
}

function read({ customers }: Bank, id: string, accounts: readonly Account[]): Related | undefined {
  const holder = customers.holder(id)
  if (!holder) return undefined
  return { holder, contact: customers.contact(id), accounts: accounts.filter(({ holders }) => holders.includes(id)) }
}

/** A holder of one account, with what it is to them. */
export type AccountHolder = { related: Related; relationship: string }

/** The holders of an account in their order (FDX 6.4, AccountHolder). */
export function holdersOf({ bank }: Pick<Rooms, 'bank'>, account: Account): AccountHolder[] {
  return account.holders.flatMap((id, index) => {
    const related = read(bank, id, [account])
    return related ? [{ related, relationship: relationshipOf(account, index, related.holder) }] : []
  })
}

/** What an account is to one of its holders (FDX 6.4, AccountHolderRelationship). */
export function relationshipOf(account: Account, index: number, holder: Holder): string {
  const role = account.roles[index] ?? 'owner'
  if (role === 'owner' || role === 'joint-owner') return ownership(account, role, holder)
  return ROLES[role]
}

const ROLES: Readonly<Record<Exclude<HolderRole, 'owner' | 'joint-owner'>, string>> = {
  'authorised-user': 'AUTHORIZED_USER',
  'authorised-signer': 'AUTHORIZED_SIGNER',
  trustee: 'TRUSTEE',
  beneficiary: 'FOR_BENEFIT_OF',
  custodian: 'UNIFORM_TRANSFER_TO_MINOR',
}

function ownership({ kind, roles }: Account, role: 'owner' | 'joint-owner', holder: Holder): string {
  if (holder.kind === 'company') return 'BUSINESS'
  const first = role === 'owner' ? 'PRIMARY' : 'SECONDARY'
  if (kind === 'loan' || kind === 'credit-line') return `${first}_BORROWER`
  return roles.includes('joint-owner') ? `${first}_JOINT` : first
}
