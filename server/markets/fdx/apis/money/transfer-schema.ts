import type { OrderState } from '#bank'
import type { JsonSchema } from '#kernel'
import { identifier, money, object, part, text, timestamp } from '../../schema/build.ts'
import { listOf } from './list-schema.ts'

/** The states of a transfer by their names here. */
export const TRANSFER_STATES: Readonly<Record<string, OrderState>> = {
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  NOFUNDS: 'no-funds',
  PROCESSED: 'processed',
  PROCESSING: 'processing',
  SCHEDULED: 'scheduled',
}

/** Chosen by the app: whatever can stand in an address and in a list with commas. */
export const transferId: JsonSchema = { type: 'string', pattern: '^[^\\s,]{1,256}$' }

/** How a payment of a loan is to be split. */
const paymentDetails = object(
  {},
  {
    ...{ principalAmount: money, interestAmount: money, insuranceAmount: money },
    ...{ escrowAmount: money, pmiAmount: money, feesAmount: money },
  },
)
const asked = { fromAccountId: identifier, toAccountId: identifier, amount: money }
const beside = { memo: text(255), paymentDetails: { ...paymentDetails, additionalProperties: false } }
const standing = { transferId, referenceId: identifier, status: part('PaymentStatus'), transferTime: timestamp }

export const transferBody: JsonSchema = object(asked, { transferId, ...beside })

export const transferComponents: Readonly<Record<string, JsonSchema>> = {
  Transfer: object({ ...asked, ...standing }, beside),
  TransferStatusEntity: object(standing),
  Transfers: listOf('transfers', part('Transfer')),
}
