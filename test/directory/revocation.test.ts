import { afterAll, beforeAll, expect, test } from 'vitest'
import { derOf } from '../../server/kernel/certificate.ts'
import { ORGANISATION, openTestDirectory, refusal, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let softwareId: string
beforeAll(async () => {
  bank = await openTestDirectory()
  const { organisationId } = bank.directory.enrolOrganisation(ORGANISATION)
  softwareId = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
})
afterAll(() => bank.close())

test('a revoked certificate is seen as revoked at once and after a restart, and its first reason stays', async () => {
  const { transport } = await bank.directory.issueCredentials(softwareId)
  const { serialNumber } = transport
  expect(bank.directory.isRevoked(serialNumber)).toBe(false)
  bank.directory.revokeCertificate(serialNumber, 'keyCompromise')
  bank.directory.revokeCertificate(serialNumber, 'superseded')
  expect(bank.directory.isRevoked(serialNumber)).toBe(true)
  expect(bank.directory.readCertificate(derOf(transport.certificatePem))).toMatchObject({
    issuedByUs: true,
    revoked: true,
  })
  expect((await bank.again()).directory.isRevoked(serialNumber)).toBe(true)
  const events = bank.happened('directory.certificate-revoked')
  expect(events.map((event) => event.data)).toEqual([{ serialNumber, softwareId, reason: 'keyCompromise' }])
})

// covers: 10.2/2
test('the key of a revoked certificate moves to the inactive transport set', async () => {
  const { organisationId } = bank.directory.software(softwareId)!
  expect(bank.directory.keySet(`/${organisationId}/${softwareId}/transport.jwks`)).toEqual({ keys: [] })
  expect(bank.directory.keySet(`/${organisationId}/${softwareId}/inactive/transport.jwks`)?.keys).toHaveLength(1)
})

test('only a certificate of this directory can be revoked, and only for a reason of RFC 5280 5.3.1', async () => {
  expect((await refusal(() => bank.directory.revokeCertificate('00', 'unspecified'))).type).toBe(
    'certificate-not-found',
  )
  const unknown = 'because' as 'unspecified'
  expect((await refusal(() => bank.directory.revokeCertificate('00', unknown))).type).toBe('revocation-reason-unknown')
})
