import type { Consent } from '#consent'
import { problem } from '#kernel'
import { type Route, type RouteInput, route } from '../../../api.ts'
import { official } from '../../schema-file.ts'
import { expiry } from './expiry.ts'
import { mapLodged } from './map.ts'
import { file } from './schema.ts'

/** The body a data recipient extends with, once it fits its schema. */
type Extension = {
  data: {
    loggedUser: { document: { identification: string } }
    businessEntity?: { document: { identification: string } }
    expirationDateTime?: string
  }
}

type Rooms = Parameters<Route['act']>[0]

/** consents v3, POST /consents/{consentId}/extends: a new end without a redirect, by the token of the consent itself. */
export const extend = route({
  ...official(file, 'consentsPostConsentsConsentIdExtends'),
  body: { $ref: '#/components/schemas/CreateConsentExtensions' },
  token: 'customer',
  scope: 'consent:{consentId}',
  permissions: [],
  arrow: 9,
  to: 'consent',
  act({ consents, bank }, input) {
    const consent = input.consent as Consent
    const { data } = input.body as Extension
    const company = data.businessEntity?.document.identification ?? null
    if (company !== consent.companyDocument) {
      throw problem('consent-company-differs', { consentId: consent.id }, 'consent-company')
    }
    const personDocument = data.loggedUser.document.identification
    if (!mayExtend(bank, consent, personDocument, input)) {
      throw problem('consent-of-another-person', { consentId: consent.id }, 'consent-person')
    }
    return consents.extend(consent.id, {
      expiresAt: expiry(data.expirationDateTime, input.now),
      personDocument,
      extra: {
        customerIpAddress: input.header('x-fapi-customer-ip-address'),
        customerUserAgent: input.header('x-customer-user-agent'),
      },
    })
  },
  map: (consent) => ({ status: 201, data: mapLodged(consent), consentId: consent.id }),
})

/** The person of the consent alone; for a company whoever acts for it. */
function mayExtend(bank: Rooms['bank'], consent: Consent, document: string, { market }: RouteInput): boolean {
  if (consent.companyDocument === null) return document === consent.personDocument
  const person = bank.customers.byDocument(market.book, document)
  return person !== undefined && bank.customers.actsFor(person.id).some(({ id }) => id === consent.holderId)
}
