import type { Database } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import type { RewardMembership, RewardProgramme } from './model.ts'
import { rewardStore } from './store.ts'

/** Opens the bank's reward programmes and who takes part in them. */
export function openRewards({ db, accounts }: { db: Database; accounts: Accounts }) {
  const store = rewardStore(db)
  return {
    /** A programme by its id. */
    programme: (id: string): RewardProgramme | undefined => store.programme(id),
    /** What a customer takes part in, by programme. */
    ofCustomer: (customerId: string): RewardMembership[] => store.memberships(customerId),
    /** The membership that an account earns for; undefined where it earns nothing. */
    ofAccount(accountId: string): RewardMembership | undefined {
      const holders = accounts.find(accountId)?.holders ?? []
      return holders.flatMap(store.memberships).find(({ accountIds }) => accountIds.includes(accountId))
    },
    addProgramme: (programme: RewardProgramme): void => store.addProgramme(programme),
    addMembership: (membership: RewardMembership): void => store.addMembership(membership),
  }
}

export type Rewards = ReturnType<typeof openRewards>
