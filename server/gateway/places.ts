import { laneOf, type Market } from '#markets'

/** Where a path leads: to a market's APIs, or to what is below its issuer, in the market's lane. */
export type Place = { market: Market; isApi: boolean; lane: string; prefix: string }

/** Lists the markets' places once; one may be below another (a lane's APIs below its issuer), so the longest come first. */
export function openPlaces(markets: readonly Market[]) {
  const place = (market: Market, prefix: string, isApi: boolean): Place => ({
    ...{ market, prefix, isApi },
    lane: laneOf(market),
  })
  const places = markets
    .flatMap((market) => {
      const { apiPath, issuerPath, versionsPath } = market.addresses
      const versions = versionsPath === undefined ? [] : [place(market, versionsPath, true)]
      return [place(market, apiPath, true), place(market, issuerPath, false), ...versions]
    })
    .sort((one, other) => other.prefix.length - one.prefix.length)

  /** The place that a path is in; undefined for a path that is no market's. */
  return (path: string): Place | undefined => {
    for (const known of places) if (below(path, known.prefix)) return known
    return undefined
  }
}

/** Whether a path is the prefix or goes on from it with a segment. */
export function below(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/')
}
