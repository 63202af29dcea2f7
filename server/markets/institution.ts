import type { Market } from './market.ts'

/** The bank as a market knows it: what its customers call it, and its legal entity in that market's register. */
export type Institution = {
  name: string
  legalName: string
  /** As the register writes it, without punctuation. */
  registrationNumber: string
}

/** The bank in a market; by its own name and number where the market says nothing of it. */
export function institutionIn(
  { institution }: Pick<Market, 'institution'>,
  { name, registrationNumber }: { name: string; registrationNumber: string },
): Institution {
  return institution ?? { name, legalName: name, registrationNumber }
}
