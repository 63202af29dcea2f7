import { expect, test } from 'vitest'
import { ENDPOINTS, findEndpoint } from '../../server/identity/endpoints.ts'

test('an address is found with its parameters, and a longer or emptier one is not', () => {
  expect(findEndpoint('/register/abc')).toMatchObject({ endpoint: { name: 'manage' }, params: { clientId: 'abc' } })
  expect(findEndpoint('/interaction/u1/confirm')).toMatchObject({
    endpoint: { name: 'confirm' },
    params: { uid: 'u1' },
  })
  for (const path of ['', '/', '/register/', '/register/a/b', '/interaction', '/token/', '//token', '/__proto__']) {
    expect(findEndpoint(path)).toBeUndefined()
  }
})

test('every endpoint of the back channel demands a certificate (FAPI-BR 9.2)', () => {
  const named = ENDPOINTS.filter(({ certificate }) => certificate).map(({ name }) => name)
  expect(named.sort()).toEqual(['backchannel', 'manage', 'push', 'register', 'revoke', 'token', 'userinfo'])
})

test('a token call is named by its grant type only where it is one of the profile', () => {
  const { operation } = ENDPOINTS.find(({ name }) => name === 'token') as (typeof ENDPOINTS)[number]
  const named = operation as (method: string, form: Record<string, unknown>) => string
  expect(named('POST', { grant_type: 'refresh_token' })).toBe('token refresh_token')
  for (const grant_type of [undefined, 'password', '<b>', ['refresh_token', 'x'], '__proto__']) {
    expect(named('POST', { grant_type })).toBe('token')
  }
})
