import { type BankEvent, type Database, type Events, migrate, type World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import type { Automatic } from '../automatic/operations.ts'
import type { Ledger } from '../ledger/operations.ts'
import { clearingDayFrom, dayIn, earliestDay, isClearingDay, momentOf, takenUpAt } from './calendars.ts'
import { openChanges } from './changes.ts'
import { openKeys } from './keys.ts'
import { openOrders } from './orders.ts'
import { openParties } from './parties.ts'
import { openPayees, type Payees } from './payees.ts'
import { openStandingOrders, type StandingOrders } from './standing-orders.ts'
import { PAYMENT_TABLES } from './tables.ts'

type Deps = { db: Database; world: World; events: Events; accounts: Accounts; ledger: Ledger; automatic: Automatic }

/** So many payments that the bank makes by itself are made in one sweep, which lets nobody in between. */
const SWEPT = 100

const LISTENER = 'bank-payments'
/** The position is written with what it led to, and else only so often: most events are none of payments' business. */
const SAVED_EVERY = 1_000

/** Opens payments: payees, orders to pay once and again and again, transfers between accounts. */
export function openPayments({ db, world, events, accounts, ledger, automatic }: Deps) {
  migrate(db, 'payments', PAYMENT_TABLES)
  const changes = openChanges(db)
  const keys = openKeys({ db, world })
  const orders = openOrders({
    ...{ db, world, events, ledger, accounts, changes },
    payees: (): Payees => payees,
    followUp: { left: (order, at) => standing.left(order, at), ended: (order, at) => standing.ended(order, at) },
  })
  const standing: StandingOrders = openStandingOrders({ db, world, events, changes, accounts, orders })
  const payees: Payees = openPayees({
    ...{ db, world, events, changes },
    isUsed: (id) => orders.isWaitedForBy(id) || standing.pays(id),
  })

  const follow = db.transaction((batch: readonly BankEvent[], position: number): void => {
    for (const event of batch) followConsent(event)
    kept.save(position)
  })

  /**
   * What was ordered with a consent and still waits is cancelled when the consent is revoked. A consent that takes the
   * place of another one takes over what the other ordered from the accounts that it has, too.
   */
  function followConsent({ type, consentId, data }: BankEvent): void {
    const id = consentId as string
    if (type === 'consent.authorised') {
      const { replaces, accountIds } = data as { replaces: string; accountIds: string[] }
      for (const each of [orders, standing]) each.handOver(replaces, id, accountIds)
      return
    }
    while (standing.cancelByConsent(id) > 0);
    while (orders.cancelByConsent(id) > 0);
  }

  /**
   * Moves the money that is due, by order and by itself, the earliest first: what comes first finds the money there.
   * Some at a time, in one commit. Returns how much was done.
   */
  const moveDue = db.transaction((): number => {
    for (let done = 0; done < SWEPT; done += 1) {
      const at = automatic.dueAt()
      const ordered = orders.sweep(at)
      if (ordered > 0) return done + ordered
      if (at === undefined) return done
      automatic.carryOutNext()
    }
    return SWEPT
  })

  const kept = events.keptPosition(LISTENER)
  let position = kept.position()
  let saved = position
  events.listen({
    name: LISTENER,
    position: () => position,
    handle(batch) {
      const last = batch.at(-1)?.seq ?? position
      const followed = batch.filter(isFollowed)
      if (followed.length > 0) follow(followed, last)
      else if (last - saved >= SAVED_EVERY) kept.save(last)
      if (followed.length > 0 || last - saved >= SAVED_EVERY) saved = last
      position = last
    },
  })

  return {
    payees,
    orders,
    standing,
    parties: openParties({ db, world, events }),
    keys,
    /** Ids of changes, for whoever asks for what changed since one. */
    changes: { latest: changes.latest, placeOf: changes.placeOf },
    /** Days and moments of clearing. */
    calendar: { clearingDayFrom, dayIn, earliestDay, isClearingDay, momentOf, takenUpAt },
    /** Several verbs as one change: all of them happen, or none. */
    together: <Result>(act: () => Result): Result => db.transaction(act)(),
    /** Does what has come due, some at a time. Returns how much was done. */
    sweep(): number {
      keys.sweep()
      const moved = automatic.dueAt() === undefined ? orders.sweep() : moveDue()
      return moved + payees.sweep()
    },
  }
}

/** What happens to a consent that what it ordered follows. */
function isFollowed({ type, consentId, data }: BankEvent): boolean {
  if (consentId === null) return false
  return type === 'consent.revoked' || (type === 'consent.authorised' && data.replaces !== undefined)
}

export type Payments = ReturnType<typeof openPayments>
