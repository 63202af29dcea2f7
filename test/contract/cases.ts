import { ACCOUNT_PERMISSIONS } from '../../server/cli/data-recipient.ts'
import type { ApiRequest, ObbApp, ObbBank } from '../support/obb.ts'
import { DAY_MS } from '../support/obb.ts'

/** What the cases call with: two applications, and consents of one customer with all and with few permissions. */
export type Setting = {
  bank: ObbBank
  app: ObbApp
  other: ObbApp
  /** A customer's token for everything of accounts, and tokens without a scope or a permission. */
  token: string
  exchangeOnly: string
  withoutResources: string
  balancesOnly: string
  limitsOnly: string
  /** The app's own token. */
  own: string
  accounts: Record<'statement' | 'overdraft' | 'savings' | 'hidden' | 'closed', string>
  /** An account that the consent does not cover. */
  foreign: string
  /** A consent that ends on a date, with its token. */
  dated: { consentId: string; token: string }
  /** Consents of the app: waiting, authorised and ended. */
  consents: Record<'waiting' | 'authorised' | 'ended', string>
}

/** One request to an operation, and the status it must answer. Requests fit the official document unless it is said. */
export type Case = { title: string; status: number; request: (s: Setting) => ApiRequest; breaks?: true }

export type OperationCases = {
  /** The request that succeeds, from which the refusals of every operation are made. */
  plain: Case
  more?: Case[]
  /** A token that the operation refuses for its scope or permission. */
  poorToken?: (s: Setting) => string
  /** Breaks a verb of the bank that the operation needs; returns what mends it. */
  sabotage: (s: Setting) => () => void
  /** Statuses of the document that nothing can provoke here, beside those of overload. */
  never?: number[]
}

const PERSON = { document: { identification: '11144477735', rel: 'CPF' } }
const COMPANY = { document: { identification: '99999016000117', rel: 'CNPJ' } }

const lodging = (data: Record<string, unknown>) => ({
  body: { data: { loggedUser: PERSON, permissions: ACCOUNT_PERMISSIONS, ...data } },
})

const refusedLodging = (code: string, data: (s: Setting) => Record<string, unknown>): Case => ({
  title: `422 ${code}`,
  status: 422,
  request: (s) => ({ token: s.own, ...lodging(data(s)) }),
})

const days = (s: Setting, from: number, to: number) => ({
  fromBookingDate: dateOf(s.bank.now() + from * DAY_MS),
  toBookingDate: dateOf(s.bank.now() + to * DAY_MS),
})

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

const brokenAccounts = ({ bank }: Setting) => sabotaged(bank.rooms.bank.accounts, 'find')
const brokenConsents = (verb: 'lodge' | 'end' | 'extend' | 'extensions') => (s: Setting) =>
  sabotaged(s.bank.rooms.consents, verb)

function sabotaged<T extends object>(room: T, verb: keyof T): () => void {
  const whole = room[verb]
  room[verb] = (() => {
    throw new Error('sabotaged by the test')
  }) as T[keyof T]
  return () => {
    room[verb] = whole
  }
}

/** An extension of the dated consent, by its own customer. */
const extension = (s: Setting, data: Record<string, unknown>): ApiRequest => ({
  token: s.dated.token,
  params: { consentId: s.dated.consentId },
  headers: { 'x-fapi-customer-ip-address': '203.0.113.7', 'x-customer-user-agent': 'Mozilla/5.0 (contract)' },
  body: {
    data: { loggedUser: { document: { identification: s.bank.customer('enzo').document, rel: 'CPF' } }, ...data },
  },
})

/** What refuses an account by itself, in each of the five operations below /accounts/{accountId}. */
const ofAccount: Case[] = [
  {
    title: '403 RESOURCE_FORBIDDEN, account of another customer',
    status: 403,
    request: (s) => ({ token: s.token, params: { accountId: s.foreign } }),
  },
  {
    title: '403 RESOURCE_FORBIDDEN, no such account',
    status: 403,
    request: (s) => ({ token: s.token, params: { accountId: 'nobody-knows-it' } }),
  },
  {
    title: '403 STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
    status: 403,
    request: (s) => ({ token: s.token, params: { accountId: s.accounts.hidden } }),
  },
  {
    title: '403 STATUS_RESOURCE_UNAVAILABLE',
    status: 403,
    request: (s) => ({ token: s.token, params: { accountId: s.accounts.closed } }),
  },
  {
    title: '400 malformed account id',
    status: 400,
    breaks: true,
    request: (s) => ({ token: s.token, params: { accountId: '-starts-with-a-hyphen' } }),
  },
]

const ofConsent: Case[] = [
  {
    title: '404 unknown consent',
    status: 404,
    request: (s) => ({ token: s.own, params: { consentId: 'urn:bancada:nobody-knows-it' } }),
  },
  {
    title: '400 malformed consent id',
    status: 400,
    breaks: true,
    request: (s) => ({ token: s.own, params: { consentId: 'not-a-urn' } }),
  },
]

