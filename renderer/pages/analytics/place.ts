import type { Grain } from '#analytics'

const HOUR_MS = 3_600_000

/** The times that can be looked at, in milliseconds of bank time up to now. */
export const SPANS = { hour: HOUR_MS, day: 24 * HOUR_MS, quarter: 90 * 24 * HOUR_MS } as const
export type Span = keyof typeof SPANS

export const GRAIN_MS: Readonly<Record<Grain, number>> = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS }

/** What the page is narrowed to; kept in the address. */
export type AnalyticsFilter = { span: Span; client: string; market: string; api: string; origin: string }

export function filterOf(query: URLSearchParams): AnalyticsFilter {
  const span = query.get('span') ?? ''
  return {
    span: span in SPANS ? (span as Span) : 'day',
    client: query.get('client') ?? '',
    market: query.get('market') ?? '',
    api: query.get('api') ?? '',
    origin: query.get('origin') ?? '',
  }
}

/** The address of the figures under a filter; it stays the same as time goes on. */
export function overviewPath({ span, client, market, api, origin }: AnalyticsFilter): string {
  const query = new URLSearchParams({ span: String(SPANS[span]) })
  if (client) query.set('client', client)
  if (market) query.set('market', market)
  if (api) query.set('api', api)
  if (origin) query.set('origin', origin)
  return `/api/analytics/overview?${query}`
}

/** What of the request log a bar stands for. */
export type Drill = {
  from: number
  to: number
  client?: string
  api?: string
  operation?: string
  rule?: string
  status?: string
  origin?: string
}

/** The request log, narrowed to what a bar counts. Both ends belong to it. */
export function requestsAddress({ from, to, ...narrowed }: Drill): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(narrowed)) if (value) query.set(name, value)
  query.set('from', String(from))
  query.set('to', String(to))
  return `/requests?${query}`
}

/** The journeys of consents, which is where a step of the funnel leads. */
export function consentsAddress({ client, market, origin }: AnalyticsFilter): string {
  const query = new URLSearchParams({ kind: 'consent' })
  if (market) query.set('market', market)
  if (client) query.set('app', client)
  if (origin) query.set('origin', origin)
  return `/journeys?${query}`
}
