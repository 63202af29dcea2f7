import type { InitiationParty, PaymentMethod } from '#bank'
import { problem } from '#kernel'
import { type Rooms, type RouteInput, route } from '../../../api.ts'
import { pageAsked, pageOfRows, pageParameters } from '../../paging.ts'
import { idempotencyKey, idempotencyKeyIfAny, once } from './idempotency.ts'
import { isOwn, mandateOf } from './mandate.ts'
import { numbered } from './numbered.ts'
import { inPath, reading, writing } from './operations.ts'
import { methodBody, partyBody } from './party-schema.ts'

type Details = Readonly<Record<string, unknown>>

const PATH = '/payment-initiation-parties'
const ONE = `${PATH}/:paymentInitiationPartyId`
const METHODS = `${ONE}/payment-methods`
const METHOD = `${METHODS}/:paymentMethodRegistrationId`
const partyId = inPath('paymentInitiationPartyId')
const methodId = inPath('paymentMethodRegistrationId')

const create = route({
  ...writing('createPaymentInitiationParty', 'POST', PATH),
  parameters: [idempotencyKey],
  body: partyBody,
  responses: { 201: { $ref: '#/components/schemas/PaymentInitiationPartyId' } },
  act: (rooms, input) =>
    once(rooms, input, 'createPaymentInitiationParty', () => {
      return rooms.bank.payments.parties.add(mandateOf(input), input.body as Details).id
    }),
  map: ({ subjectId }) => ({ status: 201, data: { paymentInitiationPartyId: subjectId } }),
})

const list = route({
  ...reading('listPaymentInitiationParties', PATH),
  parameters: pageParameters,
  responses: { 200: { $ref: '#/components/schemas/PaymentInitiationParties' } },
  act({ bank }, input) {
    const { parties } = bank.payments
    const read = numbered((page) => parties.list(mandateOf(input), page))
    return pageOfRows(input, pageAsked<number>(input, 'parties'), read)
  },
  map: ({ items, told }) => ({ status: 200, data: { ...told, paymentInitiationParties: items.map(mapParty) } }),
})

const read = route({
  ...reading('getPaymentInitiationParty', ONE),
  parameters: [partyId],
  responses: { 200: { $ref: '#/components/schemas/PaymentInitiationParty' } },
  act: ownParty,
  map: (party) => ({ status: 200, data: mapParty(party) }),
})

const update = route({
  ...writing('updatePaymentInitiationParty', 'PATCH', ONE),
  parameters: [partyId, idempotencyKey],
  body: partyBody,
  responses: { 200: null },
  act: (rooms, input) =>
    once(rooms, input, 'updatePaymentInitiationParty', () => {
      const { id, details } = ownParty(rooms, input)
      rooms.bank.payments.parties.change(id, { ...details, ...(input.body as Details) })
      return id
    }),
  map: () => ({ status: 200, empty: true }),
})

const remove = route({
  ...writing('deletePaymentInitiationParty', 'DELETE', ONE),
  parameters: [partyId, idempotencyKeyIfAny],
  responses: { 204: null },
  act: (rooms, input) =>
    once(rooms, input, 'deletePaymentInitiationParty', () => {
      const { id } = ownParty(rooms, input)
      rooms.bank.payments.parties.remove(id)
      return id
    }),
  map: () => ({ status: 204 }),
})

const createMethod = route({
  ...writing('createPaymentMethod', 'POST', METHODS),
  parameters: [partyId, idempotencyKey],
  body: methodBody,
  responses: { 201: { $ref: '#/components/schemas/PaymentMethodRegistrationId' } },
  act: (rooms, input) =>
    once(rooms, input, 'createPaymentMethod', () => {
      return rooms.bank.payments.parties.addMethod(ownParty(rooms, input).id, input.body as Details).id
    }),
  map: ({ subjectId }) => ({ status: 201, data: { paymentMethodRegistrationId: subjectId } }),
})

const readMethod = route({
  ...reading('getPaymentMethodRegistration', METHOD),
  parameters: [partyId, methodId],
  responses: { 200: { $ref: '#/components/schemas/PaymentMethodRegistration' } },
  act: ownMethod,
  map: ({ id, details }) => ({ status: 200, data: { ...details, paymentMethodRegistrationId: id } }),
})

const updateMethod = route({
  ...writing('updatePaymentMethodRegistration', 'PATCH', METHOD),
  parameters: [partyId, methodId, idempotencyKey],
  body: methodBody,
  responses: { 200: null },
  act: (rooms, input) =>
    once(rooms, input, 'updatePaymentMethodRegistration', () => {
      const { id, partyId: of, details } = ownMethod(rooms, input)
      rooms.bank.payments.parties.changeMethod(of, id, { ...details, ...(input.body as Details) })
      return id
    }),
  map: () => ({ status: 200, empty: true }),
})

const removeMethod = route({
  ...writing('deletePaymentMethodRegistration', 'DELETE', METHOD),
  parameters: [partyId, methodId, idempotencyKeyIfAny],
  responses: { 204: null },
  act: (rooms, input) =>
    once(rooms, input, 'deletePaymentMethodRegistration', () => {
      const { id, partyId: of } = ownMethod(rooms, input)
      rooms.bank.payments.parties.removeMethod(of, id)
      return id
    }),
  map: () => ({ status: 204 }),
})

/** The party of the path, of the mandate of the call. Throws initiation-party-unknown. */
function ownParty({ bank }: Rooms, input: RouteInput): InitiationParty {
  const id = input.params.paymentInitiationPartyId as string
  const found = bank.payments.parties.find(id)
  if (!found || !isOwn(input, found))
    throw problem('initiation-party-unknown', { partyId: id }, 'initiation-party-known')
  return found
}

/** The way to pay of the path. Throws initiation-party-unknown, payment-method-unknown. */
function ownMethod(rooms: Rooms, input: RouteInput): PaymentMethod {
  const { id: party } = ownParty(rooms, input)
  const id = input.params.paymentMethodRegistrationId as string
  const found = rooms.bank.payments.parties.method(party, id)
  if (!found) throw problem('payment-method-unknown', { methodId: id }, 'payment-method-known')
  return found
}

function mapParty({ id, details }: InitiationParty) {
  return { ...details, paymentInitiationPartyId: id }
}

export const partyRoutes = [
  ...[create, list, read, update, remove],
  ...[createMethod, readMethod, updateMethod, removeMethod],
]
