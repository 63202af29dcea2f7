import { randomUUID } from 'node:crypto'
import { problem } from '#kernel'
import type { ApiRequest } from '../api-request.ts'
import { answerIn, visitBank } from '../customer.ts'
import type { DataRecipient } from '../data-recipient.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'

type OauthError = { error?: unknown; error_description?: unknown }
type Tokens = { access_token: string; refresh_token?: string; expires_in?: number; scope?: string }

/** Lodges the consent that was ordered, and gives its id. Throws consent-refused. */
export async function lodge(
  app: Pick<DataRecipient, 'lodge'>,
  { customer, business, permissions, expires }: JourneyOrder,
): Promise<string> {
  const { status, body } = await app.lodge({
    document: customer.document,
    companyDocument: business,
    ...(permissions === undefined ? {} : { permissions }),
    expirationDateTime: expires,
  })
  if (status !== 201) {
    throw problem('consent-refused', { status, reasons: (body as { errors?: unknown[] } | undefined)?.errors ?? [] })
  }
  return (body as { data: { consentId: string } }).data.consentId
}

/**
 * The customer goes through the bank's pages: gives the address they came back to, with a code, and the accounts they
 * chose. Throws bank-stopped-customer, bank-answered-error.
 */
export async function visited(address: string, { customer, credentials, accounts, code }: JourneyOrder) {
  const visit = await visitBank({
    ...{ url: address, caPem: credentials.caPem, decision: 'approve', accounts },
    ...{ login: customer.login, password: customer.password, code },
  })
  if (visit.kind === 'stopped') throw problem('bank-stopped-customer', { reason: visit.reason, status: visit.status })
  const { error, error_description: description } = answerIn(visit.url)
  if (error !== undefined) throw problem('bank-answered-error', { error, description })
  return visit
}

/** What a walk came to, with the first call that its token opens. */
export function journeyOf(
  app: { request: ApiRequest; close(): Promise<void> },
  { consentId, tokens, accounts, url }: { consentId: string; tokens: Tokens; accounts: string[]; url: string },
): Journey {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn, scope } = tokens
  return {
    ...{ consentId, accessToken, refreshToken, expiresIn, scope, accounts },
    request: { url, headers: { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': randomUUID() } },
    read: () => app.request('GET', url, accessToken),
    close: app.close,
  }
}

/** What the authorization server refused, in its own words; that nobody answered on the phone, in ours. */
export function worded(error: unknown): unknown {
  const { error: code, error_description: description } = (error ?? {}) as OauthError
  if (code === 'expired_token') return problem('phone-request-expired')
  return typeof code === 'string' ? problem('bank-answered-error', { error: code, description }) : error
}
