import { type Database, type Events, problem, type World } from '#kernel'
import type { Changes } from './changes.ts'
import { hashOf } from './keys.ts'
import type { GivenMandate, Mandate, PageOf, Payee, PayeeDetails, PayeeState } from './model.ts'
import { payeeStore } from './payee-store.ts'

const DAY_MS = 86_400_000
/** How long the bank takes to look at a payee. */
export const VETTED_AFTER_MS = 60_000
/** A payee to whom nothing is paid for so long leaves the customer's list. */
export const PAYEE_LIFE_MS = 365 * DAY_MS
/** So many are dealt with in one sweep. */
const SWEPT = 200
/** Names that the bank pays nobody under, so that a refusal can be seen. */
const SCREENED_OUT: ReadonlySet<string> = new Set(['screened out', 'denied payee'])

type Deps = {
  db: Database
  world: World
  events: Events
  changes: Changes
  /** Whether something is still to be paid to a payee. */
  isUsed(payeeId: string): boolean
}

/** Opens the payees: whom customers pay outside the bank. Each is looked at by the bank before anything is paid to it. */
export function openPayees({ db, world, events, changes, isUsed }: Deps) {
  const store = payeeStore(db)

  function keep(payee: Payee, type: string, actAt: number | null, at = world.clock.now()): Payee {
    const changed = { ...payee, changed: changes.note(payee.id) }
    store.save(changed, { contentHash: contentOf(changed), actAt })
    tell(changed, type, at)
    return changed
  }

  function tell({ id, book, customerId, clientId, consentId, state }: Omit<Payee, 'number'>, type: string, at: number) {
    events.record({ type, market: book, ...{ customerId, clientId, consentId, at }, data: { payeeId: id, state } })
  }

  /** Does with a payee what has come due of it, as of when it came due. Returns whether anything had. */
  const settle = db.transaction((id: string): boolean => {
    const found = store.find(id)
    const due = store.actAt(id)
    if (!found || due === null || due > world.clock.now()) return false
    if (found.state === 'pending') {
      const state = SCREENED_OUT.has(found.name.trim().toLowerCase()) ? 'rejected' : 'active'
      keep({ ...found, state }, `payee.${state}`, found.expiresAt, due)
    } else if (isUsed(id)) {
      const expiresAt = found.expiresAt + PAYEE_LIFE_MS
      keep({ ...found, expiresAt }, 'payee.kept', expiresAt, due)
    } else keep({ ...found, state: 'expired' }, 'payee.expired', null, due)
    return true
  })

  function find(id: string): Payee | undefined {
    while (settle(id));
    return store.find(id)
  }

  /** Those that may still be changed or deleted. Throws payee-not-found, payee-ended. */
  function living(id: string, states: readonly PayeeState[]): Payee {
    const found = find(id)
    if (!found) throw problem('payee-not-found', { payeeId: id })
    if (!states.includes(found.state)) throw problem('payee-ended', { payeeId: id, state: found.state })
    return found
  }

  return {
    /** Takes a payee on; it is pending until the bank has looked at it. */
    add: db.transaction((mandate: GivenMandate, details: PayeeDetails): Payee => {
      const now = world.clock.now()
      const id = world.ids.uuid()
      const made = {
        ...{ ...mandate, ...details, id, state: 'pending' as const, createdAt: now },
        ...{ expiresAt: now + PAYEE_LIFE_MS, changed: changes.note(id) },
      }
      store.add(made, { contentHash: contentOf(made), actAt: now + VETTED_AFTER_MS })
      tell(made, 'payee.added', now)
      return store.find(id) as Payee
    }),
    /** A payee as it is at this moment; also one that was deleted or has expired. */
    find,
    /** A pending or active payee of the mandate with the same details. */
    alike(mandate: Mandate, details: PayeeDetails): Payee | undefined {
      const found = store.alike(mandate, contentOf(details))
      const now = found && find(found.id)
      return now?.state === 'pending' || now?.state === 'active' ? now : undefined
    },
    /** A page of a mandate's payees, newest first; deleted ones where changes are asked for, expired ones never. */
    list(mandate: Mandate, page: PageOf): Payee[] {
      sweep()
      return store.page(mandate, page)
    },
    /** Changes a payee; one with another name is looked at again. Throws payee-not-found, payee-ended. */
    change: db.transaction((id: string, details: PayeeDetails): Payee => {
      const found = living(id, ['pending', 'active'])
      if (details.name === found.name) return keep({ ...found, ...details }, 'payee.changed', store.actAt(id))
      const anew = { ...found, ...details, state: 'pending' as const }
      return keep(anew, 'payee.changed', world.clock.now() + VETTED_AFTER_MS)
    }),
    /** Deletes a payee for good. Throws payee-not-found, payee-ended. */
    remove: db.transaction((id: string): Payee => {
      return keep({ ...living(id, ['pending', 'active', 'rejected']), state: 'deleted' }, 'payee.deleted', null)
    }),
    isUsed,
    /** Notes that something will be paid to a payee at a moment: it stays on the list for a time after. */
    used(id: string, at: number): void {
      const found = find(id)
      if (!found || found.state === 'deleted' || found.state === 'expired') return
      if (at + PAYEE_LIFE_MS <= found.expiresAt) return
      const expiresAt = at + PAYEE_LIFE_MS
      const actAt = found.state === 'pending' ? store.actAt(id) : expiresAt
      store.save({ ...found, expiresAt }, { contentHash: contentOf(found), actAt })
    },
    sweep,
  }

  /** Does what is due of payees, some at a time. Returns how many there were. */
  function sweep(): number {
    const due = store.due(world.clock.now(), SWEPT)
    for (const id of due) settle(id)
    return due.length
  }
}

export type Payees = ReturnType<typeof openPayees>

const contentOf = ({ name, references, extra }: PayeeDetails): string => hashOf([name, references, extra])
