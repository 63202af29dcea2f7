import { problem } from '#kernel'
import { type DataRecipient, openDataRecipient } from '../data-recipient.ts'
import type { Journey, JourneyOrder } from '../journeys.ts'
import { journeyOf, lodge, visited, worded } from './walk.ts'

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
  return journeyOf(app, { consentId, tokens, accounts, url })
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
  const pending = await app.push(consentId)
  const { url, accounts } = await visited(pending.url, order)
  return { tokens: await app.redeem(url, pending), accounts }
}
