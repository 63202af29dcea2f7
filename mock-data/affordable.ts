import type { AccountPersona, MovementPersona } from '#bank'

/**
 * The movements in order of time without those that an account could not bear: nobody pays what is not there, and what
 * the overdraft allows is there.
 */
export function affordable(accounts: readonly AccountPersona[], movements: MovementPersona[]): MovementPersona[] {
  const balances = new Map(accounts.map(({ key, openingMinor }) => [key, openingMinor]))
  const lowest = new Map(accounts.map(({ key, overdraftLimitMinor = 0 }) => [key, -overdraftLimitMinor]))
  return movements
    .sort((one, other) => one.at - other.at)
    .filter(({ account, amountMinor, against }) => {
      const balance = (balances.get(account) ?? 0) + amountMinor
      if (amountMinor < 0 && balance < (lowest.get(account) ?? 0)) return false
      balances.set(account, balance)
      if (against && 'account' in against) {
        balances.set(against.account, (balances.get(against.account) ?? 0) - amountMinor)
      }
      return true
    })
}
