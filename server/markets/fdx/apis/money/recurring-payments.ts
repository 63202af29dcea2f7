import type { PaymentOrder, StandingOrder, StandingTerms } from '#bank'
import { problem } from '#kernel'
import { type Rooms, type RouteInput, route } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'
import { type ChangedList, changedList, listParameters } from './changed-list.ts'
import { idempotencyKey, idempotencyKeyIfAny, once } from './idempotency.ts'
import { MADE_STATUS, type Made } from './made.ts'
import { isOwnOrder, mandateOf } from './mandate.ts'
import { inPath, reading, writing } from './operations.ts'
import { FREQUENCIES, mapPayment, mapRecurring } from './payment-map.ts'
import { recurringBody, recurringPatch } from './payment-schema.ts'
import { type AskedPayment, askedPayment, CALENDAR, type PaymentBody, payable } from './terms.ts'

const DAY_MS = 86_400_000
const recurring = { $ref: '#/components/schemas/RecurringPayment' }
const recurringPaymentId = inPath('recurringPaymentId')

type Duration = { type: 'NOEND' | 'NUMBEROFTIMES'; numberOfTimes?: number }
type RecurringBody = PaymentBody & { frequency: string; duration?: Duration }
type Told = { order: StandingOrder; nextDay: string | undefined }

const rejected = (reason: string) => problem('recurring-payment-rejected', { reason }, 'recurring-payment-acceptable')

const list = route({
  ...reading('searchForRecurringPayments', '/recurring-payments'),
  parameters: listParameters,
  responses: { 200: { $ref: '#/components/schemas/RecurringPayments' } },
  act(rooms, input): ChangedList<Told> {
    const { items, told } = changedList(rooms, input, 'recurring-payments', (page) => {
      const { accountIds: fromAccountIds } = consentOf(input)
      return rooms.bank.payments.standing.list(mandateOf(input), { fromAccountIds, ...page })
    })
    return { items: items.map((order) => toldOf(rooms, order)), told }
  },
  map: ({ items, told }) => ({ status: 200, data: { ...told, recurringPayments: items.map(mapRecurring) } }),
})

const create = route({
  ...writing('scheduleRecurringPayment', 'POST', '/recurring-payments'),
  parameters: [idempotencyKey],
  body: recurringBody,
  responses: { 200: recurring, 201: recurring, 409: recurring },
  act(rooms, input): Made<Told> {
    const { standing } = rooms.bank.payments
    let alike = false
    const { subjectId, again } = once(rooms, input, 'scheduleRecurringPayment', () => {
      const body = input.body as RecurringBody
      const asked = askedPayment(rooms, input, body, rejected)
      const terms = termsOf(asked, body)
      const known = standing.alike({ ...mandateOf(input), ...terms, since: input.now - DAY_MS })
      alike = known !== undefined
      if (known) return known.id
      payable(rooms, asked)
      return standing.place(mandateOf(input), terms).id
    })
    const made = toldOf(rooms, standing.find(subjectId) as StandingOrder)
    return { how: again ? 'again' : alike ? 'alike' : 'made', made }
  },
  map: ({ how, made }) => ({ status: MADE_STATUS[how], data: mapRecurring(made) }),
})

const read = route({
  ...reading('getRecurringPayment', '/recurring-payments/:recurringPaymentId'),
  parameters: [recurringPaymentId],
  responses: { 200: recurring },
  act: (rooms, input) => toldOf(rooms, ownRecurring(rooms, input)),
  map: (told) => ({ status: 200, data: mapRecurring(told) }),
})

const payments = route({
  ...reading('paymentsForRecurringPayment', '/recurring-payments/:recurringPaymentId/payments'),
  parameters: [recurringPaymentId, ...listParameters],
  responses: { 200: { $ref: '#/components/schemas/Payments' } },
  act(rooms, input) {
    const { id } = ownRecurring(rooms, input)
    return changedList(rooms, input, `payments of ${id}`, (page) => rooms.bank.payments.orders.ofStanding(id, page))
  },
  map: ({ items, told }: ChangedList<PaymentOrder>) => ({
    status: 200,
    data: { ...told, payments: items.map(mapPayment) },
  }),
})

