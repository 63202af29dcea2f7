import type { GivenMandate } from '#bank'
import type { RouteInput } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'

/** For whom and through whom a call moves money: an application sees and changes what it set up itself, and no more. */
export function mandateOf(input: RouteInput): GivenMandate {
  const { id: consentId, holderId, personId } = consentOf(input)
  const { market, clientId } = input
  return { book: market.book, customerId: holderId ?? personId ?? '', clientId, consentId }
}

/** Whether something was set up under the mandate of the call. */
export function isOwn(input: RouteInput, thing: { customerId: string; clientId: string }): boolean {
  const { customerId, clientId } = mandateOf(input)
  return thing.customerId === customerId && thing.clientId === clientId
}

/** Whether an order is the call's own, and from an account that the consent still shares. */
export function isOwnOrder(
  input: RouteInput,
  order: { customerId: string; clientId: string; fromAccountId: string },
): boolean {
  return isOwn(input, order) && consentOf(input).accountIds.includes(order.fromAccountId)
}
