import { useMemo } from 'react'
import { useManner, useSession } from './session.tsx'
import { useResource } from './use-resource.ts'

/** Between which parts an arrow is. */
export type Way = { from: string; to: string }

type Said = { en: string; 'pt-BR': string }
type MarketView = {
  id: string
  name: string
  arrows: Record<string, Said>
  arrowClauses: Record<string, Said>
  arrowWays: Record<string, Way>
  lane: { id: string; market: string } | null
  clauses: Record<string, { clause: string; fix: Said }>
}

/** What the markets say of arrows and rules; a market that is not known is the first. */
export type Markets = {
  arrowTitle(arrow: number, market?: string | null): string
  arrowClause(arrow: number, market?: string | null): string | undefined
  /** Where a market has an arrow elsewhere than the usual picture. */
  arrowWays(market?: string | null): Readonly<Record<string, Way>>
  /** Whether something of a market, or of one of its lanes, is of this one; what is no market's is of each. */
  isOf(market: string | null, id: string | null): boolean
  rule(rule: string | null | undefined, market?: string | null): { clause: string; fix: string } | undefined
}

export function useMarkets(): Markets {
  const { api } = useSession()
  const { words } = useManner()
  const { data } = useResource<{ markets: MarketView[] }>(api, '/api/markets')
  return useMemo(() => {
    const of = (id?: string | null) => data?.markets.find((market) => market.id === id) ?? data?.markets[0]
    return {
      arrowTitle: (arrow, market) => of(market)?.arrows[arrow]?.[words.language] ?? words.say(`arrow.${arrow}`),
      arrowClause: (arrow, market) => of(market)?.arrowClauses[arrow]?.[words.language],
      arrowWays: (market) => of(market)?.arrowWays ?? {},
      isOf(market, id) {
        const known = data?.markets.find((one) => one.id === id)
        return id === null || id === market || known?.lane?.market === market
      },
      rule(rule, market) {
        const found = rule ? of(market)?.clauses[rule] : undefined
        return found && { clause: found.clause, fix: found.fix[words.language] }
      },
    }
  }, [data, words])
}
