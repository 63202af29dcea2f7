import { randomUUID } from 'node:crypto'
import { problem } from '#kernel'
import { visitBank } from '../customer.ts'
import { type GuidedRecipient, openGuidedRecipient } from '../guided-recipient.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'
import { lodge, worded } from './obb.ts'

/**
 * One consent of the guided lane from lodging to token, with the customer at the bank's own pages.
 * Throws consent-refused, bank-stopped-customer, bank-answered-error.
 */
export async function openGuidedJourney(order: JourneyOrder): Promise<Journey> {
  const { credentials } = order
  if (!('clientSecret' in credentials)) throw problem('credentials-of-another-lane', { lane: credentials.lane })
  const app = await openGuidedRecipient(credentials)
  try {
    return await walk(app, order)
  } catch (error) {
    await app.close()
    throw worded(error)
  }
}

async function walk(app: GuidedRecipient, order: JourneyOrder): Promise<Journey> {
  const { customer, credentials } = order
  const consentId = await lodge(app, order)
  const pending = await app.authorize(consentId)
  const visit = await visitBank({
    ...{ url: pending.url, caPem: credentials.caPem, decision: 'approve', accounts: order.accounts },
    ...{ login: customer.login, password: customer.password },
  })
  if (visit.kind === 'stopped') throw problem('bank-stopped-customer', { reason: visit.reason, status: visit.status })
  const returned = new URL(visit.url).searchParams
  if (returned.has('error')) {
    throw problem('bank-answered-error', {
      error: returned.get('error'),
      description: returned.get('error_description'),
    })
  }
  const tokens = await app.redeem(visit.url, pending)
  const url = `${credentials.apiBase}/accounts/v2/accounts`
  return {
    consentId,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresIn: tokens.expires_in,
    scope: tokens.scope,
    accounts: visit.accounts,
    request: {
      url,
      headers: { authorization: `Bearer ${tokens.access_token}`, 'x-fapi-interaction-id': randomUUID() },
    },
    read: () => app.request('GET', url, tokens.access_token),
    close: app.close,
  }
}
