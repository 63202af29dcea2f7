import { problem } from '#kernel'
import { type GuidedRecipient, openGuidedRecipient } from '../guided-recipient.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'
import { journeyOf, lodge, visited, worded } from './walk.ts'

/**
 * One consent of the guided lane from lodging to token, with the customer at the bank's own pages.
 * Throws lane-without-phone, consent-refused, bank-stopped-customer, bank-answered-error.
 */
export async function openGuidedJourney(order: JourneyOrder): Promise<Journey> {
  const { credentials } = order
  if (!('clientSecret' in credentials)) throw problem('credentials-of-another-lane', { lane: credentials.lane })
  if (order.onPhone) throw problem('lane-without-phone', { lane: credentials.lane })
  const app = await openGuidedRecipient(credentials)
  try {
    return await walk(app, order)
  } catch (error) {
    await app.close()
    throw worded(error)
  }
}

async function walk(app: GuidedRecipient, order: JourneyOrder): Promise<Journey> {
  const consentId = await lodge(app, order)
  const pending = await app.authorize(consentId)
  const { url: returned, accounts } = await visited(pending.url, order)
  const tokens = await app.redeem(returned, pending)
  return journeyOf(app, { consentId, tokens, accounts, url: `${order.credentials.apiBase}/accounts/v2/accounts` })
}
