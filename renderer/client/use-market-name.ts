import { useManner, useSession } from './session.tsx'

/** What a market is called in the language shown: one that is a lane by its market and the lane's own words. */
export function useMarketName(): (market: string | null) => string {
  const { words } = useManner()
  const { facts } = useSession()
  const known = (id: string | null) => facts?.markets.find((market) => market.id === id)
  return (id) => {
    const market = known(id)
    if (!market) return id ?? ''
    const { lane } = market
    const certified = lane && known(lane.market)
    return certified ? `${certified.name} · ${words.sayOr(`lane.${lane.id}`, lane.id)}` : market.name
  }
}
