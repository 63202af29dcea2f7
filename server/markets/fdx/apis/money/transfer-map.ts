import type { PaymentOrder } from '#bank'
import { amount, known } from '../../amounts.ts'
import { timestamp } from '../../dates.ts'
import { statusOf } from './payment-map.ts'

/** How a transfer stands (FDX money movement, TransferStatus): when it was, or will be, carried out. */
export function mapTransferStatus({ id, reference, state, endedAt, dueAt }: PaymentOrder) {
  const transferTime = timestamp(endedAt ?? dueAt)
  return { transferId: reference ?? id, referenceId: id, status: statusOf(state), transferTime }
}

/** A transfer (FDX money movement, Transfer), under the id that its app chose. */
export function mapTransfer(order: PaymentOrder) {
  const { fromAccountId, toAccountId, memo, extra } = order
  return known({
    ...mapTransferStatus(order),
    ...{ fromAccountId, toAccountId, amount: amount(order.amount), memo },
    paymentDetails: extra.paymentDetails as Record<string, number> | undefined,
  })
}
