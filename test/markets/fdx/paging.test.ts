import { describe, expect, it } from 'vitest'
import { pageAsked, pageOfList, pageTold } from '../../../server/markets/fdx/paging.ts'
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
    expect(pageAsked(routeInput({ query: { pageKey: key, offset: key } }), 'list').cursor).toBe(10)
  })

  it('tells nothing but what is known of it', () => {
    expect(pageTold(routeInput(), 'list', { next: undefined })).toEqual({ page: {} })
  })
})
