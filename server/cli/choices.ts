import { problem } from '#kernel'
import type { BankInfo } from '../start/index.ts'

export type MarketInfo = BankInfo['markets'][number]
/** The lane of a market as declared; named here, so that a command loads no market. */
const CERTIFIED = 'certified'

export type CustomerInfo = MarketInfo['customers'][number]

/** The market that was named, or the bank's first. Throws market-not-open. */
export function marketOf({ markets }: BankInfo, id: string | undefined): MarketInfo {
  const market = id === undefined ? markets[0] : markets.find((open) => open.id === id)
  if (!market) throw problem('market-not-open', { market: id ?? null, known: markets.map((open) => open.id) })
  return market
}

/** The id under which a lane of a market is kept; the market's own for the certified one. Throws lane-not-open. */
export function laneOf({ id, lanes }: MarketInfo, lane: string | undefined): string {
  if (lane === undefined || lane === CERTIFIED) return id
  const found = lanes.find((open) => open.id === lane && open.issuer !== null)
  if (found) return found.market
  const known = lanes.flatMap((open) => (open.issuer === null ? [] : [open.id]))
  throw problem('lane-not-open', { market: id, lane, known: [CERTIFIED, ...known] })
}

/** A demonstration customer by login. Throws customer-not-known. */
export function customerOf({ customers }: MarketInfo, login: string): CustomerInfo {
  const customer = customers.find((known) => known.login === login)
  if (!customer) throw problem('customer-not-known', { login, known: customers.map((known) => known.login) })
  return customer
}
