import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PagedList, pageAsked, pageOfList, pageOfRows } from '../../../server/markets/fdx/paging.ts'
import { refusalOf, routeInput } from './route-input.ts'

const TEN_MORE = Array.from({ length: 25 }, (_, index) => index)
const page = (query: Record<string, string>, path = '/fdx/v6/accounts') =>
  pageOfList(TEN_MORE, routeInput({ query, path }), 'list')
const keyOf = ({ told }: ReturnType<typeof page>): string => String(told.page.nextPageKey)

describe('A page of FDX (FDX 6.4, PaginatedArray)', () => {
  it('holds ten items unless a limit says otherwise, and a hundred at most', () => {
    expect(pageAsked(routeInput(), 'list').limit).toBe(10)
    expect(pageAsked(routeInput({ query: { limit: '3' } }), 'list').limit).toBe(3)
    expect(pageAsked(routeInput({ query: { limit: '5000' } }), 'list').limit).toBe(100)
  })

  it('leads on with one cursor under both of its names, and the last page with none', () => {
    const first = page({})
    expect(first.items).toEqual(TEN_MORE.slice(0, 10))
    expect(first.told.page).toEqual({ nextOffset: keyOf(first), nextPageKey: keyOf(first), totalElements: 25 })
    const second = page({ pageKey: keyOf(first) })
    expect(second.items).toEqual(TEN_MORE.slice(10, 20))
    const third = page({ offset: keyOf(second) })
    expect(third.items).toEqual(TEN_MORE.slice(20))
    expect(third.told.page).not.toHaveProperty('nextOffset')
    expect(third.told.links).not.toHaveProperty('next')
    expect(page({ pageKey: String(third.told.page.previousPageKey) }).items).toEqual(second.items)
  })

  it('takes Page1, Page2 … for numbers, under either name', () => {
    expect(page({ offset: 'Page1' }).items).toEqual(TEN_MORE.slice(0, 10))
    expect(page({ pageKey: 'Page3' }).items).toEqual(TEN_MORE.slice(20))
    expect(page({ offset: 'Page9' }).items).toEqual([])
  })

  it('links to the next page in the spelling that was called, filters and all', () => {
    const { told } = page({ offset: 'Page1', limit: '5', resultType: 'details' }, '/fdx/v6/core/accounts')
    const next = new URL(String(told.links?.next?.href), 'https://bank.example')
    expect(next.pathname).toBe('/fdx/v6/core/accounts')
    expect(Object.fromEntries(next.searchParams)).toEqual({
      ...{ limit: '5', resultType: 'details' },
      offset: told.page.nextOffset,
    })
    expect(told.links?.next).toMatchObject({ action: 'GET', rel: 'next', types: ['application/json'] })
    expect(String(told.links?.next?.href)).toMatch(/^\//)
  })

  it('refuses two keys that differ, one of another list or consent, and what nobody sealed', () => {
    const key = keyOf(page({}))
    const refused = (query: Record<string, string>, list = 'list', more = {}) =>
      refusalOf(() => pageAsked(routeInput({ query, ...more }), list)).type
    expect(refused({ pageKey: key, offset: 'Page1' })).toBe('page-key-invalid')
    expect(refused({ pageKey: key }, 'another list')).toBe('page-key-invalid')
    expect(refused({ pageKey: key }, 'list', { consent: { id: 'consent-2' } })).toBe('page-key-invalid')
    for (const pageKey of ['0', 'Page0', 'page1', 'Page', '-1', 'Page12345'])
      expect(refused({ pageKey }), pageKey).toBe('page-key-invalid')
    expect(page({ pageKey: key, offset: key }).items).toEqual(TEN_MORE.slice(10, 20))
  })

  it('tells nothing but what is known of it', () => {
    expect(pageOfRows(routeInput(), pageAsked(routeInput(), 'list'), rowsOf([])).told).toEqual({ page: {} })
  })
})

/** A list read by key, as a store reads it. */
function rowsOf(keys: readonly number[]): PagedList<number, number> {
  const beyond = (after: number | undefined, backwards: boolean) => (key: number) =>
    after === undefined || (backwards ? key < after : key > after)
  return {
    read: ({ limit, after, backwards }) =>
      (backwards ? keys.toReversed() : keys).filter(beyond(after, backwards)).slice(0, limit),
    keyOf: (key) => key,
  }
}

type Read = ReturnType<typeof pageOfRows<number, number>>
const read = (keys: readonly number[], query: Record<string, string>): Read => {
  const input = routeInput({ query, path: '/fdx/v6/things' })
  return pageOfRows(input, pageAsked<number>(input, 'things'), rowsOf(keys))
}
const follow = (keys: readonly number[], { told }: Read, way: 'next' | 'prev'): Read | undefined => {
  const link = told.links?.[way]
  return link && read(keys, Object.fromEntries(new URL(link.href, 'https://bank.example').searchParams))
}
function walk(keys: readonly number[], from: Read, way: 'next' | 'prev'): Read[] {
  const pages = [from]
  for (let at = follow(keys, from, way); at; at = follow(keys, at, way)) pages.push(at)
  return pages
}
const itemsOf = (pages: Read[]) => pages.map(({ items }) => items)

describe('A list that is read by key (FDX 6.4, prevOffset and previousPageKey)', () => {
  it('leads back over the pages that it led on over, whatever it holds and however it is cut', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(10_000), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (drawn, limit) => {
          const keys = drawn.toSorted((a, b) => a - b)
          const on = walk(keys, read(keys, { limit: String(limit) }), 'next')
          expect(itemsOf(on).flat()).toEqual(keys)
          const back = walk(keys, on.at(-1) as Read, 'prev')
          expect(itemsOf(back)).toEqual(itemsOf(on).toReversed())
          expect(itemsOf(walk(keys, back.at(-1) as Read, 'next'))).toEqual(itemsOf(on))
        },
      ),
      { seed: 20_261_122 },
    )
  })

  it('leads back from every page but the first, under both names and with the same limit', () => {
    const keys = [1, 2, 3, 4, 5]
    const [first, second, third] = walk(keys, read(keys, { limit: '2', kind: 'any' }), 'next') as [Read, Read, Read]
    expect(first.told.page).not.toHaveProperty('previousPageKey')
    expect(first.told.links).not.toHaveProperty('prev')
    for (const { told } of [second, third]) {
      expect(told.page.previousPageKey).toEqual(expect.any(String))
      expect(told.page.prevOffset).toBe(told.page.previousPageKey)
      expect(told.links?.prev).toMatchObject({ action: 'GET', rel: 'prev', types: ['application/json'] })
      expect(told.links?.prev?.href).toMatch(/^\/fdx\/v6\/things\?limit=2&kind=any&pageKey=/)
    }
    const again = follow(keys, second, 'prev') as Read
    expect(again.items).toEqual([1, 2])
    expect(again.told.page).not.toHaveProperty('previousPageKey')
    expect(again.told.links).not.toHaveProperty('prev')
  })

  it('leads back from a page by its number, and from one past the end to the last rows', () => {
    const keys = [1, 2, 3, 4, 5]
    const byNumber = read(keys, { limit: '2', offset: 'Page2' })
    expect(byNumber.items).toEqual([3, 4])
    expect(follow(keys, byNumber, 'prev')?.items).toEqual([1, 2])
    expect(read(keys, { limit: '2', offset: 'Page1' }).told.page).not.toHaveProperty('prevOffset')
    const beyond = read(keys, { limit: '2', offset: 'Page4' })
    expect(beyond.items).toEqual([])
    expect(beyond.told.page).not.toHaveProperty('nextOffset')
    expect(itemsOf(walk(keys, beyond, 'prev'))).toEqual([[], [4, 5], [2, 3], [1]])
  })

  it('reads past hundreds of rows to a page by its number', () => {
    const keys = Array.from({ length: 730 }, (_, index) => index)
    expect(read(keys, { limit: '70', offset: 'Page11' }).items).toEqual(keys.slice(700))
    expect(read(keys, { limit: '73', offset: 'Page11' }).items).toEqual([])
  })

  it('goes on from a page whose neighbours are gone or new, and leads nowhere where nothing is left', () => {
    const keys = [1, 2, 3, 4, 5, 6]
    const second = walk(keys, read(keys, { limit: '2' }), 'next')[1] as Read
    const newer = [-1, 0, ...keys]
    expect(itemsOf(walk(newer, second, 'prev'))).toEqual([
      [3, 4],
      [1, 2],
      [-1, 0],
    ])
    const left = [5, 6]
    const gone = follow(left, second, 'prev') as Read
    expect(gone.items).toEqual([])
    expect(gone.told.page).not.toHaveProperty('prevOffset')
    expect(follow(left, gone, 'next')?.items).toEqual([5, 6])
    expect(follow(left, second, 'next')?.told.page).not.toHaveProperty('prevOffset')
    expect(follow([], second, 'prev')?.told).toEqual({ page: {} })
    expect(follow([], second, 'next')?.told).toEqual({ page: {} })
  })

  it('refuses a key back that is broken or of another list, as it does a key on', () => {
    const keys = [1, 2, 3]
    const key = String(walk(keys, read(keys, { limit: '2' }), 'next')[1]?.told.page.previousPageKey)
    const refused = (pageKey: string, list: string) =>
      refusalOf(() => pageAsked(routeInput({ query: { pageKey } }), list)).type
    expect(refused(key, 'other things')).toBe('page-key-invalid')
    expect(refused(key.slice(3), 'things')).toBe('page-key-invalid')
  })
})
