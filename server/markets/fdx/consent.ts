import type { Account } from '#bank'
import type { ConsentLife } from '#consent'
import type { AskedConsent, ConsentProfile, ConsentWish, PermissionGroup, SharedData } from '../consent-profile.ts'
import type { Words } from '../words.ts'
import { CLUSTERS, scopesOf, sharedOf } from './clusters.ts'
import { type ConsentTerms, termsOf } from './consent-terms.ts'
import type { DurationType } from './limits.ts'
import { entityOf, platformsOf } from './parties.ts'
import { asksForAccounts, clustersAsked, consentId, requested, termsAsked } from './requested.ts'
import { ACCESS_TOKEN_SECONDS } from './security.ts'
import { fdxSettings } from './settings.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000
/** How long a pushed request waits for its customer and the customer on the consent page, together. */
const STEP_MS = 360 * SECOND_MS

/** The life of a consent (FDX consent API, status of a grant): only what is active, expired or revoked is ever told. */
const life: ConsentLife = {
  initial: 'INITIATED',
  states: {
    INITIATED: {},
    ACTIVE: { active: true },
    REJECTED: { final: true },
    CONSUMED: { final: true },
    EXPIRED: { final: true },
    REVOKED: { final: true },
  },
  moves: [
    { act: 'authorise', from: 'INITIATED', to: 'ACTIVE', clause: 'FDX consent API: status ACTIVE' },
    {
      ...{ act: 'cancel', from: 'INITIATED', to: 'REJECTED', by: 'INDIVIDUAL', reason: 'USER_ACTION' },
      clause: 'FDX consent API: a request that its customer declines never becomes a grant',
    },
    {
      ...{ act: 'revoke', from: 'ACTIVE', to: 'REVOKED', by: 'INDIVIDUAL', reason: 'USER_ACTION' },
      clause: 'FDX consent API: PUT /consents/{consentId}/revocation',
    },
  ],
  timers: [
    {
      ...{ id: 'abandoned', state: 'INITIATED', from: 'state-entered', afterMs: STEP_MS },
      ...{ to: 'REJECTED', by: 'DATA_PROVIDER', reason: 'BUSINESS_RULE' },
      clause: 'RFC 9126 2.2: a pushed request that nobody comes with ends',
    },
    {
      ...{ id: 'date-reached', state: 'ACTIVE', from: 'expires-at', afterMs: 0 },
      ...{ to: 'EXPIRED', by: 'DATA_PROVIDER', reason: 'BUSINESS_RULE' },
      clause: 'FDX consent API: expirationTime, status EXPIRED',
    },
    {
      ...{ id: 'used-once', state: 'ACTIVE', from: 'used-at', afterMs: ACCESS_TOKEN_SECONDS * SECOND_MS },
      onlyWith: { member: 'durationType', value: 'ONE_TIME' },
      ...{ to: 'CONSUMED', by: 'DATA_PROVIDER', reason: 'BUSINESS_RULE' },
      clause: 'FDX consent API: durationType ONE_TIME',
    },
  ],
  hold: { states: ['ACTIVE'], clause: "The bank's own mark; the FDX consent API has no word for it" },
}

/** Consents of FDX: data clusters for a duration, with a look-back, born of the authorization request. */
export const consentProfile: ConsentProfile = {
  life,
  requested,
  tokenAnswer: ({ id }) => ({ grant_id: id }),
  renewable: (consent) => termsOf(consent).durationType !== 'ONE_TIME',
  describe,
  notes,
  offersAllHolders: true,
  // Closed accounts remain listed (FDX 6.4, AccountStatus CLOSED): their last year is wanted for taxes and budgets.
  offersClosed: true,
  mostPerCustomer: (settings) => fdxSettings(settings).consentsPerCustomer,
  replaced: { by: 'INDIVIDUAL', reason: 'USER_ACTION' },
  platforms: platformsOf,
  organisation: entityOf,
  needsAccounts: ({ permissions, extra = {} }) => asksForAccounts(permissions, extra),
  scopesFor: scopesOf,
  groups: CLUSTERS.map(({ id, says }): PermissionGroup => ({ id, title: says, permissions: [id] })),
  draft,
  account,
  bankEnding: { by: 'DATA_PROVIDER', reason: 'BUSINESS_RULE', clause: 'FDX consent API: reason BUSINESS_RULE' },
  words: {
    personDocument: { en: 'Tax number', 'pt-BR': 'Número fiscal' },
    companyDocument: { en: 'Employer number', 'pt-BR': 'Número da empresa' },
  },
}

