import type { Consent } from '#consent'
import { problem } from '#kernel'
import { type Api, type Route, type RouteInput, route } from '../../../api.ts'
import { pageOfList } from '../../paging.ts'
import { official } from '../../schema-file.ts'
import { extend } from './extend.ts'
import { mapConsent, mapExtension, mapLodged } from './map.ts'
import { file, requestSchemas } from './schema.ts'

/** The body a data recipient lodges, once it fits its schema. */
type Lodging = {
  data: {
    loggedUser: { document: { identification: string; rel: string } }
    businessEntity?: { document: { identification: string; rel: string } }
    permissions: string[]
    expirationDateTime?: string
    isLinked?: boolean
  }
}

/** consents v3, POST /consents. The order of checks: security, syntax, then these business rules. */
const lodge = route({
  ...official(file, 'consentsPostConsents'),
  body: { $ref: '#/components/schemas/CreateConsent' },
  token: 'client',
  scope: 'consents',
  permissions: [],
  arrow: 5,
  to: 'consent',
  act({ consents }, input) {
    const { data } = input.body as Lodging
    const company = data.businessEntity?.document.identification ?? null
    const { market, clientId, now, newId } = input
    const wish = { permissions: data.permissions, companyDocument: company, expires: data.expirationDateTime }
    return consents.lodge({
      ...market.consent.draft({ ...wish, now, newId, settings: input.settings }),
      market: market.id,
      clientId,
      personDocument: data.loggedUser.document.identification,
      companyDocument: company,
      extra: data.isLinked === undefined ? {} : { isLinked: data.isLinked },
    })
  },
  map: (consent) => ({ status: 201, data: mapLodged(consent), consentId: consent.id }),
})

/** What the operations on a consent of the calling app have in common: its own token, scope, arrow. */
function ofOwnConsent(id: string) {
  return {
    ...official(file, id),
    token: 'client',
    scope: 'consents',
    permissions: [],
    arrow: 9,
    to: 'consent',
  } satisfies Partial<Route>
}

const read = route({
  ...ofOwnConsent('consentsGetConsentsConsentId'),
  act: ({ consents }, input) => ownConsent(consents, input),
  map: (consent) => ({ status: 200, data: mapConsent(consent), consentId: consent.id }),
})

const remove = route({
  ...ofOwnConsent('consentsDeleteConsentsConsentId'),
  act({ consents }, input) {
    const consent = ownConsent(consents, input)
    if (consent.ending) throw problem('consent-already-rejected', { consentId: consent.id }, 'consent-state')
    return consents.end(consent.id)
  },
  map: (consent) => ({ status: 204, consentId: consent.id }),
})

/** consents v3, GET /consents/{consentId}/extensions: newest first, the first with the consent's present end. */
const extensions = route({
  ...ofOwnConsent('consentsGetConsentsConsentIdExtensions'),
  act({ consents }, input) {
    const { id } = ownConsent(consents, input)
    return { id, extensions: consents.extensions(id) }
  },
  map: (found, input) => ({ ...pageOfList(found.extensions.map(mapExtension), input), consentId: found.id }),
})

/** The consent named in the path, which must have been lodged by the calling app. */
function ownConsent(consents: Parameters<Route['act']>[0]['consents'], input: RouteInput): Consent {
  const id = input.params.consentId as string
  const consent = consents.find(id)
  if (!consent || consent.market !== input.market.id)
    throw problem('consent-not-found', { consentId: id }, 'consent-known')
  if (consent.clientId !== input.clientId)
    throw problem('consent-of-another-client', { consentId: id }, 'consent-owner')
  return consent
}

export const consentsApi: Api = {
  id: 'consents',
  version: file.version,
  basePath: file.basePath,
  family: 'consents',
  familyVersion: file.version,
  components: { ...file.components, ...requestSchemas() },
  routes: [lodge, read, remove, extend, extensions],
}
