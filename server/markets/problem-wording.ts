import type { Facts } from '#kernel'

/** Says who is calling is not known yet (RFC 6750 3). */
export const BEARER = { 'www-authenticate': 'Bearer' }

/** A detail as a function of a problem's facts, from one that may be a plain text. */
export const detailOf = (detail: string | ((facts: Facts) => string)): ((facts: Facts) => string) =>
  typeof detail === 'string' ? () => detail : detail

/** A value or several, separated by commas. */
export const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

type Said = { message: string; allowed?: unknown }
type Fault = Said & { where: string }

/** One line for the faults found in a request: where, what, and what is allowed. */
export function faultsOf(facts: Facts): string {
  const faults = (facts.faults ?? []) as Fault[]
  return faults
    .slice(0, 8)
    .map((fault) => `${fault.where} ${faultSaid(fault)}`)
    .join('; ')
}

/** What is wrong with one member, and what is allowed there. */
export function faultSaid({ message, allowed }: Said): string {
  return `${message}${allowed === undefined ? '' : ` (${list(allowed)})`}`
}

/** What is wrong with a body in a content coding. */
export const codingSaid = ({ coding }: Facts): string =>
  `Content-Encoding was "${coding}"; send the body as it is, without a coding.`

/** Why a consent ended, in brackets behind its state; nothing where it is not known. */
export const endingSaid = ({ by, reason }: Facts): string => (reason === undefined ? '' : ` (${reason}, by ${by})`)

/** What is wrong with a token that opens nothing here: it is another market's, another lane's, or no good any more. */
export function tokenSaid(facts: Facts): string {
  const { market, lane, state } = facts
  if (market !== undefined) return `The token is of the market ${market} and opens nothing in this one. ${HERE}`
  if (lane !== undefined) return `The token is of the ${lane} lane and opens nothing outside it. ${HERE}`
  if (state !== undefined)
    return `The token has ended, and so has its consent${endingSaid(facts)}: only a new consent gives tokens again.`
  return 'The token is unknown, expired or revoked. Get a new one at the token endpoint.'
}

const HERE = 'Get one at the token endpoint of where the call goes.'