const statement = (reachDays: number): OperationCases => ({
  plain: {
    title: '200 a page of movements with links',
    status: 200,
    request: (s) => ({ token: s.token, params: { accountId: s.accounts.statement }, query: days(s, -6, 0) }),
  },
  more: [
    ...ofAccount,
    {
      title: '200 the second page, by its number',
      status: 200,
      request: (s) => ({
        token: s.token,
        params: { accountId: s.accounts.statement },
        query: { ...days(s, -6, 0), page: 2, creditDebitIndicator: 'CREDITO' },
      }),
    },
    {
      title: '200 nothing booked',
      status: 200,
      request: (s) => ({ token: s.token, params: { accountId: s.accounts.savings }, query: days(s, -5, -5) }),
    },
    ...[
      { why: 'one date only', query: (s: Setting) => ({ toBookingDate: days(s, 0, 0).toBookingDate }) },
      { why: 'from after to', query: (s: Setting) => days(s, 0, -1) },
      { why: 'too far back', query: (s: Setting) => days(s, -reachDays, 0) },
      { why: 'too far ahead', query: (s: Setting) => days(s, 0, 370) },
    ].map(({ why, query }) => ({
      title: `422 booking dates: ${why}`,
      status: 422,
      request: (s: Setting) => ({ token: s.token, params: { accountId: s.accounts.statement }, query: query(s) }),
    })),
    {
      title: '400 a date that is none',
      status: 400,
      breaks: true,
      request: (s) => ({
        token: s.token,
        params: { accountId: s.accounts.statement },
        query: { fromBookingDate: '2026-02-30', toBookingDate: '2026-03-01' },
      }),
    },
  ],
  poorToken: (s) => s.limitsOnly,
  sabotage: brokenAccounts,
})

