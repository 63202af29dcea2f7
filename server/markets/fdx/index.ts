import type { Market } from '../market.ts'
import { accountsApi } from './apis/accounts/routes.ts'
import { consentsApi } from './apis/consents/routes.ts'
import { customersApi } from './apis/customers/routes.ts'
import { eventsApi } from './apis/events/routes.ts'
import { fraudApi } from './apis/fraud/routes.ts'
import { imagesApi } from './apis/images/routes.ts'
import { metaApi } from './apis/meta/routes.ts'
import { moneyApi } from './apis/money/routes.ts'
import { networksApi } from './apis/networks/routes.ts'
import { registryApi } from './apis/registry/routes.ts'
import { rewardsApi } from './apis/rewards/routes.ts'
import { statementsApi } from './apis/statements/routes.ts'
import { taxFormsApi } from './apis/tax-forms/routes.ts'
import { termsApi } from './apis/terms/routes.ts'
import { transactionsApi } from './apis/transactions/routes.ts'
import { arrows } from './arrows.ts'
import { consentProfile } from './consent.ts'
import { envelope } from './envelope.ts'
import { exampleClient } from './examples/client.ts'
import { exampleCommands } from './examples/commands.ts'
import { exampleNotes } from './examples/notes.ts'
import { withHeaders } from './headers.ts'
import { lanes } from './lanes.ts'
import { notices } from './notices.ts'
import { portrait } from './portrait.ts'
import { problems } from './problems.ts'
import { publication } from './publication.ts'
import { registrationProfile } from './registration/index.ts'
import { rules } from './rules/index.ts'
import { fapi2Profile, securityProfile } from './security.ts'
import { serviceProfile } from './service.ts'
import { settingsProfile } from './settings.ts'
import { steps } from './steps.ts'
import { trustProfile } from './trust.ts'

/** FDX, as a bank of the United States serves it: aligned with FDX 6.4, not certified. */
export const fdx: Market = {
  id: 'fdx',
  name: 'FDX',
  currency: 'USD',
  language: 'en',
  timeZone: 'America/New_York',
  book: 'fdx',
  // Invented; no employer number begins with 00.
  institution: { name: 'Bancada Bank', legalName: 'Bancada Bank, N.A.', registrationNumber: '009999008' },
  addresses: { issuerPath: '/fdx/auth/v1', issuerListener: 'mutual', apiPath: '/fdx/v6', versionsPath: '/fdx' },
  trust: trustProfile,
  publication,
  security: securityProfile,
  securityChoices: {
    setting: 'fapiProfile',
    profiles: { 'fapi-1-advanced': securityProfile, 'fapi-2': fapi2Profile },
  },
  registration: registrationProfile,
  consent: consentProfile,
  arrows,
  headers: {
    interactionId: 'x-fapi-interaction-id',
    actor: { name: 'fdx-api-actor-type', values: { USER: 'user', BATCH: 'batch' } },
    recorded: [
      ...['fdx-api-actor-type', 'fdx-api-data-recipient-id', 'x-fapi-auth-date', 'x-fapi-customer-ip-address'],
      ...['fdx-api-data-provider-id', 'fdx-financialid', 'idempotency-key'],
    ],
  },
  steps,
  rules,
  problems,
  envelope,
  settings: settingsProfile,
  notices,
  service: serviceProfile,
  exampleClient,
  exampleCommands,
  exampleNotes,
  portrait,
  apis: [
    ...[accountsApi, transactionsApi, statementsApi, customersApi, networksApi, imagesApi, rewardsApi, taxFormsApi],
    termsApi,
    ...[consentsApi, metaApi, moneyApi, eventsApi, fraudApi],
    registryApi,
  ].map(withHeaders),
  lanes,
}
