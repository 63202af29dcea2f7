import type { Movement, ReadAccount } from '../../budget/entries.ts'
import { objectOf } from '../../json.ts'
import type { Scene } from '../../scene.ts'
import type { Connection } from '../../store.ts'
import { cents, daysIn, money } from '../../web/format.ts'
import type { Account, Fields, Snapshot } from '../data.ts'
import { allows } from '../groups.ts'
import { accountPlace, kindName, shortName } from '../pages/account-name.ts'
import { obbWords } from '../words/index.ts'
import { kindWords } from '../words/kinds.ts'
import { categoryOf } from './categories.ts'

const CURRENCY = 'BRL'

/** The accounts that a connection last told of, as the budget counts them. */
export function accountsOf(scene: Scene, connection: Connection): ReadAccount[] {
  const words = obbWords(scene.language)
  return ((connection.data as Snapshot | null)?.accounts ?? []).map((account) => {
    const { accountId, facts, balances, refusal, transactions } = account
    const valueMinor = minorOf(objectOf(balances).availableAmount)
    return {
      identity: identityOf(facts),
      accountId,
      name: kindName(words, facts.type),
      place: accountPlace(words, facts),
      short: shortName(words, facts),
      group: null,
      valueMinor,
      value: valueMinor === null ? '' : cents(scene, valueMinor),
      readable: allows(connection.permissions, 'statements') && !refusal,
      movements: movementsOf(scene, transactions ?? []),
    }
  })
}

/** What an account is wherever it is seen: bank, branch and number; its id belongs to one consent. */
function identityOf({ companyCnpj, compeCode, branchCode, number, checkDigit, type, accountId }: Fields): string {
  return number === undefined
    ? String(accountId)
    : [companyCnpj, compeCode, branchCode, number, checkDigit, type].join('|')
}

/** Transactions of the accounts API as the app's pages list them. */
export function movementsOf({ language, zone }: Pick<Scene, 'language' | 'zone'>, all: readonly Fields[]): Movement[] {
  const dayOf = daysIn(zone)
  return all.map((facts) => {
    const at = Date.parse(String(facts.transactionDateTime))
    const { amount, currency } = objectOf(facts.transactionAmount)
    const minor = minorOf(facts.transactionAmount)
    const credit = facts.creditDebitType === 'CREDITO'
    const name = String(facts.transactionName ?? '')
    const kind = String(facts.type ?? '')
    return {
      id: String(facts.transactionId),
      at,
      day: Number.isNaN(at) ? String(facts.transactionDateTime) : dayOf(at),
      name,
      kind: kindWords(language)[kind] ?? kind,
      credit,
      amountMinor: minor === null || credit ? minor : -minor,
      amount: money(language, amount, currency),
      settled: facts.completedAuthorisedPaymentType === 'TRANSACAO_EFETIVADA',
      category: categoryOf({ kind, narrative: name, credit }),
    }
  })
}

/** Centavos of an amount object of the standard; null where there is none in reais. */
export function minorOf(value: unknown): number | null {
  const { amount, currency } = objectOf(value)
  const parts = typeof amount === 'string' ? /^(-?)(\d{1,13})(?:\.(\d{2})\d{0,2})?$/.exec(amount) : null
  if (!parts || currency !== CURRENCY) return null
  const minor = Number(parts[2]) * 100 + Number(parts[3] ?? 0)
  return parts[1] === '-' ? -minor : minor
}

/** The balance that ends of days can be counted back from; null where a part of it is blocked or invested. */
export function plainBalance({ balances }: Pick<Account, 'balances'>): number | null {
  const setAside = [balances?.blockedAmount, balances?.automaticallyInvestedAmount]
  return setAside.some((amount) => minorOf(amount) !== 0) ? null : minorOf(balances?.availableAmount)
}
