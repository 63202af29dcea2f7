import { problem } from '#kernel'
import type { BankInfo } from '../start/index.ts'

export type MarketInfo = BankInfo['markets'][number]
export type CustomerInfo = MarketInfo['customers'][number]

/** The market that was named, or the bank's first. Throws market-not-open. */
export function marketOf({ markets }: BankInfo, id: string | undefined): MarketInfo {
  const market = id === undefined ? markets[0] : markets.find((open) => open.id === id)
  if (!market) throw problem('market-not-open', { market: id ?? null, known: markets.map((open) => open.id) })
  return market
}

/** A demonstration customer by login. Throws customer-not-known. */
export function customerOf({ customers }: MarketInfo, login: string): CustomerInfo {
  const customer = customers.find((known) => known.login === login)
  if (!customer) throw problem('customer-not-known', { login, known: customers.map((known) => known.login) })
  return customer
}
