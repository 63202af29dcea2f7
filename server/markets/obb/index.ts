import type { Market } from '../market.ts'
import { accountsApi } from './apis/accounts/routes.ts'
import { consentsApi } from './apis/consents/routes.ts'
import { resourcesApi } from './apis/resources/routes.ts'
import { arrows } from './arrows.ts'
import { consentProfile } from './consent.ts'
import { envelope } from './envelope.ts'
import { exampleClient } from './example-client.ts'
import { lanes } from './lanes.ts'
import { portrait } from './portrait.ts'
import { problems } from './problems.ts'
import { publication } from './publication.ts'
import { registrationProfile } from './registration.ts'
import { rules } from './rules/index.ts'
import { securityProfile } from './security.ts'
import { serviceProfile } from './service.ts'
import { steps } from './steps.ts'
import { trustProfile } from './trust.ts'

/** Open Finance Brasil. */
export const obb: Market = {
  id: 'obb',
  name: 'Open Finance Brasil',
  currency: 'BRL',
  language: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  book: 'obb',
  addresses: { issuerPath: '/obb', issuerListener: 'public', apiPath: '/open-banking' },
  trust: trustProfile,
  publication,
  security: securityProfile,
  registration: registrationProfile,
  consent: consentProfile,
  arrows,
  headers: {
    interactionId: 'x-fapi-interaction-id',
    apiVersion: 'x-v',
    recorded: ['x-fapi-auth-date', 'x-fapi-customer-ip-address', 'x-min-v'],
  },
  steps,
  rules,
  problems,
  envelope,
  exampleClient,
  service: serviceProfile,
  portrait,
  apis: [consentsApi, resourcesApi, accountsApi],
  lanes,
}
