import { expect, test } from 'vitest'
import { pageAsked, pageLinks, pageOfList } from '../../../server/markets/obb/paging.ts'
import { routeInput } from './route-input.ts'

const list = (length: number) => Array.from({ length }, (_, i) => i)
const page = (all: number, query: Record<string, string>) => pageOfList(list(all), routeInput({ query }))
const rels = (answer: { links?: object }) => Object.keys(answer.links ?? {}).sort()

test('page is 1 and page-size 25 when not given; a size under 25 counts as 25 (pagination)', () => {
  expect(pageAsked({})).toEqual({ page: 1, size: 25 })
  expect(pageAsked({ page: '3', 'page-size': '1' })).toEqual({ page: 3, size: 25 })
  expect(pageAsked({ 'page-size': '1000' })).toEqual({ page: 1, size: 1000 })
})

test.each([
  [0, {}, 0, [], { records: 0, pages: 0 }],
  [25, {}, 25, [], { records: 25, pages: 1 }],
  [26, {}, 25, ['last', 'next'], { records: 26, pages: 2 }],
  [26, { page: '2' }, 1, ['first', 'prev'], { records: 26, pages: 2 }],
  [60, { page: '2' }, 25, ['first', 'last', 'next', 'prev'], { records: 60, pages: 3 }],
  [60, { page: '3' }, 10, ['first', 'prev'], { records: 60, pages: 3 }],
  [60, { 'page-size': '60' }, 60, [], { records: 60, pages: 1 }],
])('of %i items %o shows %i, with the links due there and no others', (all, query, shown, links, totals) => {
  const answer = page(all, query)
  expect(answer.status).toBe(200)
  expect(answer.data).toHaveLength(shown)
  expect(rels(answer)).toEqual(links)
  expect(answer.totals).toEqual(totals)
})

test('a page beyond the end is empty, and leads back', () => {
  const answer = page(26, { page: '9' })
  expect(answer.data).toEqual([])
  expect(rels(answer)).toEqual(['first', 'prev'])
})

test('links repeat the filters and the size, and replace the page and its key', () => {
  const query = { accountType: 'CONTA_POUPANCA', 'page-size': '30', page: '2', 'pagination-key': 'old' }
  const links = pageLinks(routeInput({ query }), { page: 2, hasNext: true, lastPage: 4 })
  const read = Object.fromEntries(
    Object.entries(links).map(([rel, q]) => [rel, Object.fromEntries(new URLSearchParams(q))]),
  )
  const filters = { accountType: 'CONTA_POUPANCA', 'page-size': '30' }
  expect(read).toEqual({
    first: { ...filters, page: '1' },
    prev: { ...filters, page: '1' },
    next: { ...filters, page: '3' },
    last: { ...filters, page: '4' },
  })
})

test('each link carries a key of its own where the list has keys', () => {
  const links = pageLinks(routeInput(), { page: 1, hasNext: true, keyFor: (target) => `key-${target}` })
  expect(new URLSearchParams(links.next).get('pagination-key')).toBe('key-2')
})
