import { type ConsoleRoute, problem } from '#kernel'
import { consoleRules, type Market, type Rule, type Words } from '#markets'
import { explain } from './explanation.ts'
import type { Journey } from './journey.ts'
import type { RecordedExchange } from './recorded.ts'

/** A rule as the console and the command line show it. */
export type RuleView = {
  id: string
  part: Rule['part']
  title: Words
  clause: string
  fix: Words
  /** Where in a request it looks; empty where that hangs on the refusal. */
  looksAt: string[]
}

/** The rules of a market, in the order of its table, and those of the console, which are the same in every market. */
export type MarketRules = { market: string; name: string; rules: RuleView[] }

export type RuleRouteDeps = {
  journey: Pick<Journey, 'exchange'>
  markets: readonly Market[]
  /** The name of a market's authorization server. */
  issuerOf: (market: string) => string
  /** Wire time, ms. */
  wireNow: () => number
}

/** The console's routes over the rules: the table to browse, and why one exchange was refused. */
export function ruleRoutes({ journey, markets, issuerOf, wireNow }: RuleRouteDeps): ConsoleRoute[] {
  const tables: MarketRules[] = markets.map(({ id, name, rules }) => ({
    ...{ market: id, name },
    rules: Object.entries({ ...rules, ...consoleRules }).map(([rule, entry]) => viewOf(rule, entry)),
  }))

  /** What carries the request: a call inside the bank was made in the course of another. */
  function sourceOf(exchange: RecordedExchange): RecordedExchange {
    if (exchange.request?.method !== undefined || exchange.parent === null) return exchange
    return sourceOf(journey.exchange(exchange.parent))
  }

  return [
    { method: 'GET', path: '/api/rules', roles: ['owner'], act: () => ({ markets: tables, next: null }) },
    {
      method: 'GET',
      path: '/api/exchanges/:id/explanation',
      roles: ['owner'],
      act({ params }) {
        const exchange = journey.exchange(params.id ?? '')
        const { refusal } = exchange
        if (!refusal) throw problem('exchange-not-refused', { id: exchange.id })
        const market = markets.find(({ id }) => id === exchange.market) ?? markets[0]
        const rule = refusal.rule === null ? undefined : (market?.rules[refusal.rule] ?? consoleRules[refusal.rule])
        if (!market || !rule) throw problem('rule-not-known', { rule: refusal.rule ?? refusal.type })
        const context = { market, issuer: issuerOf(market.id), nowSeconds: Math.floor(wireNow() / 1000) }
        return { explanation: explain(exchange, sourceOf(exchange), rule, context) }
      },
    },
  ]
}

function viewOf(id: string, { part, title, clause, fix, places }: Rule): RuleView {
  const looksAt = typeof places === 'function' ? [] : places.map(({ at }) => at)
  return { id, part, title, clause, fix, looksAt: [...new Set(looksAt)] }
}
