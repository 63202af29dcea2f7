import type { Money } from '#kernel'

export const PLANS = [
  'brokerage',
  'retirement-401k',
  'ira',
  'roth-ira',
  'education-529',
  'custodial',
  'trust',
  'digital-asset',
  'commercial',
  'other',
] as const
export type Plan = (typeof PLANS)[number]

export const SECURITY_KINDS = ['stock', 'fund', 'bond', 'cd', 'option', 'digital-asset', 'other'] as const
export type SecurityKind = (typeof SECURITY_KINDS)[number]

/** Bought on a day: so many millionths of a unit, for so much in all. */
export type Lot = { boughtOn: string; unitsMicro: number; costMinor: number }

/** A security in an account. Units are millionths of one; prices are of a whole one. Days are `yyyy-mm-dd`. */
export type Position = {
  id: string
  symbol: string
  name: string
  kind: SecurityKind
  securityIds: { kind: 'cusip' | 'isin'; id: string }[]
  side: 'long' | 'short'
  heldIn: 'cash' | 'margin'
  unitsMicro: number
  averageCostMinor: number
  priceMinor: number
  previousPriceMinor: number
  pricedOn: string
  lots: Lot[]
  /** Shares of what it is invested in, in millionths. */
  assetClasses: { kind: 'domestic-shares' | 'foreign-shares' | 'bonds' | 'cash' | 'other'; sharePpm: number }[]
  /** Bonds and certificates of deposit: interest in millionths, face value of a unit, and the day they end. */
  debt?: { ratePpm: number; faceMinor: number; maturesOn: string; callable: boolean }
  option?: { underlying: string; right: 'call' | 'put'; strikeMinor: number; sharesPerUnit: number; expiresOn: string }
  fund?: { openEnd: boolean; expensePpm: number; yieldPpm: number }
  /** Whose money bought it, in a retirement plan. */
  source?: 'before-tax' | 'after-tax' | 'employer-match' | 'rollover'
}

export type OpenOrder = {
  id: string
  symbol: string
  name: string
  kind: SecurityKind
  action: 'buy' | 'sell'
  unitsMicro: number
  limitMinor: number | null
  duration: 'day' | 'good-till-cancelled'
  orderedOn: string
}

/** What an investment account is and holds. Its cash is its ledger account's. */
export type InvestmentTerms = {
  plan: Plan
  /** Of a plan at work: its id, and whose it is. */
  planId: string | null
  employerName: string | null
  brokerId: string | null
  checkWriting: boolean
  optionTrading: boolean
  /** Borrowed against what is held; null where that isn't agreed. */
  marginMinor: number | null
  positions: Position[]
  openOrders: OpenOrder[]
  /** What is put in of each wage, in millionths of it or as an amount. */
  contributions: { source: string; employer: boolean; sharePpm: number | null; amountMinor: number | null }[]
  /** From which day how much of the employer's part is one's own, in millionths. */
  vesting: { on: string; sharePpm: number }[]
  loans: {
    id: string
    description: string
    startedOn: string
    amountMinor: number
    outstandingMinor: number
    ratePpm: number
  }[]
}

export type HeldPosition = Position & { value: Money; dayChange: Money }

export type Investment = Omit<InvestmentTerms, 'positions'> & {
  accountId: string
  cash: Money
  /** Cash and everything held, at today's known prices. */
  value: Money
  dayChange: Money
  positions: HeldPosition[]
}
