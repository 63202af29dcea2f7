import { type Database, type Events, problem, type World } from '#kernel'
import type { GivenMandate, InitiationParty, Mandate, PageOf, PaymentMethod } from './model.ts'
import { partyStore } from './party-store.ts'

type Details = Readonly<Record<string, unknown>>
type Deps = { db: Database; world: World; events: Events }

/** Opens the parties that give payment instructions for customers, with the ways to pay registered for each. */
export function openParties({ db, world, events }: Deps) {
  const store = partyStore(db)

  function mustFind(id: string): InitiationParty {
    const found = store.find(id)
    if (!found) throw problem('initiation-party-not-found', { partyId: id })
    return found
  }

  function mustFindMethod(partyId: string, id: string): PaymentMethod {
    const found = store.method(partyId, id)
    if (!found) throw problem('payment-method-not-found', { partyId, methodId: id })
    return found
  }

  function tell(
    type: string,
    { id, book, customerId, clientId, consentId }: Omit<InitiationParty, 'number'>,
    data = {},
  ) {
    events.record({ type, market: book, ...{ customerId, clientId, consentId }, data: { partyId: id, ...data } })
  }

  return {
    add: db.transaction((mandate: GivenMandate, details: Details): InitiationParty => {
      const party = { ...mandate, id: world.ids.uuid(), details, createdAt: world.clock.now() }
      store.add(party)
      tell('initiation-party.added', party)
      return mustFind(party.id)
    }),
    find: (id: string): InitiationParty | undefined => store.find(id),
    /** A page of a mandate's parties, newest first. */
    list: (mandate: Mandate, page: PageOf): InitiationParty[] => store.page(mandate, page),
    /** Throws initiation-party-not-found. */
    change: db.transaction((id: string, details: Details): void => {
      const party = mustFind(id)
      store.save(id, details)
      tell('initiation-party.changed', party)
    }),
    /** Removes a party with its ways to pay. Throws initiation-party-not-found. */
    remove: db.transaction((id: string): void => {
      const party = mustFind(id)
      store.remove(id)
      tell('initiation-party.removed', party)
    }),
    /** Throws initiation-party-not-found. */
    addMethod: db.transaction((partyId: string, details: Details): PaymentMethod => {
      const party = mustFind(partyId)
      const method = { id: world.ids.uuid(), partyId, details, createdAt: world.clock.now() }
      store.addMethod(method)
      tell('payment-method.added', party, { methodId: method.id })
      return method
    }),
    method: (partyId: string, id: string): PaymentMethod | undefined => store.method(partyId, id),
    /** Throws initiation-party-not-found, payment-method-not-found. */
    changeMethod: db.transaction((partyId: string, id: string, details: Details): void => {
      mustFindMethod(partyId, id)
      store.saveMethod(id, details)
      tell('payment-method.changed', mustFind(partyId), { methodId: id })
    }),
    /** Throws initiation-party-not-found, payment-method-not-found. */
    removeMethod: db.transaction((partyId: string, id: string): void => {
      mustFindMethod(partyId, id)
      store.removeMethod(id)
      tell('payment-method.removed', mustFind(partyId), { methodId: id })
    }),
  }
}

export type Parties = ReturnType<typeof openParties>
