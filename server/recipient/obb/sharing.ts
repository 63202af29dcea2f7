import type { ConnectionState, Sharing } from '../pages/state.ts'
import type { Connection } from '../store.ts'
import { maskedDocument } from '../web/format.ts'
import type { Language } from '../web/language.ts'
import { allows, GROUPS } from './groups.ts'
import { askingWords } from './words/asking.ts'

/** A connection as the pages tell it. */
export function sharingOf(language: Language, connection: Connection): Sharing {
  return { connection, state: stateOf(connection), who: nameOf(connection), shared: sharedPart(language, connection) }
}

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

/** The customer's name where the app knows it, else the masked document; a company's after it. */
export function nameOf({ customer, document, businessDocument }: Connection): string {
  const person = customer || maskedDocument(document)
  return businessDocument ? `${person} · ${maskedDocument(businessDocument)}` : person
}

/** The names of the groups that a connection's consent holds. */
function sharedPart(language: Language, { permissions }: Connection): string {
  const words = askingWords(language)
  return GROUPS.filter(({ id }) => allows(permissions, id))
    .map(({ id }) => words.groups[id].name)
    .join(', ')
}
