import type { JourneySummary } from '#journey'

/** What the list is narrowed to; kept in the address. `text` narrows what is loaded, the rest what is asked for. */
export type JourneyFilter = { kind: string; market: string; app: string; origin: string; text: string }

export function filterOf(query: URLSearchParams): JourneyFilter {
  return {
    kind: query.get('kind') ?? '',
    market: query.get('market') ?? '',
    app: query.get('app') ?? '',
    origin: query.get('origin') ?? '',
    text: query.get('q') ?? '',
  }
}

/** The address of a page of journeys under a filter. */
export function listPath({ kind, market, app, origin }: JourneyFilter, before?: number): string {
  const query = new URLSearchParams({ limit: '50' })
  if (kind) query.set('kind', kind)
  if (market) query.set('market', market)
  if (app) query.set('client', app)
  if (origin) query.set('origin', origin)
  if (before !== undefined) query.set('before', String(before))
  return `/api/journeys?${query}`
}

/**
 * A list with news worked in: known journeys change in place, new ones that fit the filter come on top, latest first.
 */
export function withNews(
  list: readonly JourneySummary[],
  news: readonly JourneySummary[],
  filter: JourneyFilter,
): JourneySummary[] {
  const changed = new Map(news.map((journey) => [journey.id, journey]))
  const kept = list.map((journey) => changed.get(journey.id) ?? journey)
  const known = new Set(list.map(({ id }) => id))
  const added = news.filter((journey) => !known.has(journey.id) && asked(journey, filter))
  return [...added.toSorted((a, b) => b.startedAt - a.startedAt), ...kept]
}

/** A list with an older page below it; a journey is in it once. */
export function withOlder(list: readonly JourneySummary[], older: readonly JourneySummary[]): JourneySummary[] {
  const known = new Set(list.map(({ id }) => id))
  return [...list, ...older.filter(({ id }) => !known.has(id))]
}

function asked(journey: JourneySummary, { kind, market, app, origin }: JourneyFilter): boolean {
  return (
    (kind === '' || journey.kind === kind) &&
    (market === '' || journey.market === market) &&
    (app === '' || journey.clientId === app) &&
    (origin === '' || journey.origin === origin)
  )
}

/** Whether a journey has every word of the text in one of its ids, its app's name or its problem. */
export function hasText(journey: JourneySummary, appName: string, text: string): boolean {
  const { id, kind, market, applicationId, clientId, consentId, lastProblem } = journey
  const held = [id, kind, market, applicationId, clientId, consentId, appName, lastProblem?.type, lastProblem?.rule]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word))
}
