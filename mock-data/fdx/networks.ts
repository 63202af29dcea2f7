import type { AccountPersona, AccountTerms, Networks } from '#bank'
import { routingNumber } from '../documents.ts'

/** No Federal Reserve district begins with 99: nobody's bank can be reached by it. */
export const ROUTING = routingNumber('99000017')

/** How money reaches an account of this bank: the networks of the country, in and out. */
export function networks(number: string, { sendsOut = true }: { sendsOut?: boolean } = {}): Networks {
  const both = { bankCode: ROUTING, number, takesIn: true, sendsOut, requestForPayment: false }
  return {
    payment: [
      { ...both, name: 'ach', limits: { inMinor: 100_000_00, outMinor: 25_000_00 } },
      { ...both, name: 'fedwire', limits: { inMinor: null, outMinor: 100_000_00 } },
      { ...both, name: 'fednow', requestForPayment: true, limits: { inMinor: 100_000_00, outMinor: 10_000_00 } },
      { ...both, name: 'rtp', requestForPayment: true, limits: { inMinor: 100_000_00, outMinor: 10_000_00 } },
    ],
    transfer: [],
  }
}

/** How securities reach an account of this bank. */
export function securitiesNetworks(number: string): Networks {
  const own = { institutionName: 'Bancada Bank', number, standsIn: false }
  return {
    payment: [
      {
        ...{ name: 'ach', bankCode: ROUTING, number, takesIn: true, sendsOut: true, requestForPayment: false },
        limits: { inMinor: 100_000_00, outMinor: 50_000_00 },
      },
    ],
    transfer: [
      { ...own, name: 'acats', institutionId: '9917' },
      { ...own, name: 'dtc', institutionId: '9917' },
    ],
  }
}

/**
 * How an account is reached that has no networks of its own: by ACH alone, and one way, as payments of what is owed, put
 * by or insured come in, and a certificate or an annuity that has begun to pay goes out.
 */
export function reachOf(kind: AccountPersona['kind'], number: string, terms: AccountTerms = {}): Networks {
  const paysOut = kind === 'time-deposit' || (terms.policy?.kind === 'annuity' && terms.policy.payout === 'immediate')
  const at = { bankCode: ROUTING, number, requestForPayment: false, limits: null }
  return { payment: [{ ...at, name: 'ach', takesIn: !paysOut, sendsOut: paysOut }], transfer: [] }
}
