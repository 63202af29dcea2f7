import type { Money } from '#kernel'

/** Money as FDX writes it: a number of whole units with two decimals at most. */
export const amount = ({ amountMinor }: Money): number => amountMinor / 100

/** The same for an amount that is kept without its currency. */
export const minor = (amountMinor: number): number => amountMinor / 100

/** A rate in millionths as a percentage: 6.125 means 6.125 %. */
export const percent = (ppm: number): number => ppm / 10_000

/** Units of a security, of which the bank keeps millionths. */
export const units = (unitsMicro: number): number => unitsMicro / 1_000_000

/** An object without the members that nothing is known of. */
export function known<T extends Record<string, unknown>>(members: T): Known<T> {
  const told = Object.entries(members).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(told) as Known<T>
}

type Known<T> = { [K in keyof T]?: NonNullable<T[K]> }
