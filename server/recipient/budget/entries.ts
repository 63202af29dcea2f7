import type { Connection } from '../store.ts'
import type { Category } from './categories.ts'

/** A movement as a statement lists it: what came in is positive. */
export type Movement = {
  id: string
  /** In milliseconds; NaN where it can't be read. */
  at: number
  /** In the market's time zone, `yyyy-mm-dd`; as the bank wrote it where that is no moment. */
  day: string
  name: string
  /** What kind of movement it is, in words. */
  kind: string
  credit: boolean
  /** In cents of the market's currency; null for what is not in it, or can't be read. */
  amountMinor: number | null
  /** Its amount without a sign, written. */
  amount: string
  /** False while the bank may still change it. */
  settled: boolean
  category: Category
}

/** An account of the budget as its market reads it out of what the bank told. */
export type ReadAccount = {
  /** What it is wherever it is seen: its id may belong to one consent only. */
  identity: string
  accountId: string
  name: string
  /** Where it is: brand and number. */
  place: string
  /** It in a few words, for a list. */
  short: string
  /** The heading it stands under, where accounts are of many sorts. */
  group: string | null
  /** What it adds to the customer's total, in cents; null for what is in another currency, or not told. */
  valueMinor: number | null
  /** Its value as written. */
  value: string
  /** Whether its page can be opened. */
  readable: boolean
  movements: Movement[]
}

/** An account of the budget, of whichever connection read it last. */
export type BudgetAccount = ReadAccount & { connection: Connection }

/** A movement of the budget that counts. */
export type Entry = Movement & { amountMinor: number; owner: BudgetAccount }

export type Budget = { accounts: BudgetAccount[]; entries: Entry[] }

/**
 * Puts the accounts of several connections together. An account that two connections share, as a couple's joint one,
 * counts once: as the connection has it that was read last. Entries are newest first.
 */
export function budgetOf(
  connections: readonly Connection[],
  read: (connection: Connection) => readonly ReadAccount[],
): Budget {
  const byAccount = new Map<string, BudgetAccount>()
  for (const connection of connections.toSorted((one, other) => (one.dataAt ?? 0) - (other.dataAt ?? 0))) {
    for (const account of read(connection)) byAccount.set(account.identity, { ...account, connection })
  }
  const accounts = [...byAccount.values()]
  const entries = accounts.flatMap((owner) => owner.movements.flatMap((movement) => entryOf(owner, movement)))
  markOwnTransfers(entries)
  return { accounts, entries: entries.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)) }
}

function entryOf(owner: BudgetAccount, movement: Movement): Entry[] {
  const { at, amountMinor } = movement
  return Number.isNaN(at) || amountMinor === null ? [] : [{ ...movement, amountMinor, owner }]
}

/** Two sides of a transfer reach both accounts at about the same time. */
const SAME_MOMENT_MS = 5 * 60 * 1000

/** What left one account of the budget and reached another at the same moment only changed place. */
function markOwnTransfers(entries: Entry[]): void {
  const arrivals = new Map<number, Entry[]>()
  for (const entry of entries) {
    if (entry.amountMinor > 0) arrivals.set(entry.amountMinor, [...(arrivals.get(entry.amountMinor) ?? []), entry])
  }
  for (const sent of entries) {
    if (sent.amountMinor >= 0) continue
    const arrived = arrivals
      .get(-sent.amountMinor)
      ?.find(
        (other) =>
          other.category !== 'own' && other.owner !== sent.owner && Math.abs(other.at - sent.at) <= SAME_MOMENT_MS,
      )
    if (!arrived) continue
    sent.category = 'own'
    arrived.category = 'own'
  }
}
