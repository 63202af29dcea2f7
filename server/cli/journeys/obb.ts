import { randomUUID } from 'node:crypto'
import { problem } from '#kernel'
import { visitBank } from '../customer.ts'
import { type DataRecipient, openDataRecipient } from '../data-recipient.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'

type OauthError = { error?: unknown; error_description?: unknown }

/**
 * One consent of Open Finance Brasil from lodging to token, with the customer at the bank's own pages.
 * Throws consent-refused, bank-stopped-customer, bank-answered-error.
 */
export async function openBrazilianJourney(order: JourneyOrder): Promise<Journey> {
  const { credentials } = order
  if (!('transport' in credentials)) throw problem('credentials-of-another-lane', { lane: credentials.lane })
  const app = await openDataRecipient(credentials)
  try {
    return await walk(app, order)
  } catch (error) {
    await app.close()
    throw worded(error)
  }
}

async function walk(app: DataRecipient, order: JourneyOrder): Promise<Journey> {
  const consentId = await lodge(app, order)
  const { tokens, accounts } = await (order.onPhone ? onPhone : onPages)(app, consentId, order)
  const url = await app.endpoint('accounts', '/accounts')
  return {
    consentId,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresIn: tokens.expires_in,
    scope: tokens.scope,
    accounts,
    request: {
      url,
      headers: { authorization: `Bearer ${tokens.access_token}`, 'x-fapi-interaction-id': randomUUID() },
    },
    read: () => app.request('GET', url, tokens.access_token),
    close: app.close,
  }
}

/** The customer answers on their phone, whenever they do; which accounts they chose is read from what they share. */
async function onPhone(app: DataRecipient, consentId: string, order: JourneyOrder) {
  const asked = await app.askOnPhone(consentId)
  order.onPhone?.(asked.auth_req_id)
  const tokens = await app.awaitPhone(asked)
  const { body } = await app.request('GET', await app.endpoint('accounts', '/accounts'), tokens.access_token)
  const { data = [] } = (body ?? {}) as { data?: { accountId: string }[] }
  return { tokens, accounts: data.map(({ accountId }) => accountId) }
}

/** The customer goes through the bank's pages. */
async function onPages(app: DataRecipient, consentId: string, order: JourneyOrder) {
  const { customer, credentials } = order
  const pending = await app.push(consentId)
  const visit = await visitBank({
    ...{ url: pending.url, caPem: credentials.caPem, decision: 'approve', accounts: order.accounts },
    ...{ login: customer.login, password: customer.password, code: order.code },
  })
  if (visit.kind === 'stopped') {
    throw problem('bank-stopped-customer', { reason: visit.reason, status: visit.status })
  }
  const returned = new URLSearchParams(new URL(visit.url).hash.slice(1))
  if (returned.has('error')) {
    throw problem('bank-answered-error', {
      error: returned.get('error'),
      description: returned.get('error_description'),
    })
  }
  return { tokens: await app.redeem(visit.url, pending), accounts: visit.accounts }
}

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

/** What the authorization server refused, in its own words. */
export function worded(error: unknown): unknown {
  const { error: code, error_description: description } = (error ?? {}) as OauthError
  return typeof code === 'string' ? problem('bank-answered-error', { error: code, description }) : error
}
