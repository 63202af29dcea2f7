import { hash } from 'node:crypto'
import type { Exchange } from '#kernel'
import type { JourneyKind } from './recorded.ts'
import type { JourneyStore, LooseRow } from './store.ts'

/**
 * Arrows of an application's registration. There a call that names only its client belongs to the registration of the
 * client's application; on later arrows it hangs on the client.
 */
export const REGISTRATION_ARROWS: ReadonlySet<number | null> = new Set([1, 2, 3])
/** Ties remembered beside the table. */
const REMEMBERED = 10_000
/** Tokens remembered with their hashes. */
const REMEMBERED_TOKENS = 1000

/** The journey an exchange belongs to, and what it is about. */
export type JourneyRef = { id: string; kind: JourneyKind; subjectId: string }

/** Called with exchanges that turn out to belong to a journey after they were written. */
export type JoinLater = (journey: JourneyRef, loose: LooseRow[]) => void

/** The key of a token: only its hash is ever kept. */
export function tokenHashOf(tokenId: string): string {
  return hash('sha256', tokenId, 'base64url')
}

/** Opens the hashing of tokens, which come again at each call: those of late are remembered. */
export function openTokenHashes(): (tokenId: string) => string {
  const remembered = new Map<string, string>()
  return (tokenId) => {
    const known = remembered.get(tokenId)
    if (known !== undefined) return known
    const tokenHash = tokenHashOf(tokenId)
    if (remembered.size >= REMEMBERED_TOKENS) remembered.clear()
    remembered.set(tokenId, tokenHash)
    return tokenHash
  }
}

/**
 * Opens the ties between exchanges and journeys.
 * A consent's own calls name it; others name its grant or its token. A client-credentials token belongs to no consent
 * until a consent is lodged with it: the first one takes the token's calls so far. When a second consent is lodged with
 * the same token, calls that name only the token are neither's.
 */
export function openTies({ store, joinLater }: { store: JourneyStore; joinLater: JoinLater }) {
  const remembered = new Map<string, string | null>()
  /** The consent of the exchange before, with what it was known by: calls come in runs, and its next one ties nothing new. */
  let last: { grantId: string | undefined; tokenHash: string | undefined; journey: JourneyRef } | undefined

  function tied(key: string): string | null | undefined {
    const known = remembered.get(key)
    if (known !== undefined) return known
    const kept = store.tie(key)
    if (kept !== undefined) remember(key, kept)
    return kept
  }

  function remember(key: string, journeyId: string | null): void {
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(key, journeyId)
  }

  function tie(key: string, journeyId: string | null, at: number): void {
    store.saveTie(key, journeyId, at)
    remember(key, journeyId)
  }

  /** Ties a key to its first journey, and gives it the loose exchanges of that key. */
  function tieFirst(key: string, journey: JourneyRef, at: number, loose: () => LooseRow[]): void {
    if (tied(key) !== undefined) return
    tie(key, journey.id, at)
    const rows = loose()
    if (rows.length > 0) joinLater(journey, rows)
  }

  function tieConsent(journey: JourneyRef, { ids, at }: Exchange, tokenHash: string | undefined): void {
    const { grantId } = ids
    if (grantId) tieFirst(`grant:${grantId}`, journey, at, () => store.looseByGrant(grantId))
    for (const key of secretKeys(ids)) tieFirst(key, journey, at, () => [])
    if (!tokenHash) return
    const key = `token:${tokenHash}`
    const before = tied(key)
    if (before === undefined) tieFirst(key, journey, at, () => store.looseByToken(tokenHash))
    else if (before !== null && before !== journey.id) tie(key, null, at)
  }

  function tieClient(applicationId: string, clientId: string, at: number): void {
    const journey = registrationOf(applicationId)
    tieFirst(`client:${clientId}`, journey, at, () => ofRegistration(store.looseByClient(clientId)))
  }

  /** The journey of an exchange, as far as it is known now; undefined for one that hangs on its client. */
  function journeyOf(exchange: Exchange, tokenHash: string | undefined): JourneyRef | undefined {
    const { consentId, grantId, applicationId, clientId, secretIds } = exchange.ids
    const before = last
    last = undefined
    if (applicationId && clientId) tieClient(applicationId, clientId, exchange.at)
    if (consentId) {
      const isAsBefore =
        before?.journey.subjectId === consentId && before.grantId === grantId && before.tokenHash === tokenHash
      const journey = isAsBefore ? before.journey : consentOf(consentId)
      if (!isAsBefore || secretIds) tieConsent(journey, exchange, tokenHash)
      last = { grantId, tokenHash, journey }
      return journey
    }
    const ofGrant = grantId ? tied(`grant:${grantId}`) : undefined
    if (ofGrant) {
      const journey = refOf(ofGrant)
      tieConsent(journey, exchange, tokenHash)
      return journey
    }
    for (const key of secretKeys(exchange.ids)) {
      const ofSecret = tied(key)
      if (ofSecret) return refOf(ofSecret)
    }
    if (tokenHash) {
      const ofToken = tied(`token:${tokenHash}`)
      return ofToken ? refOf(ofToken) : undefined
    }
    if (applicationId) return registrationOf(applicationId)
    const ofClient = clientId && REGISTRATION_ARROWS.has(exchange.arrow) ? tied(`client:${clientId}`) : undefined
    return ofClient ? refOf(ofClient) : undefined
  }

  return {
    journeyOf,
    /** Forgets what a batch that was not written taught. */
    forget(): void {
      remembered.clear()
      last = undefined
    },
  }
}

/** A code or a refresh token names its consent even when its row is gone. */
function secretKeys({ secretIds = [] }: Exchange['ids']): string[] {
  return secretIds.map((id) => `secret:${tokenHashOf(id)}`)
}

/** Of a client's loose exchanges, those of its registration: calls of its arrows and what they caused. */
function ofRegistration(loose: LooseRow[]): LooseRow[] {
  const ids = new Set<string>()
  // Newest first: a call is written after those it caused, so it comes before them here.
  return loose.filter((row) => {
    const belongs = REGISTRATION_ARROWS.has(row.arrow) || (row.parent !== null && ids.has(row.parent))
    if (belongs) ids.add(row.id)
    return belongs
  })
}

function consentOf(consentId: string): JourneyRef {
  return { id: `consent-${consentId}`, kind: 'consent', subjectId: consentId }
}

function registrationOf(applicationId: string): JourneyRef {
  return { id: `registration-${applicationId}`, kind: 'registration', subjectId: applicationId }
}

function refOf(journeyId: string): JourneyRef {
  const dash = journeyId.indexOf('-')
  const kind = journeyId.slice(0, dash) as JourneyKind
  return { id: journeyId, kind, subjectId: journeyId.slice(dash + 1) }
}