/** How long and how far back; the page says itself how it ends (FDX user experience guidelines; 12 CFR 1033.421: one year at most). */
function notes({ extra }: AskedConsent): Words[] {
  const { durationType, durationPeriod, lookbackPeriod } = (extra ?? {}) as Partial<ConsentTerms>
  return [
    ...(durationType === undefined ? [] : [lastingFor(durationType, durationPeriod ?? 0)]),
    ...(lookbackPeriod === null || lookbackPeriod === undefined ? [] : [lookingBack(lookbackPeriod)]),
  ]
}

function lastingFor(durationType: DurationType, days: number): Words {
  if (durationType === 'ONE_TIME')
    return {
      en: 'The data are read once, within minutes of your confirmation, and not again.',
      'pt-BR': 'Os dados são lidos uma vez, em poucos minutos após a sua confirmação, e não de novo.',
    }
  if (days > YEAR_DAYS)
    return {
      en: 'The data are read again and again for longer than a year. Look at what you share once a year.',
      'pt-BR': 'Os dados são lidos repetidamente por mais de um ano. Confira uma vez por ano o que você compartilha.',
    }
  return {
    en: `The data are read again and again for ${days} days. Then it ends by itself; to go on, the app has to ask you again.`,
    'pt-BR': `Os dados são lidos repetidamente por ${days} dias. Depois termina sozinho; para continuar, o app precisa pedir de novo.`,
  }
}

const YEAR_DAYS = 366

const lookingBack = (days: number): Words => ({
  en: `Each time, what happened in the last ${days} days can be read.`,
  'pt-BR': `A cada vez, pode ser lido o que aconteceu nos últimos ${days} dias.`,
})

/** The clusters of a consent, each by what was asked for of it. */
function describe({ permissions, extra }: AskedConsent): SharedData[] {
  const { scopes } = (extra ?? {}) as Partial<ConsentTerms>
  const shared = CLUSTERS.filter(({ id }) => permissions.includes(id))
  return shared.map((cluster) => ({ title: sharedOf(cluster, scopes), items: [] }))
}

/**
 * A consent as an authorization request of the client would ask for it, for `expires` days (a number) or without end in
 * sight, looking back as far as it may.
 */
function draft({ permissions, expires, now, newId, settings, client = {} }: ConsentWish) {
  const clusters = clustersAsked(permissions, fdxSettings(settings))
  const asked =
    expires === undefined
      ? { durationType: 'PERSISTENT' as const }
      : { durationType: 'TIME_BOUND' as const, durationPeriod: Number(expires) }
  const registered = typeof client.scope === 'string' ? client.scope.split(' ') : undefined
  const extra = {
    ...termsAsked(asked, client, fdxSettings(settings)),
    ...(registered ? { scopes: scopesOf(clusters).filter((scope) => registered.includes(scope)) } : {}),
  }
  return { id: consentId(newId), permissions: clusters, expiresAt: now + extra.durationPeriod * DAY_MS, extra }
}

const KINDS: Record<Account['kind'], Words> = {
  current: { en: 'Checking', 'pt-BR': 'Conta corrente' },
  savings: { en: 'Savings', 'pt-BR': 'Poupança' },
  prepaid: { en: 'Prepaid', 'pt-BR': 'Pré-paga' },
  'money-market': { en: 'Money market', 'pt-BR': 'Conta remunerada' },
  'time-deposit': { en: 'Certificate of deposit', 'pt-BR': 'Certificado de depósito' },
  escrow: { en: 'Escrow', 'pt-BR': 'Conta-garantia' },
  wallet: { en: 'Digital wallet', 'pt-BR': 'Carteira digital' },
  commercial: { en: 'Business account', 'pt-BR': 'Conta empresarial' },
  card: { en: 'Card', 'pt-BR': 'Cartão' },
  'credit-line': { en: 'Line of credit', 'pt-BR': 'Linha de crédito' },
  loan: { en: 'Loan', 'pt-BR': 'Empréstimo' },
  investment: { en: 'Investments', 'pt-BR': 'Investimentos' },
  insurance: { en: 'Insurance', 'pt-BR': 'Seguro' },
  annuity: { en: 'Annuity', 'pt-BR': 'Renda vitalícia' },
}

/** Kind, whether it is closed, and the number with all but its last four digits hidden. */
function account({ kind, status, number }: Account): { label: Words; number: string } {
  const called = KINDS[kind]
  const closed = { en: `${called.en} (closed)`, 'pt-BR': `${called['pt-BR']} (encerrada)` }
  return { label: status === 'closed' ? closed : called, number: maskedNumber(number) }
}

/** An account number as it is shown: its last four digits, six stars before them. */
export function maskedNumber(number: string): string {
  return `******${number.slice(-4)}`
}
