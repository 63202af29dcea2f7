import type { ConnectionState, Sharing } from '../pages/state.ts'
import type { Connection } from '../store.ts'
import type { Language } from '../web/language.ts'
import { DECLINED, PENDING } from './connections.ts'
import { allows, GROUPS } from './groups.ts'
import { fdxWords } from './words/index.ts'

/** A pushed request lives for a minute and its customer's visit for some more; after that nobody comes back. */
const WAITED_MS = 15 * 60 * 1000

/** A connection as the pages tell it, at a moment of bank time. */
export function sharingOf(language: Language, connection: Connection, now: number): Sharing {
  const { groups } = fdxWords(language)
  const shared = GROUPS.filter(({ id }) => allows(connection.permissions, id)).map(({ id }) => groups[id].name)
  return { connection, state: stateOf(connection, now), who: connection.customer, shared: shared.join(', ') }
}

/** What a connection is to its customer. */
export function stateOf({ consentStatus, createdAt, accessToken }: Connection, now: number): ConnectionState {
  if (consentStatus === PENDING && accessToken === null) return now - createdAt > WAITED_MS ? 'expired' : 'waiting'
  return STATES[consentStatus] ?? (accessToken === null ? 'incomplete' : 'active')
}

const STATES: Record<string, ConnectionState> = {
  NOT_FOUND: 'unknown',
  EXPIRED: 'expired',
  REVOKED: 'ended',
  [DECLINED]: 'cancelled',
}
