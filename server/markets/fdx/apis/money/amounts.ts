import { problem } from '#kernel'

/** The most that one order moves, in cents. */
export const MOST_MINOR = 50_000_00
/** How far a number may be from whole cents, as numbers of a computer are. */
const TOLERANCE = 1e-6

/** An amount in cents. Throws amount-invalid for none, less than none, or a fraction of a cent (FDX 6.4, error 907). */
export function minorUnits(amount: number): number {
  const cents = Math.round(amount * 100)
  const whole = Math.abs(amount * 100 - cents) < TOLERANCE
  if (!whole || cents <= 0 || !Number.isSafeInteger(cents)) throw problem('amount-invalid', { amount }, 'amount-valid')
  return cents
}
