import type { SecurityProfile } from '#markets'

type Levels = Pick<SecurityProfile, 'passwordAcr' | 'secondFactorAcr'>

/** What one login has to reach: whether a second factor is due, and the level that its id_token will state. */
export type LevelDue = { secondFactor: boolean; acr: string }

/**
 * The level that a login has to reach. An essential `acr` with values must be met by one of them (OpenID Connect Core
 * 5.5.1.1): where the password's own is none of them a second factor is due, even if the bank asks for none by itself;
 * undefined where this bank reaches none of them. Without values, as the Brazilian profile wants its requests, the
 * bank's own setting decides; `acr_values` is a wish (3.1.2.1) and decides nothing.
 */
export function levelDue(levels: Levels, claims: unknown, bankAsksForCode: boolean): LevelDue | undefined {
  const wanted = essentialAcr(claims)
  const { passwordAcr, secondFactorAcr } = levels
  const reaches = (acr: string) => wanted === undefined || wanted.includes(acr)
  if (!reaches(passwordAcr) && !reaches(secondFactorAcr)) return undefined
  const secondFactor = bankAsksForCode || !reaches(passwordAcr)
  const reached = secondFactor ? secondFactorAcr : passwordAcr
  // A login that did more than was asked states what was asked for.
  return { secondFactor, acr: reaches(reached) ? reached : passwordAcr }
}

/** The values of an essential `acr` of the id_token; undefined where none are demanded. */
function essentialAcr(claims: unknown): readonly unknown[] | undefined {
  const { essential, value, values } = acrRequest(claims)
  if (essential !== true) return undefined
  if (value !== undefined) return [value]
  return Array.isArray(values) && values.length > 0 ? values : undefined
}

function acrRequest(claims: unknown): { essential?: unknown; value?: unknown; values?: unknown } {
  try {
    const asked = typeof claims === 'string' ? JSON.parse(claims) : claims
    return asked?.id_token?.acr ?? {}
  } catch {
    return {}
  }
}