const update = route({
  ...writing('updateRecurringPayment', 'PATCH', '/recurring-payments/:recurringPaymentId'),
  parameters: [recurringPaymentId, idempotencyKey],
  body: recurringPatch,
  responses: { 200: recurring },
  act(rooms, input) {
    const { standing } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'updateRecurringPayment', () => {
      const { order, waiting } = changeable(rooms, ownRecurring(rooms, input))
      const body = input.body as Partial<RecurringBody>
      const asked = askedPayment(rooms, input, { ...bodyOf(order, waiting), ...body }, rejected)
      payable(rooms, asked)
      const { firstDay, frequency, times, ...money } = termsOf(asked, { ...bodyOf(order, waiting), ...body })
      if (body.duration !== undefined && times !== null && times < (waiting.occurrence as number))
        throw rejected(`${waiting.occurrence} of its payments are made or laid out; numberOfTimes can't be less`)
      // Days that were not asked to change are counted on from the first one, not from one that was moved.
      const days = {
        ...(body.dueDate === undefined ? {} : { firstDay }),
        ...(body.frequency === undefined ? {} : { frequency }),
        ...(body.duration === undefined ? {} : { times }),
      }
      return standing.change(order.id, { ...money, ...days }).id
    })
    return toldOf(rooms, standing.find(subjectId) as StandingOrder)
  },
  map: (told) => ({ status: 200, data: mapRecurring(told) }),
})

const cancel = route({
  ...writing('cancelRecurringPayment', 'DELETE', '/recurring-payments/:recurringPaymentId'),
  parameters: [recurringPaymentId, idempotencyKeyIfAny],
  responses: { 200: recurring },
  act(rooms, input) {
    const { standing } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'cancelRecurringPayment', () => {
      return standing.cancel(changeable(rooms, ownRecurring(rooms, input)).order.id).id
    })
    return toldOf(rooms, standing.find(subjectId) as StandingOrder)
  },
  map: (told) => ({ status: 200, data: mapRecurring(told) }),
})

/** The recurring payment of the path. Throws recurring-payment-unknown (FDX 6.4, error 806). */
function ownRecurring({ bank }: Rooms, input: RouteInput): StandingOrder {
  const id = input.params.recurringPaymentId as string
  const found = bank.payments.standing.find(id)
  if (!found || !isOwnOrder(input, found))
    throw problem('recurring-payment-unknown', { recurringPaymentId: id }, 'recurring-payment-known')
  return found
}

/** Only one with a payment still to come is changed or cancelled (FDX 6.4, error 808). */
function changeable({ bank }: Rooms, order: StandingOrder): { order: StandingOrder; waiting: PaymentOrder } {
  const waiting = bank.payments.standing.waiting(order.id)
  if (order.state !== 'scheduled' || !waiting) {
    const facts = { recurringPaymentId: order.id, state: order.state }
    throw problem('recurring-payment-fixed', facts, 'recurring-payment-changeable')
  }
  return { order, waiting }
}

function toldOf({ bank }: Rooms, order: StandingOrder): Told {
  return { order, nextDay: bank.payments.standing.waiting(order.id)?.dueDay }
}

const NAMES = new Map(Object.entries(FREQUENCIES).map(([name, frequency]) => [frequency, name]))

function bodyOf(order: StandingOrder, waiting: PaymentOrder): RecurringBody {
  const { fromAccountId, payeeId, amount, payeeReference, frequency } = order
  return {
    ...{ fromAccountId, toPayeeId: payeeId, amount: amount.amountMinor / 100, dueDate: waiting.dueDay },
    ...(payeeReference === null ? {} : { merchantAccountId: payeeReference }),
    frequency: NAMES.get(frequency) as string,
  }
}

function termsOf(asked: AskedPayment, { frequency, duration }: RecurringBody): StandingTerms {
  const { fromAccountId, payeeId, amountMinor, payeeReference, dueDate } = asked
  return {
    ...{ fromAccountId, payeeId, amountMinor, payeeReference, firstDay: dueDate, calendar: CALENDAR, extra: {} },
    frequency: FREQUENCIES[frequency] as StandingTerms['frequency'],
    times: duration?.type === 'NUMBEROFTIMES' ? (duration.numberOfTimes ?? null) : null,
  }
}

export const recurringRoutes = [list, create, read, payments, update, cancel]
