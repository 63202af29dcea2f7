import type { Database } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { termsStore } from '../terms.ts'
import type { Networks } from './model.ts'

const NONE: Networks = { payment: [], transfer: [] }

/** Opens what is known of how accounts are reached from outside. */
export function openNetworks({ db, accounts }: { db: Database; accounts: Accounts }) {
  const store = termsStore<Networks>(db, 'account_networks')
  return {
    /** The networks that reach an account: none while it is blocked or hidden, nor once it is closed. */
    ofAccount(accountId: string): Networks {
      return accounts.find(accountId)?.status === 'open' ? (store.find(accountId) ?? NONE) : NONE
    },
    add: (accountId: string, networks: Networks): void => store.add(accountId, networks),
  }
}
