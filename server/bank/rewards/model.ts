/** A programme that rewards what customers do, with the kinds of purchase that it knows. */
export type RewardProgramme = {
  id: string
  book: string
  name: string
  url: string
  categories: { id: string; name: string; description: string; multiplier: number }[]
}

export type RewardBalance = {
  name: string
  kind: 'cashback' | 'miles' | 'points'
  /** In the programme's own units; cashback is in minor units. */
  balance: number
  accruedThisYear: number
  redeemedThisYear: number
  /** Counts towards the next tier. */
  qualifying: boolean
}

/** A customer's part in a programme, and the accounts that earn for it. */
export type RewardMembership = {
  id: string
  programmeId: string
  customerId: string
  accountIds: string[]
  number: string
  tier: string
  business: boolean
  balances: RewardBalance[]
}
