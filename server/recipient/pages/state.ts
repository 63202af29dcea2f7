import type { Connection } from '../store.ts'
import { type Html, html } from '../web/html.ts'
import type { Language } from '../web/language.ts'
import { type SharingWords, sharingWords } from '../words/sharing.ts'

export type ConnectionState = keyof SharingWords['states']

/** A connection with what its market says of it. */
export type Sharing = {
  connection: Connection
  state: ConnectionState
  /** Whose data it is, as the app may write it; empty where the app does not know. */
  who: string
  /** What is shared, in words. */
  shared: string
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
export function sectionOf({ state }: Sharing): keyof SharingWords['sections'] {
  if (state === 'active') return 'active'
  return state === 'waiting' || state === 'incomplete' ? 'pending' : 'ended'
}

/** The state as a word with a mark: never by colour alone. */
export function statePill(language: Language, { state }: Sharing): Html {
  return html`<span class="pill ${TONES[state]}" data-state="${state}">${sharingWords(language).states[state]}</span>`
}
