import type { Counterparty, Pay } from '#bank'
import type { Line } from '../movements.ts'

/** A wage of so much before what the employer holds back, in shares that are about those of the country. */
export function payOf(grossMinor: number, deferredShare = 0): { net: number; pay: Pay } {
  const deferredMinor = Math.round(grossMinor * deferredShare)
  const pay: Pay = {
    grossMinor,
    federalTaxMinor: Math.round((grossMinor - deferredMinor) * 0.118),
    stateTaxMinor: Math.round((grossMinor - deferredMinor) * 0.035),
    socialSecurityMinor: Math.round(grossMinor * 0.062),
    medicareMinor: Math.round(grossMinor * 0.0145),
    deferredMinor,
  }
  const held = pay.federalTaxMinor + pay.stateTaxMinor + pay.socialSecurityMinor + pay.medicareMinor + deferredMinor
  return { net: grossMinor - held, pay }
}

/** The rest of a line that pays a wage. */
export function wage(employer: Counterparty, grossMinor: number, deferredShare = 0) {
  const { net, pay } = payOf(grossMinor, deferredShare)
  return ['direct-deposit', net, `Payroll ${employer.name}`, employer, { pay }] as const satisfies Tail
}

type Tail = readonly [Line[2], number, string, Line[5], Line[6]]
