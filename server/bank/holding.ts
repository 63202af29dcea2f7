import type { Money } from '#kernel'
import type { Account, HolderRole } from './accounts/model.ts'
import type { Authorisation } from './authorisations/model.ts'
import type { Card } from './cards/model.ts'
import type { Contract } from './contracts/model.ts'
import type { Deposit } from './deposits/model.ts'
import type { Bank } from './index.ts'
import type { Investment } from './investments/model.ts'
import type { Networks } from './networks/model.ts'
import type { Policy } from './policies/model.ts'

/** More than an account has waiting. */
const PENDING_SHOWN = 50

/** What an account comes to in one amount: what lies in it or is held, or with `owed` what is owed on it. */
export type Stands = { amount: Money; owed: boolean }

/** What an account is beside its balances: its terms by its kind, how it is reached, and what is not booked yet. */
export type Holding = {
  deposit: Deposit | null
  card: Card | null
  contract: Contract | null
  investment: Investment | null
  policy: Policy | null
  networks: Networks
  pending: Authorisation[]
  /** What it is to each of its holders, where that is more than an owner's. */
  roles: HolderRole[]
}

/** An account in one amount. */
export function standsOf(bank: Bank, { id, kind }: Account): Stands {
  const owed = bank.cards.find(id)?.owed ?? bank.contracts.find(id)?.outstanding
  if (owed) return { amount: owed, owed: true }
  const value = kind === 'investment' ? bank.investments.find(id)?.value : undefined
  return { amount: value ?? bank.accounts.balances(id).available, owed: false }
}

/** Everything that was agreed about an account. */
export function holdingOf(bank: Bank, { id, roles }: Account): Holding {
  return {
    deposit: bank.deposits.find(id) ?? null,
    card: bank.cards.find(id) ?? null,
    contract: bank.contracts.find(id) ?? null,
    investment: bank.investments.find(id) ?? null,
    policy: bank.policies.find(id) ?? null,
    networks: bank.networks.ofAccount(id),
    pending: bank.authorisations.pending({
      ...{ accountId: id, from: 0, to: Number.MAX_SAFE_INTEGER },
      limit: PENDING_SHOWN,
    }),
    roles,
  }
}
