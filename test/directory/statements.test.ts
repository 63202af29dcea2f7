import { generateKeyPairSync } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  BASE_URL,
  ORGANISATION,
  openTestDirectory,
  refusal,
  softwareOf,
  type TestDirectory,
  WIRE_START,
} from './opening.ts'

let bank: TestDirectory
let organisationId: string
let softwareId: string
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
  softwareId = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
})
afterEach(() => {
  bank.wire.now = WIRE_START
})
afterAll(() => bank.close())

const reasonOf = async (jwt: string) => {
  const refused = await refusal(() => bank.directory.verifyStatement(jwt, 'test'))
  expect(refused.type).toBe('software-statement-invalid')
  return refused.facts.reason
}
const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const claims = (): JWTPayload => ({ software_id: softwareId, org_id: organisationId, iat: WIRE_START / 1000 })
const signedByOther = (kid: string | undefined) =>
  new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', ...(kid ? { kid } : {}) }).sign(otherKey)

// covers: 10.4/1
test('a statement carries the market’s claims and the wire time, signed PS256 by a key of openbanking.jwks', async () => {
  const jwt = await bank.directory.softwareStatement(softwareId)
  const keys = createLocalJWKSet(bank.directory.keySet('/openbanking.jwks')!)
  const { payload, protectedHeader } = await jwtVerify(jwt, keys, { currentDate: new Date(WIRE_START) })
  expect(protectedHeader.alg).toBe('PS256')
  expect(payload).toEqual({
    iss: 'Test issuer',
    iat: WIRE_START / 1000,
    software_id: softwareId,
    software_client_name: 'Sample app',
    software_redirect_uris: ['https://127.0.0.1:4303/callback'],
    software_jwks_uri: `${BASE_URL}/${organisationId}/${softwareId}/application.jwks`,
    software_status: 'Active',
    org_id: organisationId,
  })
  expect(await bank.directory.verifyStatement(jwt, 'test')).toEqual(payload)
})

// covers: 10.4/1, 10.5/4
test('a statement is accepted for five minutes of wire time and refused afterwards', async () => {
  const jwt = await bank.directory.softwareStatement(softwareId)
  bank.wire.now = WIRE_START + 300_000
  expect(await bank.directory.verifyStatement(jwt, 'test')).toMatchObject({ software_id: softwareId })
  bank.wire.now = WIRE_START + 301_000
  expect(await reasonOf(jwt)).toBe('age')
})

test('bank time does not age a statement', async () => {
  const jwt = await bank.directory.softwareStatement(softwareId)
  bank.world.clock.advance(86_400_000)
  expect(await bank.directory.verifyStatement(jwt, 'test')).toMatchObject({ software_id: softwareId })
})

test('a statement from the future is refused', async () => {
  bank.wire.now = WIRE_START + 60_000
  const jwt = await bank.directory.softwareStatement(softwareId)
  bank.wire.now = WIRE_START
  expect(await reasonOf(jwt)).toBe('age')
})

test('a changed claim, another key or another algorithm is refused', async () => {
  const jwt = await bank.directory.softwareStatement(softwareId)
  const [header, , signature] = jwt.split('.')
  const changed = Buffer.from(JSON.stringify({ ...claims(), software_status: 'Active' })).toString('base64url')
  expect(await reasonOf(`${header}.${changed}.${signature}`)).toBe('signature')
  expect(await reasonOf(await signedByOther(decodeProtectedHeader(jwt).kid))).toBe('signature')
  expect(await reasonOf(await signedByOther('other'))).toBe('key')
  expect(await reasonOf(await signedByOther(undefined))).toBe('key')
  expect(await reasonOf(new UnsecuredJWT(claims()).encode())).toBe('algorithm')
  const rs256 = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(otherKey)
  expect(await reasonOf(rs256)).toBe('algorithm')
})

test.each(['', 'x', 'a.b.c', '{}'])('%j is no statement', async (jwt) => {
  expect(await reasonOf(jwt)).toBe('malformed')
})

test('a deactivated software’s next statement says so', async () => {
  bank.directory.updateSoftware(softwareId, { status: 'Inactive' })
  const claims = await bank.directory.verifyStatement(await bank.directory.softwareStatement(softwareId), 'test')
  expect(claims.software_status).toBe('Inactive')
})

test('there is no statement for an unknown software', async () => {
  expect((await refusal(() => bank.directory.softwareStatement('nobody'))).type).toBe('software-not-found')
})
