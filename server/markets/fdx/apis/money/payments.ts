import type { OrderTerms, PaymentOrder } from '#bank'
import { problem } from '#kernel'
import { type Rooms, type RouteInput, route } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'
import { spendable } from './accounts.ts'
import { type ChangedList, changedList, listParameters } from './changed-list.ts'
import { idempotencyKey, idempotencyKeyIfAny, once } from './idempotency.ts'
import { MADE_STATUS, type Made } from './made.ts'
import { isOwnOrder, mandateOf } from './mandate.ts'
import { inPath, reading, writing } from './operations.ts'
import { mapPayment } from './payment-map.ts'
import { paymentBody, paymentPatch } from './payment-schema.ts'
import { type AskedPayment, askedPayment, dueAtOf, type PaymentBody, payable } from './terms.ts'

const DAY_MS = 86_400_000
const payment = { $ref: '#/components/schemas/Payment' }
const paymentId = inPath('paymentId')

const rejected = (reason: string) => problem('payment-rejected', { reason }, 'payment-acceptable')

const list = route({
  ...reading('searchForPayments', '/payments'),
  parameters: listParameters,
  responses: { 200: { $ref: '#/components/schemas/Payments' } },
  act: (rooms, input) =>
    changedList(rooms, input, 'payments', (page) => {
      const { accountIds: fromAccountIds } = consentOf(input)
      return rooms.bank.payments.orders.list(mandateOf(input), { kind: 'payment', fromAccountIds, ...page })
    }),
  map: ({ items, told }: ChangedList<PaymentOrder>) => ({
    status: 200,
    data: { ...told, payments: items.map(mapPayment) },
  }),
})

const create = route({
  ...writing('schedulePayment', 'POST', '/payments'),
  parameters: [idempotencyKey],
  body: paymentBody,
  responses: { 200: payment, 201: payment, 409: payment },
  act(rooms, input): Made<PaymentOrder> {
    const { orders } = rooms.bank.payments
    let alike = false
    const { subjectId, again } = once(rooms, input, 'schedulePayment', () => {
      const asked = askedPayment(rooms, input, input.body as PaymentBody, rejected)
      const known = orders.alike({ ...mandateOf(input), ...asked, since: input.now - DAY_MS })
      alike = known !== undefined
      if (known) return known.id
      payable(rooms, asked)
      return orders.place(mandateOf(input), 'payment', termsOf(rooms, input, asked)).id
    })
    return { how: again ? 'again' : alike ? 'alike' : 'made', made: orders.find(subjectId) as PaymentOrder }
  },
  map: ({ how, made }) => ({ status: MADE_STATUS[how], data: mapPayment(made) }),
})

const read = route({
  ...reading('getPayment', '/payments/:paymentId'),
  parameters: [paymentId],
  responses: { 200: payment },
  act: ownPayment,
  map: (found) => ({ status: 200, data: mapPayment(found) }),
})

const update = route({
  ...writing('updatePayment', 'PATCH', '/payments/:paymentId'),
  parameters: [paymentId, idempotencyKey],
  body: paymentPatch,
  responses: { 200: payment },
  act(rooms, input) {
    const { orders } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'updatePayment', () => {
      const found = changeable(ownPayment(rooms, input))
      const asked = askedPayment(rooms, input, { ...bodyOf(found), ...(input.body as PaymentBody) }, rejected)
      if (asked.amountMinor > spendable(rooms, asked.fromAccountId))
        throw problem('funds-missing', { accountId: asked.fromAccountId }, 'funds-there')
      return orders.change(found.id, termsOf(rooms, input, asked)).id
    })
    return orders.find(subjectId) as PaymentOrder
  },
  map: (found) => ({ status: 200, data: mapPayment(found) }),
})

const cancel = route({
  ...writing('cancelPayment', 'DELETE', '/payments/:paymentId'),
  parameters: [paymentId, idempotencyKeyIfAny],
  responses: { 200: payment },
  act(rooms, input) {
    const { orders } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'cancelPayment', () => {
      return orders.cancel(changeable(ownPayment(rooms, input)).id).id
    })
    return orders.find(subjectId) as PaymentOrder
  },
  map: (found) => ({ status: 200, data: mapPayment(found) }),
})

/** The payment of the path, of the mandate of the call. Throws payment-unknown (FDX 6.4, error 802). */
function ownPayment({ bank }: Rooms, input: RouteInput): PaymentOrder {
  const id = input.params.paymentId as string
  const found = bank.payments.orders.find(id)
  if (found?.kind !== 'payment' || !isOwnOrder(input, found))
    throw problem('payment-unknown', { paymentId: id }, 'payment-known')
  return found
}

/** Only what still waits for its day is changed or cancelled (FDX 6.4, error 805). */
function changeable(found: PaymentOrder): PaymentOrder {
  if (found.state !== 'scheduled')
    throw problem('payment-fixed', { paymentId: found.id, state: found.state }, 'payment-changeable')
  return found
}

function bodyOf({ fromAccountId, payeeId, amount, dueDay, payeeReference }: PaymentOrder): PaymentBody {
  return {
    ...{ fromAccountId, toPayeeId: payeeId as string, amount: amount.amountMinor / 100, dueDate: dueDay },
    ...(payeeReference === null ? {} : { merchantAccountId: payeeReference }),
  }
}

function termsOf(rooms: Rooms, input: RouteInput, { dueDate: _, ...asked }: AskedPayment): OrderTerms {
  return { ...asked, toAccountId: null, dueAt: dueAtOf(rooms, input, asked.dueDay), memo: null, extra: {} }
}

export const paymentRoutes = [list, create, read, update, cancel]
