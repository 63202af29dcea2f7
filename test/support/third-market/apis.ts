import type { Consent } from '#consent'
import { type Api, route, type StepId } from '#markets'

/** The island looks at the crate before the papers: form first, then who is calling. It asks for no call id. */
export const steps: readonly StepId[] = [
  'accept-served',
  'no-maintenance',
  'parameters-valid',
  'certificate-shown',
  'token-sent',
  'token-active',
  'token-bound',
  'token-kind',
  'token-scope',
  'consent-active',
  'consent-permission',
  'consent-not-held',
]

type Draft = { wants: string[]; days: number }

/** The one write: an agreement, for whichever islander logs in. */
const draft = route({
  id: 'draftAgreement',
  method: 'POST',
  path: '/agreements',
  token: 'client',
  scope: 'agreements',
  permissions: [],
  steps: [...steps, 'body-typed', 'body-valid'],
  arrow: 5,
  to: 'consent',
  parameters: [],
  body: {
    type: 'object',
    required: ['wants', 'days'],
    properties: {
      wants: { type: 'array', items: { enum: ['SEE_POTS', 'SEE_WEATHER'] }, minItems: 1 },
      days: { type: 'integer', minimum: 1, maximum: 90 },
    },
    additionalProperties: false,
  },
  responses: { 201: { $ref: '#/components/schemas/Agreement' } },
  act({ consents }, input) {
    const { wants, days } = input.body as Draft
    return consents.lodge({
      id: `ag-${input.newId()}`,
      market: input.market.id,
      clientId: input.clientId,
      permissions: wants,
      personDocument: null,
      companyDocument: null,
      expiresAt: input.now + days * 86_400_000,
    })
  },
  map: (consent) => ({ status: 201, data: { agreement: consent.id, ink: consent.state }, consentId: consent.id }),
})

export const agreementsApi: Api = {
  id: 'agreements',
  version: '1',
  basePath: '/ilha/v1',
  family: 'agreements',
  familyVersion: '1',
  components: {
    Agreement: {
      type: 'object',
      required: ['agreement', 'ink'],
      properties: { agreement: { type: 'string' }, ink: { type: 'string' } },
    },
  },
  routes: [draft],
}

/** The one read: the pots that the islander chose, with what is in them. */
const list = route({
  id: 'listPots',
  method: 'GET',
  path: '/pots',
  token: 'customer',
  scope: 'pots',
  permissions: ['SEE_POTS'],
  arrow: 9,
  to: 'bank',
  parameters: [{ name: 'min', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } }],
  responses: { 200: { $ref: '#/components/schemas/Pots' } },
  act({ bank }, input) {
    const least = Number(input.query.min ?? 0)
    const { accountIds } = input.consent as Consent
    return bank.accounts
      .list(accountIds)
      .map(({ number, id }) => ({ pot: number, shells: bank.accounts.balances(id).available.amountMinor }))
      .filter(({ shells }) => shells >= least)
  },
  map: (pots) => ({ status: 200, data: pots }),
})

export const potsApi: Api = {
  id: 'pots',
  version: '1',
  basePath: '/ilha/v1',
  family: 'pots',
  familyVersion: '1',
  components: {
    Pots: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pot', 'shells'],
        properties: { pot: { type: 'string' }, shells: { type: 'integer' } },
      },
    },
  },
  routes: [list],
}
