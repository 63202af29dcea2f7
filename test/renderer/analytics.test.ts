import { describe, expect, it } from 'vitest'
import type { Overview } from '#analytics'
import { byApi, csvOf, latencyPoints, trafficPoints } from '../../renderer/pages/analytics/figures.ts'
import { consentsAddress, filterOf, overviewPath, requestsAddress } from '../../renderer/pages/analytics/place.ts'

const HOUR = 3_600_000
const NONE = { lodged: 0, authorised: 0, used: 0, rejected: 0, revoked: 0 }
const OVERVIEW: Overview = {
  ...{ from: 10 * HOUR, to: 13 * HOUR, grain: 'hour', events: [], errorsByRule: [], byClient: [] },
  traffic: [
    { operation: 'list', count: 5, errors: 1, generated: 0, p50: 1, p95: 2, p99: 3 },
    { operation: 'read', count: 2, errors: 0, generated: 0, p50: 1, p95: 2, p99: 3 },
    { operation: 'authorize', count: 9, errors: 0, generated: 0, p50: 1, p95: 2, p99: 3 },
  ],
  funnel: { lodged: 0, authorised: 0, used: 0, rejected: 0, revoked: 0, endings: [], generated: NONE },
  timeline: [{ at: 11 * HOUR, count: 7, errors: 1, generated: 3 }],
  generated: { calls: 0, events: 0 },
  latency: { p50: 1, p95: 2, p99: 3 },
  latencyTimeline: [{ at: 11 * HOUR, p50: 1, p95: 2, p99: 3 }],
}

describe('the figures', () => {
  it('show every interval, those without calls as none', () => {
    expect(trafficPoints(OVERVIEW)).toEqual([
      { at: 10 * HOUR, answered: 0, errors: 0, generated: 0 },
      { at: 11 * HOUR, answered: 6, errors: 1, generated: 3 },
      { at: 12 * HOUR, answered: 0, errors: 0, generated: 0 },
    ])
    expect(latencyPoints(OVERVIEW).map(({ p95 }) => p95)).toEqual([null, 2, null])
  })

  it('by API add up the operations of each, and leave out what belongs to none', () => {
    const apis = [
      { market: 'obb', id: 'empty', operations: ['nothing'] },
      { market: 'obb', id: 'accounts', operations: ['list', 'read'] },
    ]
    expect(byApi(OVERVIEW, apis)).toEqual([{ name: 'obb/accounts', count: 7, errors: 1, generated: 0 }])
  })

  it('go into a CSV with quotes where they are needed and no formula', () => {
    const columns = [
      { name: 'name', of: ({ name }: { name: string }) => name },
      { name: 'count, all', of: () => 3 },
      { name: 'p95', of: () => null },
    ]
    expect(csvOf(columns, [{ name: 'a "b"' }, { name: '=1+1' }])).toBe(
      'name,"count, all",p95\r\n"a ""b""",3,\r\n\'=1+1,3,\r\n',
    )
  })
})

describe('the address', () => {
  it('holds what the page is narrowed to; what is not known is the last day', () => {
    expect(filterOf(new URLSearchParams('span=quarter&client=c1&api=obb/accounts&origin=live'))).toEqual({
      ...{ span: 'quarter', client: 'c1', market: '', api: 'obb/accounts', origin: 'live' },
    })
    expect(filterOf(new URLSearchParams('span=century')).span).toBe('day')
    expect(overviewPath({ span: 'hour', client: 'c1', market: 'obb', api: '', origin: 'generated' })).toBe(
      '/api/analytics/overview?span=3600000&client=c1&market=obb&origin=generated',
    )
  })

  it('of a bar is the request log or the consents, narrowed to what the bar counts', () => {
    expect(requestsAddress({ from: 1, to: 2, rule: 'token-active', client: '' })).toBe(
      '/requests?rule=token-active&from=1&to=2',
    )
    expect(consentsAddress({ span: 'day', client: 'c1', market: '', api: '', origin: 'live' })).toBe(
      '/journeys?kind=consent&app=c1&origin=live',
    )
  })
})
