import type { Market, Words } from '#markets'

/** What every page of a market says of whose it is: the bank's name there, and what the lane says of itself, if anything. */
export type House = { bank: string; notice: Words | undefined }

/** The bank's name where a market has none of its own. */
const BANK = 'Banco Bancada'

export function houseOf({ institution, lane }: Pick<Market, 'institution' | 'lane'>): House {
  return { bank: institution?.name ?? BANK, notice: lane?.notice }
}
