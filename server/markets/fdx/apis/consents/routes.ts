import type { Consent } from '#consent'
import { problem } from '#kernel'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { consentStatus } from '../../consent-status.ts'
import { consentSteps } from '../../steps.ts'
import { mapGrant, mapRevocations } from './map.ts'
import { components, revocationBody } from './schema.ts'

const consentId = {
  name: 'consentId',
  in: 'path',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength: 256 },
} as const

/** What the operations on one consent have in common: its customer's token or its app's, with any scope. */
function ofConsent(id: string, method: Route['method'], path: string) {
  return {
    ...{ id, method, path: `/consents/:consentId${path}` },
    token: 'either',
    scope: [],
    permissions: [],
    steps: consentSteps,
    arrow: 9,
    to: 'consent',
    parameters: [consentId],
  } satisfies Partial<Route>
}

const read = route({
  ...ofConsent('getConsentGrant', 'GET', ''),
  responses: { 200: { $ref: '#/components/schemas/ConsentGrant' } },
  act: ({ consents }, input) => ownConsent(consents, input),
  map: (consent, input) => ({ status: 200, data: mapGrant(consent, input), consentId: consent.id }),
})

type Revocation = { reason: string; initiator: string }

function revoke({ consents }: Rooms, input: RouteInput): Consent {
  const consent = ownConsent(consents, input)
  const { reason, initiator } = input.body as Revocation
  if (consent.ending)
    throw problem('consent-ended-already', { consentId: consent.id, state: consent.state }, 'consent-state')
  return consents.end(consent.id, { by: initiator, reason })
}

const revocation = {
  body: revocationBody,
  responses: { 204: null },
  act: revoke,
  map: (consent: Consent) => ({ status: 204, consentId: consent.id }),
}

const put = route({ ...ofConsent('revokeConsentGrant', 'PUT', '/revocation'), ...revocation })
/** The same under the verb that some clients use for it. */
const patch = route({ ...ofConsent('revokeConsentGrantByPatch', 'PATCH', '/revocation'), ...revocation })

const history = route({
  ...ofConsent('getConsentRevocation', 'GET', '/revocation'),
  responses: { 200: { $ref: '#/components/schemas/ConsentRevocations' } },
  act: ({ consents }, input) => ownConsent(consents, input),
  map: (consent) => ({ status: 200, data: mapRevocations(consent), consentId: consent.id }),
})

/** The consent of the path: the token's own, or one of the calling app; one that never was a grant is not told of. */
function ownConsent(consents: Rooms['consents'], input: RouteInput): Consent {
  const id = input.params.consentId as string
  const consent = consents.find(id)
  const own = input.consent ? input.consent.id === id : consent?.clientId === input.clientId
  if (!consent || consent.market !== input.market.id || !own || !consentStatus(consent.state))
    throw problem('consent-not-found', { consentId: id }, 'consent-known')
  return consent
}

export const consentsApi: Api = {
  id: 'consents',
  version: '6.4.0',
  basePath: '/fdx/v6',
  family: 'consents',
  familyVersion: '6.4.0',
  components,
  routes: [read, put, patch, history],
}
