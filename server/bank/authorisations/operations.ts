import { type Database, type Events, problem, type World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { HOUSE_OF_KIND, type NewPosting, type PostingSet } from '../ledger/model.ts'
import type { Ledger } from '../ledger/operations.ts'
import { type Authorisation, BOOKED_AFTER_MS, type NewAuthorisation, type PendingQuery } from './model.ts'
import { authorisationStore } from './store.ts'

/** So many are booked in one sweep. */
const SWEPT = 200

type Deps = { db: Database; world: World; events: Events; ledger: Ledger; accounts: Accounts }

/** Opens the bank's authorisations: movements that are known of and not booked yet. */
export function openAuthorisations({ db, world, events, ledger, accounts }: Deps) {
  const store = authorisationStore(db)

  function waiting(id: string): Authorisation {
    const found = store.find(id)
    if (!found) throw problem('authorisation-unknown', { authorisationId: id })
    if (found.state !== 'pending') throw problem('authorisation-ended', { authorisationId: id, state: found.state })
    return found
  }

  const authorise = db.transaction((input: NewAuthorisation): Authorisation => {
    const made = keep(input, world.ids.uuid())
    if (made.direction === 'debit') ledger.post(holdOf(made, 1))
    tell('account.authorised', made)
    return made
  })

  const book = db.transaction((id: string): PostingSet => {
    const found = waiting(id)
    const { accountId, kind, narrative, direction, amount, counterparty, facts } = found
    const account = accounts.find(accountId)
    const house = ledger.houseAccount(account?.book ?? '', amount.currency, HOUSE_OF_KIND[kind])
    const sign = direction === 'credit' ? 1 : -1
    const own: NewPosting = {
      ...{ accountId, amountMinor: sign * amount.amountMinor, counterparty },
      // What was held back leaves from where it is held.
      bucket: direction === 'debit' ? 'blocked' : 'available',
      facts: { ...facts, madeAt: found.at, authorisationId: id },
    }
    const set = ledger.post({ kind, narrative, postings: [own, { accountId: house, amountMinor: -own.amountMinor }] })
    store.end(id, 'booked', set.id)
    tell('account.authorisation-booked', found)
    return set
  })

  const release = db.transaction((id: string): void => {
    const found = waiting(id)
    if (found.direction === 'debit') ledger.post(holdOf(found, -1))
    store.end(id, 'released', null)
    tell('account.authorisation-released', found)
  })

  function keep(input: NewAuthorisation, id: string, origin: Authorisation['origin'] = 'live'): Authorisation {
    const { accountId, kind, narrative, amountMinor, at = world.clock.now() } = input
    const account = accounts.find(accountId)
    if (!account) throw problem('account-not-found', { accountId })
    const made: Authorisation = {
      ...{ id, accountId, at, dueAt: input.dueAt ?? at + BOOKED_AFTER_MS, kind, narrative, origin },
      direction: amountMinor > 0 ? 'credit' : 'debit',
      amount: { amountMinor: Math.abs(amountMinor), currency: account.currency },
      ...{ counterparty: input.counterparty ?? null, facts: input.facts ?? null },
      ...{ state: 'pending', bookedSetId: null },
    }
    store.add(made, amountMinor)
    return made
  }

  function tell(type: string, { id, accountId }: Authorisation): void {
    const account = accounts.find(accountId)
    const about = { market: account?.book ?? null, customerId: account?.holders[0] ?? null }
    events.record({ type, ...about, data: { authorisationId: id, accountId } })
  }

  return {
    /** Holds back what a movement will take, or notes what one will bring. Throws account-not-found, account-closed. */
    authorise: (input: NewAuthorisation): Authorisation => authorise(input),
    /** Books an authorised movement, now. Throws authorisation-unknown, authorisation-ended, account-closed. */
    book: (id: string): PostingSet => book(id),
    /** Gives back what was held. Throws authorisation-unknown, authorisation-ended. */
    release: (id: string): void => release(id),
    find: (id: string): Authorisation | undefined => store.find(id),
    /** A page of what is pending on an account, newest first. */
    pending: (query: PendingQuery): Authorisation[] => store.pending(query),
    /** Books what is due, some at a time; gives back what an account that was closed can't take. Returns how many ended. */
    sweep(): number {
      const due = store.due(world.clock.now(), SWEPT)
      for (const id of due) {
        const account = accounts.find(store.find(id)?.accountId ?? '')
        if (account?.status === 'closed') release(id)
        else book(id)
      }
      return due.length
    },
    /** For the seed: keeps one without an event; its caller posts the hold. */
    keep,
  }
}

export type Authorisations = ReturnType<typeof openAuthorisations>

/** The set that holds an authorised amount back, or with -1 gives it back: nothing that a statement shows. */
export function holdOf({ accountId, at, kind, narrative, amount, state }: Authorisation, sign: 1 | -1) {
  const held = sign * amount.amountMinor
  return {
    ...(sign === 1 && state === 'pending' ? { bookedAt: at } : {}),
    ...{ kind, narrative },
    postings: [
      { accountId, amountMinor: -held },
      { accountId, bucket: 'blocked' as const, amountMinor: held },
    ],
  }
}
