import { expect, test } from 'vitest'
import { openPlaces } from '../../server/gateway/places.ts'
import { markets, withLanes } from '../../server/markets/index.ts'

const placeOf = openPlaces(withLanes(markets))
const told = (path: string) => {
  const { market, isApi, lane } = placeOf(path) ?? {}
  return market && [market.id, isApi ? 'api' : 'issuer', lane]
}

test('a path leads to a market’s APIs or to its issuer, each in its lane', () => {
  expect(told('/open-banking/accounts/v2/accounts')).toEqual(['obb', 'api', 'certified'])
  expect(told('/obb/token')).toEqual(['obb', 'issuer', 'certified'])
  expect(told('/obb-guided/token')).toEqual(['obb-guided', 'issuer', 'guided'])
  expect(told('/obb-guided/open-banking/accounts/v2/accounts')).toEqual(['obb-guided', 'api', 'guided'])
  expect(told('/open/open-banking/accounts/v2/accounts')).toEqual(['obb-open', 'api', 'open'])
})

test('a path below all versions of a market is its own to refuse, what lies deeper keeps its place', () => {
  for (const path of ['/fdx', '/fdx/v7/accounts', '/fdx/auth/v2'])
    expect(told(path)).toEqual(['fdx', 'api', 'certified'])
  expect(told('/fdx/auth/v1/token')).toEqual(['fdx', 'issuer', 'certified'])
  expect(told('/fdx-guided/fdx/v7/accounts')).toEqual(['fdx-guided', 'api', 'guided'])
  expect(told('/fdx-guided/token')).toEqual(['fdx-guided', 'issuer', 'guided'])
})

test('a path that only begins like a market’s is nobody’s', () => {
  for (const path of ['/', '/obbs/token', '/open-bankings', '/openapi/obb/accounts.json', '/obb-guide']) {
    expect(told(path)).toBeUndefined()
  }
})
