import { describe, expect, it } from 'vitest'
import type { JourneySummary } from '#journey'
import { filterOf, hasText, listPath, withNews, withOlder } from '../../renderer/client/journeys.ts'
import { filterAddress, journeyAddress, placeOf, stepAddress } from '../../renderer/pages/journeys/place.ts'

const journey = (id: string, more: Partial<JourneySummary> = {}): JourneySummary => ({
  id,
  kind: 'consent',
  market: 'obb',
  applicationId: null,
  consentId: `urn:bancada:${id}`,
  clientId: 'client-1',
  startedAt: 0,
  lastAt: 0,
  exchanges: 1,
  arrows: [5],
  lastProblem: null,
  origin: 'live',
  ...more,
})
const ids = (list: JourneySummary[]) => list.map(({ id }) => id)
const everything = filterOf(new URLSearchParams())

describe('the list of journeys', () => {
  it('changes known journeys in place and puts new ones on top, latest first', () => {
    const list = [journey('b'), journey('a')]
    const news = [journey('a', { exchanges: 9 }), journey('c', { startedAt: 1 }), journey('d', { startedAt: 2 })]
    const next = withNews(list, news, everything)
    expect(ids(next)).toEqual(['d', 'c', 'b', 'a'])
    expect(next[3]?.exchanges).toBe(9)
  })

  it('takes no new journey in that the filter does not ask for', () => {
    const filter = filterOf(new URLSearchParams('kind=consent&market=obb&app=client-1'))
    const news = [
      journey('kind', { kind: 'registration' }),
      journey('market', { market: 'fdx' }),
      journey('app', { clientId: 'client-2' }),
      journey('fits'),
    ]
    expect(ids(withNews([], news, filter))).toEqual(['fits'])
  })

  it('has a journey once when older pages come', () => {
    expect(ids(withOlder([journey('c'), journey('b')], [journey('b'), journey('a')]))).toEqual(['c', 'b', 'a'])
  })

  it('is asked for by kind, market, app and page, while the text stays here', () => {
    const filter = filterOf(new URLSearchParams('kind=consent&market=obb&app=client-1&q=ana'))
    expect(listPath(filter, 40)).toBe('/api/journeys?limit=50&kind=consent&market=obb&client=client-1&before=40')
    expect(listPath(everything)).toBe('/api/journeys?limit=50')
  })

  it('is searched for every word, in ids, app names and problems', () => {
    const found = journey('7f', { lastProblem: { type: 'consent-expired', rule: 'gateway.consent' } })
    expect(hasText(found, 'Minhas Contas', 'contas 7F')).toBe(true)
    expect(hasText(found, 'Minhas Contas', 'EXPIRED')).toBe(true)
    expect(hasText(found, 'Minhas Contas', 'contas other')).toBe(false)
  })
})

describe('the address', () => {
  const at = (url: string) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    return { path: pathname, query: searchParams }
  }

  it('holds the journey, the step and the tab, and keeps the filter', () => {
    const list = at('/journeys?kind=consent')
    const open = at(journeyAddress(list, 'consent-urn:bancada:1/2'))
    expect(placeOf(open)).toEqual({ journeyId: 'consent-urn:bancada:1/2', stepId: null, tab: null })
    const step = at(stepAddress(open, 's-1', 'jwts'))
    expect(placeOf(step)).toEqual({ journeyId: 'consent-urn:bancada:1/2', stepId: 's-1', tab: 'jwts' })
    expect(step.query.get('kind')).toBe('consent')
    expect(stepAddress(step, null)).toBe(journeyAddress(list, 'consent-urn:bancada:1/2'))
    expect(journeyAddress(step, null)).toBe('/journeys?kind=consent')
  })

  it('keeps the tab from one step to the next', () => {
    expect(placeOf(at(stepAddress(at('/journeys/j?step=a&tab=response'), 'b'))).tab).toBe('response')
  })

  it('loses a filter that is emptied', () => {
    expect(filterAddress(at('/journeys?kind=consent&q=ana'), { kind: '' })).toBe('/journeys?q=ana')
  })

  it('shows no journey for a badly encoded one', () => {
    expect(placeOf({ path: '/journeys/%zz', query: new URLSearchParams() }).journeyId).toBeNull()
  })
})
