import { problem } from '#kernel'

/** How a payment of a loan is to be split; whole units. */
export type PaymentDetails = Partial<
  Record<'principalAmount' | 'interestAmount' | 'insuranceAmount' | 'escrowAmount' | 'pmiAmount' | 'feesAmount', number>
>

/** The parts in cents, mortgage insurance with the rest of it. Throws request-invalid where they are not the amount. */
export function splitOf(details: PaymentDetails, amountMinor: number) {
  const cents = (...amounts: (number | undefined)[]) =>
    amounts.reduce<number>((sum, amount = 0) => sum + Math.round(amount * 100), 0)
  const split = {
    principalMinor: cents(details.principalAmount),
    interestMinor: cents(details.interestAmount),
    insuranceMinor: cents(details.insuranceAmount, details.pmiAmount),
    escrowMinor: cents(details.escrowAmount),
    feesMinor: cents(details.feesAmount),
  }
  const sum = Object.values(split).reduce((total, part) => total + part, 0)
  if (sum === amountMinor && Object.values(split).every((part) => part >= 0)) return split
  const faults = [{ where: 'body /paymentDetails', message: 'must add up to the amount', allowed: amountMinor / 100 }]
  throw problem('request-invalid', { faults }, 'body-valid')
}
