/** How often something is paid, added or compounded. */
export const FREQUENCIES = [
  'daily',
  'weekly',
  'biweekly',
  'semimonthly',
  'monthly',
  'semiannually',
  'annually',
] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** A rate of interest for a year, in millionths: 61 250 is 6.125 %. */
export type Rate = {
  ppm: number
  kind: 'fixed' | 'variable' | 'indexed'
  /** What an indexed or variable rate follows. */
  index: string | null
  /** `yyyy-mm-dd`. */
  since: string
  /** What it was before that day. */
  priorPpm: number | null
}

/** So many millionths of an amount, in whole minor units. */
export const shareOf = (amountMinor: number, ppm: number): number => Math.round((amountMinor * ppm) / 1_000_000)
