import { useMemo } from 'react'
import { useManner, useSession } from './session.tsx'
import { useResource } from './use-resource.ts'

type Said = { en: string; 'pt-BR': string }
type MarketView = {
  id: string
  name: string
  arrows: Record<string, Said>
  arrowClauses: Record<string, string>
  clauses: Record<string, { clause: string; fix: Said }>
}

/** What the markets say of arrows and rules; a market that is not known is the first. */
export type Markets = {
  arrowTitle(arrow: number, market?: string | null): string
  arrowClause(arrow: number, market?: string | null): string | undefined
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
      arrowClause: (arrow, market) => of(market)?.arrowClauses[arrow],
      rule(rule, market) {
        const found = rule ? of(market)?.clauses[rule] : undefined
        return found && { clause: found.clause, fix: found.fix[words.language] }
      },
    }
  }, [data, words])
}
