import { problem } from '#kernel'
import { openFdxGuidedRecipient } from '../fdx/guided-recipient.ts'
import { openFdxRecipient } from '../fdx/recipient.ts'
import { fdxWish } from '../fdx/wish.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'
import { journeyOf, visited, worded } from './walk.ts'

type Recipient = Awaited<ReturnType<typeof openFdxRecipient>> | Awaited<ReturnType<typeof openFdxGuidedRecipient>>

/**
 * One consent of FDX from the pushed request to the token, with the customer at the bank's own pages.
 * Throws order-not-for-market, duration-not-days, bank-stopped-customer, bank-answered-error.
 */
export async function openFdxJourney(order: JourneyOrder): Promise<Journey> {
  const { credentials } = order
  if (!('transport' in credentials)) throw problem('credentials-of-another-lane', { lane: credentials.lane })
  return walk(order, await openFdxRecipient(credentials))
}

/** The same in the guided lane. */
export async function openFdxGuidedJourney(order: JourneyOrder): Promise<Journey> {
  const { credentials } = order
  if (!('clientSecret' in credentials)) throw problem('credentials-of-another-lane', { lane: credentials.lane })
  return walk(order, await openFdxGuidedRecipient(credentials))
}

async function walk(order: JourneyOrder, app: Recipient): Promise<Journey> {
  try {
    const pending = await app.push(fdxWish(order))
    const { url: returned, accounts } = await visited(pending.url, order)
    const tokens = await app.redeem(returned, pending)
    const consentId = String(tokens.grant_id)
    return journeyOf(app, { consentId, tokens, accounts, url: `${order.credentials.apiBase}/accounts` })
  } catch (error) {
    await app.close()
    throw worded(error)
  }
}
