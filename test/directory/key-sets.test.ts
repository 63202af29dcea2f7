import { createHash } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials } from '#directory'
import { derOf } from '../../server/kernel/certificate.ts'
import { BASE_URL, ORGANISATION, openTestDirectory, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let base: string
let organisationId: string
let credentials: Credentials
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
  const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
  credentials = await bank.directory.issueCredentials(softwareId)
  base = `/${organisationId}/${softwareId}`
})
afterAll(() => bank.close())

// covers: 10.2/2
test('a software’s application set holds its signing and its encryption key', () => {
  const keys = bank.directory.keySet(`${base}/application.jwks`)!.keys
  expect(keys.map(({ kid, use, alg }) => ({ kid, use, alg }))).toEqual([
    { kid: credentials.signing.kid, use: 'sig', alg: 'PS256' },
    { kid: credentials.encryption.kid, use: 'enc', alg: 'RSA-OAEP' },
  ])
})

test('a software’s transport set holds its certificate', () => {
  const [key, ...rest] = bank.directory.keySet(`${base}/transport.jwks`)!.keys
  const der = derOf(credentials.transport.certificatePem)
  expect(rest).toEqual([])
  expect(key).toMatchObject({ kty: 'RSA', use: 'sig', x5c: [der.toString('base64')] })
  expect(key!['x5t#S256']).toBe(createHash('sha256').update(der).digest('base64url'))
})

// covers: 10.2/2
test('an organisation’s set holds the key that it signs messages with, the bank’s and a recipient’s alike', async () => {
  const { kid, privateKey, jwk } = await bank.directory.bankSigning()
  expect(privateKey.type).toBe('private')
  expect(bank.directory.keySet(`/${bank.directory.bank.organisationId}/application.jwks`)).toMatchObject({
    keys: [jwk],
  })
  expect(await calculateJwkThumbprint(jwk)).toBe(kid)
  const { kid: own } = credentials.organisationSigning!
  expect(bank.directory.keySet(`/${organisationId}/application.jwks`)).toMatchObject({
    keys: [{ kid: own, use: 'sig' }],
  })
})

test('the inactive sets are there and empty', () => {
  for (const path of [`${base}/inactive/application.jwks`, `${base}/inactive/transport.jwks`]) {
    expect(bank.directory.keySet(path)).toEqual({ keys: [] })
  }
  expect(bank.directory.keySet(`/${organisationId}/inactive/application.jwks`)).toEqual({ keys: [] })
})

test('no set holds a private member, and every key is named', () => {
  const paths = ['/openbanking.jwks', `/${bank.directory.bank.organisationId}/application.jwks`]
  const keys = [...paths, `${base}/application.jwks`, `${base}/transport.jwks`].flatMap(
    (path) => bank.directory.keySet(path)!.keys,
  )
  expect(keys).toHaveLength(5)
  for (const key of keys) {
    expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['d']))
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(member)
    expect(key.kid).toMatch(/^[\w-]{43}$/)
  }
})

test('a set is found by its whole address too, and by no other', () => {
  expect(bank.directory.keySet(`${BASE_URL}${base}/application.jwks`)?.keys).toHaveLength(2)
  const others = [
    '',
    '/',
    '/nobody/application.jwks',
    `${base}/other.jwks`,
    `${base}/application.jwks/`,
    `${base}/application.jwks?x`,
    `/nobody${base.slice(base.lastIndexOf('/'))}/application.jwks`,
    `https://elsewhere.example/directory${base}/application.jwks`,
    `${base}/inactive/inactive/application.jwks`,
    `${organisationId}/application.jwks`,
  ]
  for (const other of others) expect(bank.directory.keySet(other), other).toBeUndefined()
})

test('a software without credentials has empty sets', () => {
  const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
  expect(bank.directory.keySet(`/${organisationId}/${softwareId}/application.jwks`)).toEqual({ keys: [] })
  expect(bank.directory.keySet(`/${organisationId}/${softwareId}/transport.jwks`)).toEqual({ keys: [] })
})
