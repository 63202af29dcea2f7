import type { Connection } from '../../store.ts'
import { dayOf } from '../../web/format.ts'
import { objectOf } from '../api.ts'
import type { Account, Fields, Snapshot } from '../data.ts'
import { type Category, categoryOf } from './categories.ts'

/** An account of the budget, of whichever connection read it last. */
export type BudgetAccount = { connection: Connection; account: Account; availableMinor: number | null }

/** A movement of the budget: what came in is positive. */
export type Entry = {
  id: string
  at: number
  /** In Brasília, `yyyy-mm-dd`. */
  day: string
  owner: BudgetAccount
  name: string
  kind: string
  amountMinor: number
  /** False while the bank may still change it. */
  settled: boolean
  category: Category
}

export type Budget = { accounts: BudgetAccount[]; entries: Entry[] }

const CURRENCY = 'BRL'

/**
 * Puts the accounts of several connections together. An account that two connections share, as a couple's joint one,
 * counts once: as the connection has it that was read last. Entries are newest first.
 */
export function budgetOf(connections: readonly Connection[]): Budget {
  const byAccount = new Map<string, BudgetAccount>()
  for (const connection of connections.toSorted((one, other) => (one.dataAt ?? 0) - (other.dataAt ?? 0))) {
    for (const account of (connection.data as Snapshot | null)?.accounts ?? []) {
      const { availableAmount } = objectOf(account.balances)
      byAccount.set(identityOf(account.facts), { connection, account, availableMinor: minorOf(availableAmount) })
    }
  }
  const accounts = [...byAccount.values()]
  const entries = accounts.flatMap((owner) =>
    (owner.account.transactions ?? []).flatMap((facts) => entryOf(owner, facts)),
  )
  markOwnTransfers(entries)
  return { accounts, entries: entries.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)) }
}

/** What an account is wherever it is seen: bank, branch and number; its id belongs to one consent. */
function identityOf({ companyCnpj, compeCode, branchCode, number, checkDigit, type, accountId }: Fields): string {
  return number === undefined
    ? String(accountId)
    : [companyCnpj, compeCode, branchCode, number, checkDigit, type].join('|')
}

/** Centavos of an amount object of the standard; null where there is none in reais. */
export function minorOf(value: unknown): number | null {
  const { amount, currency } = objectOf(value)
  const parts = typeof amount === 'string' ? /^(-?)(\d{1,13})(?:\.(\d{2})\d{0,2})?$/.exec(amount) : null
  if (!parts || currency !== CURRENCY) return null
  const minor = Number(parts[2]) * 100 + Number(parts[3] ?? 0)
  return parts[1] === '-' ? -minor : minor
}

function entryOf(owner: BudgetAccount, facts: Fields): Entry[] {
  const at = Date.parse(String(facts.transactionDateTime))
  const minor = minorOf(facts.transactionAmount)
  if (Number.isNaN(at) || minor === null) return []
  const credit = facts.creditDebitType === 'CREDITO'
  const name = String(facts.transactionName ?? '')
  const kind = String(facts.type ?? '')
  const entry = { id: String(facts.transactionId), at, day: dayOf(at), owner, name, kind }
  const settled = facts.completedAuthorisedPaymentType === 'TRANSACAO_EFETIVADA'
  return [
    {
      ...entry,
      settled,
      amountMinor: credit ? minor : -minor,
      category: categoryOf({ kind, narrative: name, credit }),
    },
  ]
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
