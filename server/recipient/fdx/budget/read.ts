import type { Movement, ReadAccount } from '../../budget/entries.ts'
import type { Scene } from '../../scene.ts'
import type { Connection } from '../../store.ts'
import { daysIn } from '../../web/format.ts'
import { accountName, accountPlace, categoryName, isEveryday, shortName, worthOf } from '../accounts.ts'
import { amountText, currencyOf, minorOf, numberOf } from '../amounts.ts'
import type { Fields, Snapshot } from '../data.ts'
import { fdxWords } from '../words/index.ts'
import { categoryOf } from './categories.ts'

/** The accounts that a connection last told of, as the budget counts them: what is owed counts against the rest. */
export function accountsOf(scene: Scene, connection: Connection): ReadAccount[] {
  const { language } = scene
  return ((connection.data as Snapshot | null)?.accounts ?? []).map(({ accountId, facts, transactions }) => {
    const currency = currencyOf(facts, scene)
    const { value, owed } = worthOf(facts)
    const minor = minorOf(value)
    return {
      identity: `${connection.bank}|${accountId}`,
      accountId,
      name: accountName(language, facts),
      place: accountPlace(language, facts),
      short: shortName(language, facts),
      group: categoryName(language, facts),
      valueMinor: minor === null || currency !== scene.currency ? null : owed ? -minor : minor,
      value:
        owed && minor !== null && minor > 0
          ? `−${amountText(scene, value, currency)}`
          : amountText(scene, value, currency),
      readable: true,
      movements: isEveryday(facts) ? movementsOf(scene, transactions ?? [], currency) : [],
    }
  })
}

/** Transactions as the app's pages list them. */
export function movementsOf(scene: Scene, all: readonly Fields[], currency: string): Movement[] {
  const dayOf = daysIn(scene.zone)
  return all.map((facts) => {
    const { transactionTimestamp, postedTimestamp, debitCreditMemo, status, description, amount } = facts
    const at = Date.parse(String(transactionTimestamp ?? postedTimestamp))
    const credit = debitCreditMemo === 'CREDIT'
    const minor = debitCreditMemo === 'MEMO' || currency !== scene.currency ? null : minorOf(amount)
    const type = String(facts.transactionType ?? '')
    const accountCategory = String(facts.accountCategory ?? '')
    const code = facts.subCategory === 'MCC' ? numberOf(facts.category) : null
    return {
      id: String(facts.transactionId),
      at,
      day: Number.isNaN(at) ? String(transactionTimestamp) : dayOf(at),
      name: String(description ?? ''),
      kind: fdxWords(scene.language).transactionTypes[type] ?? type,
      credit,
      amountMinor: minor === null || credit ? minor : -minor,
      amount: amountText(scene, amount, currency),
      settled: status === 'POSTED',
      category: categoryOf({ accountCategory, type, code, description: String(description ?? ''), credit }),
    }
  })
}

/** The balance that ends of days can be counted back from: what is posted, where nothing is pending. */
export function plainBalance(scene: Scene, facts: Fields): number | null {
  const { accountCategory, currentBalance, availableBalance } = facts
  const counts = accountCategory === 'DEPOSIT_ACCOUNT' && currencyOf(facts, scene) === scene.currency
  const posted = minorOf(currentBalance)
  return counts && posted === minorOf(availableBalance) ? posted : null
}
