import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from './stand-in-bank.ts'

type Refusal = { status: number; code: string; title: string; detail: string }

/** The stand-in's whole state, which tests read and change. */
export function bankData() {
  return {
    clientToken: `client-token-${randomUUID()}`,
    accessToken: '',
    refreshToken: `refresh-token-${randomUUID()}`,
    consent: {
      id: `urn:standin:${randomUUID()}`,
      status: 'AWAITING_AUTHORISATION',
      permissions: [] as string[],
      rejection: undefined as undefined | { rejectedBy: string; reason: { code: string } },
    },
    /** The bank was set back to a state in which this consent had not been made. */
    forgotten: false,
    /** The next call of a path that ends so is refused, once. */
    refuseOnce: new Map<string, Refusal>(),
    accounts: [accountOf('conta-1'), accountOf('conta-2')] as Record<string, unknown>[],
    transactionName: 'Padaria da Esquina',
    /** How many pages of transactions there are. */
    pages: 2,
    nextLink: undefined as string | undefined,
    extensions: [] as Record<string, unknown>[],
    /** Brands of other banks in the participants list. */
    otherBrands: [] as string[],
    endpoints: (base: string) => apiResources(base),
  }
}

export type BankData = ReturnType<typeof bankData>

export const accountOf = (accountId: string): Record<string, unknown> => ({
  brandName: 'Stand-in',
  companyCnpj: '11222333000181',
  type: 'CONTA_DEPOSITO_A_VISTA',
  compeCode: '999',
  branchCode: '0001',
  number: '00012345',
  checkDigit: '6',
  accountId,
})

const FAMILIES: [string, string, string[]][] = [
  [
    'consents',
    '/open-banking/consents/v3',
    ['/consents', '/consents/{consentId}', '/consents/{consentId}/extends', '/consents/{consentId}/extensions'],
  ],
  ['resources', '/open-banking/resources/v3', ['/resources']],
  [
    'accounts',
    '/open-banking/accounts/v2',
    [
      '/accounts',
      '/accounts/{accountId}',
      '/accounts/{accountId}/balances',
      '/accounts/{accountId}/transactions',
      '/accounts/{accountId}/transactions-current',
      '/accounts/{accountId}/overdraft-limits',
    ],
  ],
]

/** Published under a host path of its own: an app that builds addresses would not find them. */
const apiResources = (base: string) =>
  FAMILIES.map(([family, path, ends]) => ({
    ApiFamilyType: family,
    ApiDiscoveryEndpoints: ends.map((end) => ({ ApiEndpoint: `${base}/host${path}${end}` })),
  }))

const BRL = (amount: string) => ({ amount, currency: 'BRL' })

