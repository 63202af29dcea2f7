import type { JsonSchema } from '#kernel'
import { date, identifier, list, money, object, oneOf, part, timestamp } from '../../schema/build.ts'
import { listOf } from './list-schema.ts'
import { FREQUENCIES } from './payment-map.ts'

/** What is asked for. An amount that moves nothing is refused with a code of its own, so any number passes here. */
const asked = { fromAccountId: identifier, toPayeeId: identifier, amount: money, dueDate: date }
const reference = { merchantAccountId: identifier }
const frequency = oneOf(...Object.keys(FREQUENCIES))

const numberOfTimes: JsonSchema = { type: 'integer', minimum: 1, maximum: 10_000 }

/** How long a recurring payment goes on: a number of times must say how many. */
const duration: JsonSchema = {
  oneOf: [object({ type: oneOf('NOEND') }), object({ type: oneOf('NUMBEROFTIMES'), numberOfTimes })],
}

export const paymentBody: JsonSchema = object(asked, reference)
export const paymentPatch: JsonSchema = object({}, { ...asked, ...reference })
export const recurringBody: JsonSchema = object({ ...asked, frequency }, { ...reference, duration })
export const recurringPatch: JsonSchema = object({}, { ...asked, ...reference, frequency, duration })

const moments = {
  scheduledTimestamp: timestamp,
  startedProcessingTimestamp: timestamp,
  processedTimestamp: timestamp,
  failedTimestamp: timestamp,
  cancelledTimestamp: timestamp,
}

export const paymentComponents: Readonly<Record<string, JsonSchema>> = {
  PaymentStatus: oneOf('CANCELLED', 'FAILED', 'NOFUNDS', 'PROCESSED', 'PROCESSING', 'SCHEDULED'),
  RecurringPaymentStatus: oneOf('CANCELLED', 'FAILED', 'PROCESSED', 'SCHEDULED'),
  Payment: object(
    { ...asked, paymentId: identifier, status: part('PaymentStatus') },
    { ...reference, ...moments, recurringPaymentId: identifier, links: list(part('Link')) },
  ),
  Payments: listOf('payments', part('Payment')),
  RecurringPayment: object(
    { ...asked, recurringPaymentId: identifier, status: part('RecurringPaymentStatus'), frequency, duration },
    { ...reference, ...moments, links: list(part('Link')) },
  ),
  RecurringPayments: listOf('recurringPayments', part('RecurringPayment')),
}
