import { expect, test } from 'vitest'
import { curlOf } from '../../renderer/client/curl.ts'

const BASES = { console: 'http://c', public: 'https://p', mutual: 'https://m' }
const certificate = { thumbprint: 't' } as never

test('a request behind mutual TLS becomes a curl line with placeholders for what is secret', () => {
  const request = {
    ...{ method: 'GET', url: '/open-banking/accounts/v2/accounts' },
    headers: { authorization: 'Bearer abc…', 'x-fapi-interaction-id': 'i-1', host: 'localhost', cookie: 'x' },
  }
  expect(curlOf({ request, certificate, to: 'gateway' }, BASES)).toBe(
    [
      "curl --request GET 'https://m/open-banking/accounts/v2/accounts'",
      '--cacert "$CA_FILE"',
      '--cert "$CERTIFICATE_FILE" --key "$KEY_FILE"',
      '--header "authorization: Bearer $ACCESS_TOKEN"',
      "--header 'x-fapi-interaction-id: i-1'",
    ].join(' \\\n  '),
  )
})

test('a form goes out as a form, JSON as JSON, and quotes stay what they are', () => {
  const form = {
    ...{ method: 'POST', url: '/obb/token', body: { grant_type: 'client_credentials', scope: 'a b' } },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
  expect(curlOf({ request: form, certificate, to: 'gateway' }, BASES)).toContain(
    "--data 'grant_type=client_credentials&scope=a%20b'",
  )
  const json = { method: 'POST', url: '/api', headers: {}, body: { name: "O'Neill" } }
  const line = curlOf({ request: json, certificate: null, to: 'marketplace' }, BASES)
  expect(line).toContain("curl --request POST 'http://c/api'")
  expect(line).toContain(`O'\\''Neill`)
  expect(line).not.toContain('--ca')
})

test('what was done at the console goes to the console, whichever part it was for', () => {
  const request = { method: 'POST', url: '/api/consents/c/hold', headers: {}, body: {} }
  const line = curlOf({ request, certificate: null, to: 'consent' }, BASES)
  expect(line).toContain("curl --request POST 'http://c/api/consents/c/hold'")
  expect(line).not.toContain('--ca')
})

test('a call inside the bank is no curl line', () => {
  expect(curlOf({ request: { body: {} }, certificate: null, to: 'bank' }, BASES)).toBeUndefined()
  expect(curlOf({ request: null, certificate: null, to: 'bank' }, BASES)).toBeUndefined()
})
