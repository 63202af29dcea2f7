import { expect, test } from 'vitest'
import type { Market } from '#markets'
import { routeTable } from '../../server/gateway/route-table.ts'

const route = (id: string, method: string, path: string) => ({ id, method, path })
const api = {
  basePath: '/things/v1',
  aliases: ['/v1'],
  routes: [
    route('list', 'GET', '/things'),
    route('add', 'POST', '/things'),
    route('own', 'GET', '/things/own'),
    route('one', 'GET', '/things/:id'),
    route('parts', 'GET', '/things/:id/parts'),
  ],
}
const { find } = routeTable([{ apis: [api] } as unknown as Market])

test.each([
  ['GET', '/things/v1/things', 'list', {}],
  ['POST', '/things/v1/things', 'add', {}],
  ['GET', '/v1/things', 'list', {}],
  ['GET', '/things/v1/things/own', 'own', {}],
  ['GET', '/things/v1/things/a%20b', 'one', { id: 'a b' }],
  ['GET', '/v1/things/own%', 'one', { id: 'own%' }],
  ['GET', '/things/v1/things/x/parts', 'parts', { id: 'x' }],
])('%s %s is %s', (method, path, id, params) => {
  expect(find(method, path)).toMatchObject({ route: { id }, params })
})

test('a path says which methods it offers, and one that leads nowhere says nothing', () => {
  expect(find('PUT', '/things/v1/things')).toEqual({ allowed: ['GET', 'POST'] })
  expect(find('PUT', '/things/v1/things/x')).toEqual({ allowed: ['GET'] })
  for (const path of ['/things/v1', '/things/v1/things/', '/things/v1/things/own/parts', '/things/v1/thing', '']) {
    expect(find('GET', path)).toBeUndefined()
  }
})

test('a call changes nothing of what the next one finds', () => {
  const found = find('GET', '/v1/things') as { params: Record<string, string> }
  found.params.id = 'x'
  expect(find('GET', '/v1/things')).toMatchObject({ params: {} })
  expect((find('GET', '/v1/things') as { params: object }).params).toEqual({})
})