/** The contract's cases of each operation, by its id in the official document. */
export const CASES: Readonly<Record<string, OperationCases>> = {
  consentsPostConsents: {
    plain: {
      title: '201 a consent is lodged',
      status: 201,
      request: (s) => ({ token: s.own, ...lodging({ expirationDateTime: instant(s.bank.now() + 30 * DAY_MS) }) }),
    },
    more: [
      {
        title: '201 an indefinite consent for a company',
        status: 201,
        request: (s) => ({ token: s.own, ...lodging({ businessEntity: COMPANY }) }),
      },
      refusedLodging('COMBINACAO_PERMISSOES_INCORRETA', () => ({ permissions: ['RESOURCES_READ', 'ACCOUNTS_READ'] })),
      refusedLodging('SEM_PERMISSOES_FUNCIONAIS_RESTANTES', () => ({
        permissions: ['RESOURCES_READ', 'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'],
      })),
      refusedLodging('INFORMACOES_PJ_NAO_INFORMADAS', () => ({
        permissions: ['RESOURCES_READ', 'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'],
      })),
      refusedLodging('PERMISSOES_PJ_INCORRETAS', () => ({
        businessEntity: COMPANY,
        permissions: ['RESOURCES_READ', 'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'],
      })),
      refusedLodging('PERMISSAO_PF_PJ_EM_CONJUNTO', () => ({
        permissions: [
          'RESOURCES_READ',
          'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ',
          'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ',
        ],
      })),
      refusedLodging('DATA_EXPIRACAO_INVALIDA', (s) => ({ expirationDateTime: instant(s.bank.now() - DAY_MS) })),
      {
        title: '400 a permission outside the catalogue',
        status: 400,
        breaks: true,
        request: (s) => ({ token: s.own, ...lodging({ permissions: ['RESOURCES_READ', 'EVERYTHING_READ'] }) }),
      },
    ],
    sabotage: brokenConsents('lodge'),
  },
  consentsGetConsentsConsentId: {
    plain: {
      title: '200 a consent that waits',
      status: 200,
      request: (s) => ({ token: s.own, params: { consentId: s.consents.waiting } }),
    },
    more: [
      ...ofConsent,
      {
        title: '200 an authorised consent',
        status: 200,
        request: (s) => ({ token: s.own, params: { consentId: s.consents.authorised } }),
      },
      {
        title: '200 a consent that ended, with its rejection',
        status: 200,
        request: (s) => ({ token: s.own, params: { consentId: s.consents.ended } }),
      },
    ],
    sabotage: (s) => sabotaged(s.bank.rooms.consents, 'find'),
  },
  consentsDeleteConsentsConsentId: {
    plain: {
      title: '204 a consent that waits is ended',
      status: 204,
      request: (s) => ({ token: s.own, params: { consentId: s.consents.waiting } }),
    },
    more: [
      ...ofConsent,
      {
        title: '422 CONSENTIMENTO_EM_STATUS_REJEITADO',
        status: 422,
        request: (s) => ({ token: s.own, params: { consentId: s.consents.ended } }),
      },
    ],
    sabotage: brokenConsents('end'),
  },
  consentsPostConsentsConsentIdExtends: {
    plain: {
      title: '201 a consent is given a later end',
      status: 201,
      request: (s) => extension(s, { expirationDateTime: instant(s.bank.now() + 90 * DAY_MS) }),
    },
    more: [
      {
        title: '403 for another person',
        status: 403,
        request: (s) => extension(s, { loggedUser: PERSON }),
      },
      {
        title: '403 for a consent that is not the token’s',
        status: 403,
        request: (s) => ({ ...extension(s, {}), token: s.token }),
      },
      {
        title: '422 DATA_EXPIRACAO_INVALIDA, an end before the present one',
        status: 422,
        request: (s) => extension(s, { expirationDateTime: instant(s.bank.now() + 29 * DAY_MS) }),
      },
      {
        title: '422 DATA_EXPIRACAO_INVALIDA, more than twelve months ahead',
        status: 422,
        request: (s) => extension(s, { expirationDateTime: instant(s.bank.now() + 400 * DAY_MS) }),
      },
      {
        title: '422 DATA_EXPIRACAO_INVALIDA, an indefinite consent',
        status: 422,
        request: (s) => ({ ...extension(s, {}), token: s.token, params: { consentId: s.consents.authorised } }),
      },
      {
        title: '422 ERRO_NAO_MAPEADO, a company that the consent does not name',
        status: 422,
        request: (s) => extension(s, { businessEntity: COMPANY }),
      },
      ...['x-fapi-customer-ip-address', 'x-customer-user-agent'].map((name) => ({
        title: `400 without ${name}`,
        status: 400,
        breaks: true as const,
        request: (s: Setting) => {
          const request = extension(s, {})
          return { ...request, headers: { ...request.headers, [name]: undefined } }
        },
      })),
    ],
    poorToken: (s) => s.exchangeOnly,
    sabotage: brokenConsents('extend'),
  },
  consentsGetConsentsConsentIdExtensions: {
    plain: {
      title: '200 the extensions of a consent, newest first',
      status: 200,
      request: (s) => ({ token: s.own, params: { consentId: s.dated.consentId } }),
    },
    more: [
      ...ofConsent,
      {
        title: '200 a consent that was never extended',
        status: 200,
        request: (s) => ({ token: s.own, params: { consentId: s.consents.waiting } }),
      },
    ],
    sabotage: brokenConsents('extensions'),
  },
  resourcesGetResources: {
    plain: {
      title: '200 everything the consent covers',
      status: 200,
      request: (s) => ({ token: s.token, query: { page: 1, 'page-size': 25 } }),
    },
    more: [
      { title: '200 a page beyond the end', status: 200, request: (s) => ({ token: s.token, query: { page: 9 } }) },
    ],
    poorToken: (s) => s.withoutResources,
    sabotage: ({ bank }) => sabotaged(bank.rooms.bank.accounts, 'list'),
    never: [422],
  },
  accountsGetAccounts: {
    plain: { title: '200 the accounts that can be read', status: 200, request: (s) => ({ token: s.token }) },
    more: [
      {
        title: '200 the accounts of one type',
        status: 200,
        request: (s) => ({ token: s.token, query: { accountType: 'CONTA_PAGAMENTO_PRE_PAGA' } }),
      },
      {
        title: '400 an account type that is none',
        status: 400,
        breaks: true,
        request: (s) => ({ token: s.token, query: { accountType: 'CONTA_SALARIO' } }),
      },
    ],
    poorToken: (s) => s.exchangeOnly,
    sabotage: ({ bank }) => sabotaged(bank.rooms.bank.accounts, 'list'),
    never: [422],
  },
  accountsGetAccountsAccountId: {
    plain: {
      title: '200 an account',
      status: 200,
      request: (s) => ({ token: s.token, params: { accountId: s.accounts.statement } }),
    },
    more: ofAccount,
    poorToken: (s) => s.exchangeOnly,
    sabotage: brokenAccounts,
    never: [422],
  },
  accountsGetAccountsAccountIdBalances: {
    plain: {
      title: '200 balances',
      status: 200,
      request: (s) => ({ token: s.token, params: { accountId: s.accounts.overdraft } }),
    },
    more: ofAccount,
    poorToken: (s) => s.limitsOnly,
    sabotage: brokenAccounts,
    never: [422],
  },
  accountsGetAccountsAccountIdOverdraftLimits: {
    plain: {
      title: '200 limits of an account that has them',
      status: 200,
      request: (s) => ({ token: s.token, params: { accountId: s.accounts.overdraft } }),
    },
    more: [
      ...ofAccount,
      {
        title: '200 an account without limits',
        status: 200,
        request: (s) => ({ token: s.token, params: { accountId: s.accounts.savings } }),
      },
    ],
    poorToken: (s) => s.balancesOnly,
    sabotage: brokenAccounts,
    never: [422],
  },
  accountsGetAccountsAccountIdTransactions: statement(370),
  accountsGetAccountsAccountIdTransactionsCurrent: statement(7),
}

/** A date-time as the standard writes it: UTC, seconds, no fraction. */
function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
