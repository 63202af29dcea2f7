import type { Payee, PayeeDetails } from '#bank'
import { problem } from '#kernel'
import { type Rooms, type RouteInput, route } from '../../../api.ts'
import { known } from '../../amounts.ts'
import { type ChangedList, changedList, listParameters } from './changed-list.ts'
import { idempotencyKey, idempotencyKeyIfAny, once } from './idempotency.ts'
import { MADE_STATUS, type Made } from './made.ts'
import { isOwn, mandateOf } from './mandate.ts'
import { inPath, reading, writing } from './operations.ts'
import { type Merchant, mapPayee } from './payee-map.ts'
import { payeeBody, payeePatch } from './payee-schema.ts'

type PayeeBody = { merchant?: Merchant; merchantAccountIds?: readonly string[] }

const payee = { $ref: '#/components/schemas/Payee' }
const payeeId = inPath('payeeId')

const list = route({
  ...reading('searchForPayees', '/payees'),
  parameters: listParameters,
  responses: { 200: { $ref: '#/components/schemas/Payees' } },
  act: (rooms, input) =>
    changedList(rooms, input, 'payees', (page) => rooms.bank.payments.payees.list(mandateOf(input), page)),
  map: ({ items, told }: ChangedList<Payee>) => ({ status: 200, data: { ...told, payees: items.map(mapPayee) } }),
})

const create = route({
  ...writing('createPayee', 'POST', '/payees'),
  parameters: [idempotencyKey],
  body: payeeBody,
  responses: { 200: payee, 201: payee, 409: payee },
  act(rooms, input): Made<Payee> {
    const { payees } = rooms.bank.payments
    const mandate = mandateOf(input)
    const details = detailsOf(merchantOf(input.body as PayeeBody))
    let alike = false
    const { subjectId, again } = once(rooms, input, 'createPayee', () => {
      const known = payees.alike(mandate, details)
      alike = known !== undefined
      return (known ?? payees.add(mandate, details)).id
    })
    return { how: again ? 'again' : alike ? 'alike' : 'made', made: payees.find(subjectId) as Payee }
  },
  map: ({ how, made }) => ({ status: MADE_STATUS[how], data: mapPayee(made) }),
})

const read = route({
  ...reading('getPayee', '/payees/:payeeId'),
  parameters: [payeeId],
  responses: { 200: payee },
  act: (rooms, input) => ownPayee(rooms, input, input.params.payeeId as string),
  map: (found) => ({ status: 200, data: mapPayee(found) }),
})

const update = route({
  ...writing('updatePayee', 'PATCH', '/payees/:payeeId'),
  parameters: [payeeId, idempotencyKey],
  body: payeePatch,
  responses: { 200: payee },
  act(rooms, input) {
    const { payees } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'updatePayee', () => {
      const found = ownPayee(rooms, input, input.params.payeeId as string)
      if (found.state !== 'pending' && found.state !== 'active')
        throw problem('payee-fixed', { payeeId: found.id, state: found.state }, 'payee-changeable')
      // What is not sent stays as it is (FDX money movement, PATCH /payees).
      const merchant = { ...merchantOf(found.extra as PayeeBody), ...merchantOf(input.body as PayeeBody) }
      return payees.change(found.id, detailsOf(merchant)).id
    })
    return payees.find(subjectId) as Payee
  },
  map: (found) => ({ status: 200, data: mapPayee(found) }),
})

const remove = route({
  ...writing('deletePayee', 'DELETE', '/payees/:payeeId'),
  parameters: [payeeId, idempotencyKeyIfAny],
  responses: { 200: payee },
  act(rooms, input) {
    const { payees } = rooms.bank.payments
    const { subjectId } = once(rooms, input, 'deletePayee', () => {
      const found = ownPayee(rooms, input, input.params.payeeId as string)
      const used = payees.isUsed(found.id)
      if (found.state === 'deleted' || used)
        throw problem('payee-fixed', { payeeId: found.id, state: found.state, used }, 'payee-changeable')
      return payees.remove(found.id).id
    })
    return payees.find(subjectId) as Payee
  },
  map: (found) => ({ status: 200, data: mapPayee(found) }),
})

/** The payee with an id, of the mandate of the call. Throws payee-unknown (FDX 6.4, error 800). */
export function ownPayee({ bank }: Rooms, input: RouteInput, id: string): Payee {
  const found = bank.payments.payees.find(id)
  if (!found || found.state === 'expired' || !isOwn(input, found))
    throw problem('payee-unknown', { payeeId: id }, 'payee-known')
  return found
}

/** What this bank keeps of a merchant; its account numbers are taken from where either edition of the standard has them. */
function merchantOf({ merchant = {}, merchantAccountIds = merchant.merchantAccountIds }: PayeeBody): Merchant {
  const { name, displayName, address, phone } = merchant
  return known({ name, displayName, address, phone, merchantAccountIds })
}

function detailsOf(merchant: Merchant): PayeeDetails {
  const { name, displayName, merchantAccountIds: references = [] } = merchant
  const written = typeof name === 'object' ? (name.company ?? [name.first, name.last].filter(Boolean).join(' ')) : name
  return { name: displayName || written || '', references, extra: { merchant } }
}

export const payeeRoutes = [list, create, read, update, remove]
