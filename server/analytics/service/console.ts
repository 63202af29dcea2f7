import { type ConsoleRoute, problem } from '#kernel'
import type { ServiceFacts, ServiceTerms } from './service.ts'

/** A text in each language of the product. */
type Said = { en: string; 'pt-BR': string }

/** A market as its figures are explained. */
export type ServiceMarket = {
  id: string
  name: string
  terms: ServiceTerms
  noticeHours: number
  targets: { responseRate?: number; uptime?: number }
  note: Said
}

export type ServiceRouteDeps = {
  service: Pick<ServiceFacts, 'months' | 'monthNamed' | 'operations' | 'since'>
  /** Throws market-unknown. */
  marketOf: (id: string) => ServiceMarket
  now: () => number
  /** Brings traffic up to this moment. */
  flush: () => void
}

/** The figures of the bank's service in the console API: month by month, and a month's operations. */
export function serviceRoutes({ service, marketOf, now, flush }: ServiceRouteDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/service/:market',
      roles: ['owner'],
      async act({ params }) {
        const { terms, ...market } = marketOf(params.market as string)
        flush()
        return {
          market: { ...market, timeZone: terms.timeZone, objectiveMs: terms.objectiveMs },
          since: service.since() ?? null,
          now: now(),
          months: await service.months(terms),
        }
      },
    },
    {
      method: 'GET',
      path: '/api/service/:market/months/:month',
      roles: ['owner'],
      async act({ params }) {
        const { terms } = marketOf(params.market as string)
        const month = service.monthNamed(params.month as string, terms)
        if (!month) throw problem('month-not-found', { month: params.month })
        flush()
        return { month, operations: await service.operations(terms, month) }
      },
    },
  ]
}
