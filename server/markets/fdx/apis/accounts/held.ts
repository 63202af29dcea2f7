import type { Account, Balances, Bank, Card, Contract, Deposit, Investment, Policy } from '#bank'
import { type AccountPlace, placeOf } from './kinds.ts'

/** An account with what its category needs to tell of it. */
export type Held = {
  account: Account
  place: AccountPlace
  balances: Balances
  deposit: Deposit | undefined
  card: Card | undefined
  contract: Contract | undefined
  investment: Investment | undefined
  policy: Policy | undefined
  /** Whether money reaches it from outside and leaves it to there; only where all of it is told. */
  reach: { in: boolean; out: boolean } | undefined
}

/** Reads an account for its descriptor: where it belongs and how it stands. */
export function readBasics(bank: Bank, account: Account): Held {
  const { id, kind } = account
  const card = kind === 'card' ? bank.cards.find(id) : undefined
  const contract = OWING.has(kind) ? bank.contracts.find(id) : undefined
  const investment = INVESTING.has(kind) ? bank.investments.find(id) : undefined
  const policy = kind === 'insurance' || kind === 'annuity' ? bank.policies.find(id) : undefined
  const variant = kind === 'savings' ? bank.deposits.agreed(id)?.variant : undefined
  const place = placeOf(account, { card, contract, investment, policy, variant })
  const balances = bank.accounts.balances(id)
  return { account, place, balances, deposit: undefined, card, contract, investment, policy, reach: undefined }
}

/** The same with all that was agreed. */
export function readDetails(bank: Bank, account: Account): Held {
  const { payment } = bank.networks.ofAccount(account.id)
  const reach = { in: payment.some(({ takesIn }) => takesIn), out: payment.some(({ sendsOut }) => sendsOut) }
  return { ...readBasics(bank, account), deposit: bank.deposits.find(account.id), reach }
}

const OWING: ReadonlySet<string> = new Set(['loan', 'credit-line', 'commercial'])
const INVESTING: ReadonlySet<string> = new Set(['investment', 'commercial'])
