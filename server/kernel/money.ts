/** An amount of money: an integer of minor units (centavos, cents) and an ISO 4217 currency. */
export type Money = { amountMinor: number; currency: string }

/** Writes minor units as a decimal string with exactly two places: -1234 → "-12.34". */
export function decimal(amountMinor: number): string {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not an amount in minor units: ${amountMinor}`)
  const sign = amountMinor < 0 ? '-' : ''
  const digits = String(Math.abs(amountMinor)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
