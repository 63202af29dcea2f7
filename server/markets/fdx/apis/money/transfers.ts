import type { PaymentOrder } from '#bank'
import { problem } from '#kernel'
import { type Parameter, type Rooms, type RouteInput, route } from '../../../api.ts'
import { receivable, receivingAccount, spendable, transferringAccount } from './accounts.ts'
import { MOST_MINOR, minorUnits } from './amounts.ts'
import { type ChangedList, changedList, listParameters } from './changed-list.ts'
import { idempotencyKey, idempotencyKeyIfAny, once } from './idempotency.ts'
import { isOwnOrder, mandateOf } from './mandate.ts'
import { inPath, reading, writing } from './operations.ts'
import { type PaymentDetails, splitOf } from './split.ts'
import { CALENDAR } from './terms.ts'
import { mapTransfer, mapTransferStatus } from './transfer-map.ts'
import { transferId as idSchema, transferBody } from './transfer-schema.ts'
import { transferFilters, transferQuery } from './transfer-search.ts'

/** How long a transfer waits, so that it can be taken back. */
export const GRACE_MS = 30_000

const transfer = { $ref: '#/components/schemas/Transfer' }
const transferId: Parameter = { ...inPath('transferId'), schema: idSchema }

type TransferBody = {
  transferId?: string
  fromAccountId: string
  toAccountId: string
  amount: number
  memo?: string
  paymentDetails?: PaymentDetails
}

const list = route({
  ...reading('searchForTransfers', '/transfers'),
  parameters: [...listParameters, ...transferFilters],
  responses: { 200: { $ref: '#/components/schemas/Transfers' } },
  act(rooms, input) {
    const query = transferQuery(input)
    return changedList(rooms, input, 'transfers', (page) =>
      rooms.bank.payments.orders.list(mandateOf(input), { ...query, ...page }),
    )
  },
  map: ({ items, told }: ChangedList<PaymentOrder>) => ({
    status: 200,
    data: { ...told, transfers: items.map(mapTransfer) },
  }),
})

const request = route({
  ...writing('requestAccountTransfer', 'POST', '/transfers'),
  parameters: [idempotencyKey],
  body: transferBody,
  responses: { 200: transfer },
  act(rooms, input) {
    const { orders } = rooms.bank.payments
    const body = input.body as TransferBody
    const { subjectId, again } = once(rooms, input, 'requestAccountTransfer', () => placed(rooms, input, body))
    const made = orders.find(subjectId) as PaymentOrder
    if (again) throw problem('transfer-duplicate', { transferId: made.reference }, 'transfer-new')
    return made
  },
  map: (made) => ({ status: 200, data: mapTransfer(made) }),
})

/** Places the transfer of a body. Throws as FDX 6.4, errors 705, 706 and 901 to 911, say. */
function placed(rooms: Rooms, input: RouteInput, body: TransferBody): string {
  const { orders, calendar } = rooms.bank.payments
  const reference = body.transferId ?? input.newId()
  const mandate = mandateOf(input)
  if (orders.byReference(mandate, 'transfer', reference))
    throw problem('transfer-duplicate', { transferId: reference }, 'transfer-new')
  const from = transferringAccount(rooms, input, body.fromAccountId)
  const to = receivingAccount(rooms, input, body.toAccountId, from)
  const amountMinor = minorUnits(body.amount)
  const most = receivable(rooms, to, MOST_MINOR)
  if (amountMinor > most)
    throw problem('transfer-limit-exceeded', { amount: body.amount, most: most / 100 }, 'transfer-limit')
  if (amountMinor > spendable(rooms, from.id)) throw problem('funds-missing', { accountId: from.id }, 'funds-there')
  const dueAt = input.now + GRACE_MS
  const { memo = null, paymentDetails } = body
  const terms = {
    ...{ fromAccountId: from.id, toAccountId: to.id, payeeId: null, payeeReference: null, amountMinor, memo, dueAt },
    dueDay: calendar.dayIn(dueAt, CALENDAR),
    split: to.kind === 'loan' && paymentDetails ? splitOf(paymentDetails, amountMinor) : null,
    extra: paymentDetails === undefined ? {} : { paymentDetails },
  }
  return orders.place(mandate, 'transfer', terms, { reference }).id
}

const read = route({
  ...reading('getTransfer', '/transfers/:transferId'),
  parameters: [transferId],
  responses: { 200: transfer },
  act: ownTransfer,
  map: (found) => ({ status: 200, data: mapTransfer(found) }),
})

/** As it was asked for before transfers could be read whole. */
const status = route({
  ...reading('getAccountTransferStatus', '/transfers/:transferId/status'),
  parameters: [transferId],
  responses: { 200: { $ref: '#/components/schemas/TransferStatusEntity' } },
  act: ownTransfer,
  map: (found) => ({ status: 200, data: mapTransferStatus(found) }),
})

const cancel = route({
  ...writing('cancelTransfer', 'DELETE', '/transfers/:transferId'),
  parameters: [transferId, idempotencyKeyIfAny],
  responses: { 200: transfer },
  act(rooms, input) {
    const { orders } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'cancelTransfer', () => {
      const found = ownTransfer(rooms, input)
      if (found.state !== 'scheduled')
        throw problem('payment-fixed', { transferId: found.reference, state: found.state }, 'payment-changeable')
      return orders.cancel(found.id).id
    })
    return orders.find(subjectId) as PaymentOrder
  },
  map: (found) => ({ status: 200, data: mapTransfer(found) }),
})

/** The transfer of the path, by the id that its app chose. Throws transfer-unknown (FDX 6.4, error 950). */
function ownTransfer({ bank }: Rooms, input: RouteInput): PaymentOrder {
  const id = input.params.transferId as string
  const found = bank.payments.orders.byReference(mandateOf(input), 'transfer', id)
  if (!found || !isOwnOrder(input, found)) throw problem('transfer-unknown', { transferId: id }, 'transfer-known')
  return found
}

export const transferRoutes = [list, request, read, status, cancel]
