import { expect, test } from 'vitest'
import { findBank } from '../../../server/recipient/obb/participants.ts'

const ISSUER = 'https://bank.example/obb'
const listed = (resources: unknown) => [
  {
    AuthorisationServers: [
      { OpenIDDiscoveryDocument: `${ISSUER}/.well-known/openid-configuration`, ApiResources: resources },
    ],
  },
]
const accounts = (url: string) => [{ ApiFamilyType: 'accounts', ApiDiscoveryEndpoints: [{ ApiEndpoint: url }] }]

test('an address is matched by its end, whatever host and prefix stand before it (Directory of Participants)', () => {
  const bank = findBank(
    listed(accounts('https://mtls.example/x/open-banking/accounts/v2/accounts/{id}/balances')),
    ISSUER,
  )
  expect(bank.address('balances', 'a-1')).toBe('https://mtls.example/x/open-banking/accounts/v2/accounts/a-1/balances')
})

test('an id stays one segment of the path', () => {
  const bank = findBank(
    listed(accounts('https://mtls.example/open-banking/accounts/v2/accounts/{accountId}/balances')),
    ISSUER,
  )
  expect(bank.address('balances', '../x?y#z')).toBe(
    'https://mtls.example/open-banking/accounts/v2/accounts/..%2Fx%3Fy%23z/balances',
  )
})

test.each([
  ['another major version', accounts('https://mtls.example/open-banking/accounts/v3/accounts')],
  [
    'another family',
    [
      {
        ApiFamilyType: 'funds',
        ApiDiscoveryEndpoints: [{ ApiEndpoint: 'https://m.example/open-banking/accounts/v2/accounts' }],
      },
    ],
  ],
  ['no TLS', accounts('http://mtls.example/open-banking/accounts/v2/accounts')],
  ['nothing', undefined],
])('an address with %s is not used', (_, resources) => {
  expect(() => findBank(listed(resources), ISSUER).address('accounts')).toThrow('endpoint-not-published')
})

test.each([[[]], [null], [{}], ['text'], [[null]], [[{ AuthorisationServers: [null] }]]])(
  'a participants list of %j has no bank',
  (list) => {
    expect(() => findBank(list, ISSUER)).toThrow('endpoint-not-published')
  },
)
