import type { Connection } from '../../store.ts'
import { type Html, html } from '../../web/html.ts'
import type { ObbWords } from '../words/index.ts'

export type ConnectionState = keyof ObbWords['states']

/** What a connection is to its customer; the labels are the experience guide's. */
export function stateOf(connection: Connection): ConnectionState {
  if (connection.consentStatus === 'NOT_FOUND') return 'unknown'
  if (connection.consentStatus === 'REJECTED') return ENDED[connection.rejectionCode ?? ''] ?? 'ended'
  if (connection.refreshToken !== null || connection.accessToken !== null) return 'active'
  return connection.consentStatus === 'AUTHORISED' ? 'incomplete' : 'waiting'
}

const ENDED: Record<string, ConnectionState> = {
  CONSENT_MAX_DATE_REACHED: 'expired',
  CONSENT_EXPIRED: 'expired',
  CUSTOMER_MANUALLY_REJECTED: 'cancelled',
}

const TONES: Record<ConnectionState, string> = {
  active: 'good',
  waiting: 'open',
  incomplete: 'open',
  expired: 'bad',
  ended: 'bad',
  cancelled: 'bad',
  unknown: 'bad',
}

/** Which part of the management area a connection belongs to. */
export function sectionOf(connection: Connection): keyof ObbWords['sections'] {
  const state = stateOf(connection)
  if (state === 'active') return 'active'
  return state === 'waiting' || state === 'incomplete' ? 'pending' : 'ended'
}

/** The state as a word with a mark: never by colour alone. */
export function statePill(words: ObbWords, connection: Connection): Html {
  const state = stateOf(connection)
  return html`<span class="pill ${TONES[state]}" data-state="${state}">${words.states[state]}</span>`
}
