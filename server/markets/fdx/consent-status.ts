type Status = 'ACTIVE' | 'EXPIRED' | 'REVOKED'

/** How the states of a consent are told; what is not here is not told of at all (FDX consent API, ConsentGrantStatus). */
const SHOWN: Readonly<Record<string, Status>> = {
  ACTIVE: 'ACTIVE',
  CONSUMED: 'EXPIRED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
}

/** The status that a consent's state is told as; undefined for one that never was a grant. */
export function consentStatus(state: string): Status | undefined {
  return Object.hasOwn(SHOWN, state) ? SHOWN[state] : undefined
}

/** The same in a sentence about a refusal. */
export function consentStatusSaid(state: unknown): string {
  return consentStatus(String(state)) ?? 'not ACTIVE'
}
