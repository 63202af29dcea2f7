import type { BankEvent } from '#kernel'
import type { Notice, NoticeProfile } from '../notice-profile.ts'
import { timestamp } from './dates.ts'
import { providerParty } from './parties.ts'

/** Types of FDX's own, and those that this bank adds for the life of a consent (FDX 6.4, NotificationType). */
export const NOTICE_TYPES = [
  ...['CONSENT_REVOKED', 'CONSENT_UPDATED', 'CUSTOM', 'SERVICE', 'BALANCE', 'PLANNED_OUTAGE', 'RISK'],
  ...['CONSENT_PARTIALLY_AUTHORIZED', 'CONSENT_AUTHORIZED', 'CONSENT_REJECTED', 'CONSENT_ON_HOLD'],
  ...['CONSENT_CONSUMED', 'CONSENT_EXPIRED', 'CONSENT_MODIFIED'],
] as const
export const NOTICE_CATEGORIES = ['SECURITY', 'MAINTENANCE', 'FRAUD', 'CONSENT', 'NEW_DATA'] as const

const SECOND_MS = 1000
/** Clusters of which a posting is news. */
const OF_POSTINGS = new Set(['ACCOUNT_DETAILED', 'BALANCES', 'TRANSACTIONS'])

type About = { id: string; idType: string; customFields?: { name: string; value: string } }
/** `path` is below the market's APIs. */
type Content = { category: string; severity?: string; priority?: string; about: About; path?: string }

/** How FDX tells applications of what happened (FDX 6.4, event notifications). */
export const notices: NoticeProfile = {
  of(event) {
    const make = TOLD[event.type]
    return make?.(event)
  },
  newData({ clientId, permissions }, accountId) {
    if (permissions.length > 0 && !permissions.some((cluster) => OF_POSTINGS.has(cluster))) return undefined
    const about = { id: accountId, idType: 'ACCOUNT' }
    return notice('BALANCE', clientId, { category: 'NEW_DATA', about, path: `/accounts/${accountId}` })
  },
  body({ topic, content }, { id, at, institution, apiPath, subscriber }) {
    const { category, severity = 'INFO', priority = 'MEDIUM', about, path } = content as Content
    return {
      ...{ notificationId: id, type: topic, sentOn: timestamp(at), category, severity, priority },
      publisher: providerParty(institution),
      subscriber,
      notificationPayload: about,
      ...(path === undefined
        ? {}
        : { url: { href: apiPath + path, action: 'GET', rel: 'self', types: ['application/json'] } }),
    }
  },
  signatureHeader: 'x-jws-signature',
  waitsMs: [1, 5, 25, 125].map((seconds) => seconds * SECOND_MS),
}

const TOLD: Readonly<Record<string, (event: BankEvent) => Notice | undefined>> = {
  'consent.authorised': (event) => ofConsent('CONSENT_AUTHORIZED', event, 'INDIVIDUAL'),
  'consent.revoked': (event) => ofConsent('CONSENT_REVOKED', event),
  // A timer that ends a consent is the bank's; which one says what it ended as.
  'consent.rejected': (event) => ofConsent(ENDED_BY_TIMER[String(event.data.timer)] ?? 'CONSENT_REJECTED', event),
  'consent.held': (event) => ofConsent('CONSENT_ON_HOLD', event, 'DATA_PROVIDER'),
  'consent.released': (event) => ofConsent('CONSENT_UPDATED', event, 'DATA_PROVIDER'),
  'consent.extended': (event) => ofConsent('CONSENT_MODIFIED', event, 'INDIVIDUAL'),
  'maintenance.announced': ({ data }) => {
    const { outageId, startsAt, endsAt } = data as { outageId: string; startsAt: number; endsAt: number }
    const customFields = { name: 'WINDOW', value: `${timestamp(startsAt)}/${timestamp(endsAt)}` }
    const about = { id: outageId, idType: 'MAINTENANCE', customFields }
    return notice('PLANNED_OUTAGE', null, {
      category: 'MAINTENANCE',
      severity: 'NOTICE',
      about,
      path: '/availability',
    })
  },
  'fraud.reported': ({ clientId, data }) => {
    const about = {
      id: String(data.incidentId),
      idType: 'PARTY',
      customFields: { name: 'TYPE', value: String(data.type) },
    }
    return notice('RISK', clientId, { category: 'FRAUD', severity: 'ALERT', priority: 'HIGH', about })
  },
}

const ENDED_BY_TIMER: Readonly<Record<string, string>> = {
  'date-reached': 'CONSENT_EXPIRED',
  'used-once': 'CONSENT_CONSUMED',
}

/** Told to those who subscribed to what it is, and to those who want to know of every change of their consents. */
function ofConsent(topic: string, { clientId, consentId, data }: BankEvent, by = String(data.by)): Notice | undefined {
  if (clientId === null || consentId === null) return undefined
  const about = { id: consentId, idType: 'CONSENT', customFields: { name: 'INITIATOR', value: by } }
  const content = { category: 'CONSENT', about, path: `/consents/${consentId}` }
  return { ...notice(topic, clientId, content), also: topic === 'CONSENT_UPDATED' ? [] : ['CONSENT_UPDATED'] }
}

function notice(topic: string, clientId: string | null, content: Content): Notice {
  return { topic, also: [], clientId, content }
}