/** The consent, resources and accounts addresses of the stand-in. */
export function standInApi({ base, data }: { base: string; data: BankData }) {
  return (request: IncomingMessage, response: ServerResponse, url: URL, body: string) => {
    const path = decodeURIComponent(url.pathname)
    const refused = [...data.refuseOnce].find(([end]) => path.endsWith(end))
    if (refused) {
      data.refuseOnce.delete(refused[0])
      return fail(response, refused[1])
    }
    const bearer = request.headers.authorization?.slice('Bearer '.length)
    const isConsent = path.includes('/consents/v3/')
    const isExtension = path.endsWith('/extends')
    if (bearer !== (isConsent && !isExtension ? data.clientToken : data.accessToken)) {
      return fail(response, { status: 401, code: 'UNAUTHORIZED', title: 'Not authorised', detail: 'The token is over' })
    }
    if (isExtension) return extend(request, response, body)
    if (path.endsWith('/extensions')) return envelope(response, 200, data.extensions)
    if (isConsent) return consent(request, response, body)
    if (data.consent.status !== 'AUTHORISED')
      return fail(response, { status: 401, code: 'UNAUTHORIZED', title: 'Over', detail: 'Consent' })
    return read(response, path, url)
  }

  function extend(request: IncomingMessage, response: ServerResponse, body: string) {
    const { expirationDateTime, loggedUser } = JSON.parse(body).data
    const xFapiCustomerIpAddress = request.headers['x-fapi-customer-ip-address']
    const xCustomerUserAgent = request.headers['x-customer-user-agent']
    const asked = { expirationDateTime, loggedUser, xFapiCustomerIpAddress, xCustomerUserAgent }
    data.extensions.unshift({ ...asked, requestDateTime: '2026-11-22T12:00:00Z' })
    const { id: consentId, status, permissions } = data.consent
    envelope(response, 201, { consentId, status, permissions, expirationDateTime })
  }

  function consent(request: IncomingMessage, response: ServerResponse, body: string) {
    const { consent: kept } = data
    if (data.forgotten)
      return fail(response, { status: 404, code: 'NOT_FOUND', title: 'No', detail: 'Unknown consent' })
    if (request.method === 'POST') kept.permissions = JSON.parse(body).data.permissions
    if (request.method === 'DELETE') {
      if (kept.status === 'REJECTED')
        return fail(response, {
          status: 422,
          code: 'CONSENTIMENTO_EM_STATUS_REJEITADO',
          title: 'Over',
          detail: 'Already',
        })
      kept.status = 'REJECTED'
      kept.rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } }
      response.writeHead(204).end()
      return
    }
    const { id: consentId, status, permissions, rejection } = kept
    envelope(response, request.method === 'POST' ? 201 : 200, { consentId, status, permissions, rejection })
  }

  function read(response: ServerResponse, path: string, url: URL) {
    if (path.endsWith('/resources')) {
      const resources = data.accounts.map(({ accountId }) => ({
        resourceId: accountId,
        type: 'ACCOUNT',
        status: 'AVAILABLE',
      }))
      return envelope(response, 200, [
        ...resources,
        { resourceId: 'hidden', type: 'ACCOUNT', status: 'TEMPORARILY_UNAVAILABLE' },
      ])
    }
    if (path.endsWith('/accounts')) return envelope(response, 200, data.accounts)
    if (path.endsWith('/balances')) {
      const balances = {
        availableAmount: BRL('1234.56'),
        blockedAmount: BRL('0.00'),
        automaticallyInvestedAmount: BRL('10.00'),
      }
      return envelope(response, 200, { ...balances, updateDateTime: '2026-11-22T12:00:00Z' })
    }
    if (path.endsWith('/overdraft-limits'))
      return envelope(response, 200, { overdraftContractedLimit: BRL('500.00'), overdraftUsedLimit: BRL('25.00') })
    const page = Number(url.searchParams.get('page') ?? 1)
    const link = (to: number) => {
      const next = new URL(url)
      next.searchParams.set('page', String(to))
      next.searchParams.set('pagination-key', 'chave-de-página')
      return next.href
    }
    const links = {
      self: url.href,
      ...(page < data.pages ? { next: data.nextLink ?? link(page + 1) } : {}),
      ...(page > 1 ? { prev: link(page - 1) } : {}),
    }
    const transaction = {
      transactionId: `transação-${page}`,
      completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
      creditDebitType: 'DEBITO',
      transactionName: `${data.transactionName} ${page}`,
      type: 'PIX',
      transactionAmount: BRL('12.50'),
      transactionDateTime: '2026-11-20T15:30:00.000Z',
    }
    return envelope(response, 200, [transaction], links)
  }

  function envelope(response: ServerResponse, status: number, body: unknown, links: unknown = { self: base }) {
    send(response, status, { data: body, links, meta: { requestDateTime: '2026-11-22T12:00:00Z' } })
  }
}

function fail(response: ServerResponse, { status, code, title, detail }: Refusal) {
  send(response, status, { errors: [{ code, title, detail }], meta: { requestDateTime: '2026-11-22T12:00:00Z' } })
}
