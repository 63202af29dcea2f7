/** A security that moved, and for how much. Units are millionths of one, so that a fraction of a share is exact. */
export type Trade = {
  action: 'buy' | 'sell' | 'dividend' | 'reinvest'
  symbol: string
  /** What it is a unit of, as positions tell. */
  securityKind: 'stock' | 'fund' | 'bond' | 'cd' | 'option' | 'digital-asset' | 'other'
  unitsMicro: number
  unitPriceMinor: number
  commissionMinor: number
  feesMinor: number
}

/** What a payment of a loan was for; the parts add up to it. */
export type PaymentSplit = {
  principalMinor: number
  interestMinor: number
  escrowMinor: number
  insuranceMinor: number
  feesMinor: number
}

/** What an employer held back of a wage before it was paid. */
export type Pay = {
  grossMinor: number
  federalTaxMinor: number
  stateTaxMinor: number
  socialSecurityMinor: number
  medicareMinor: number
  /** Put into a retirement plan before tax. */
  deferredMinor: number
}

/** What the bank was told of a movement beside its amount: each only where it was. */
export type MovementFacts = {
  /** When it was made, where that was before it was booked; bank time in milliseconds. */
  madeAt?: number
  /** Kind of merchant: the four digits of ISO 18245. */
  merchantCategory?: string
  checkNumber?: string
  /** The last digits of the card that it was made with. */
  cardLastDigits?: string
  /** The other side's own name of it. */
  reference?: string
  foreign?: { amountMinor: number; currency: string }
  trade?: Trade
  split?: PaymentSplit
  pay?: Pay
  /** Rewards that it earned, in the programme's units. */
  reward?: { categoryId: string; accrued: number }
  /** The authorisation that it settles. */
  authorisationId?: string
}
