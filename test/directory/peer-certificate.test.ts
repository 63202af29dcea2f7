import { createPrivateKey, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials } from '#directory'
import { Problem } from '#kernel'
import { issueCertificate } from '../../server/directory/issuing.ts'
import { makeKeyPem, publicKeyDer } from '../../server/directory/keys.ts'
import { derOf } from '../../server/kernel/certificate.ts'
import { ORGANISATION, openTestDirectory, PROFILE, refusal, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let organisationId: string
let softwareId: string
let credentials: Credentials
let der: Buffer
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
  softwareId = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
  credentials = await bank.directory.issueCredentials(softwareId)
  der = derOf(credentials.transport.certificatePem)
})
afterAll(() => bank.close())

// covers: 10.1/2
test('the subject of the Brazilian certificate standard is read back from the DER, attribute by attribute', () => {
  const { subject } = bank.directory.readCertificate(der)
  expect(subject).toEqual([
    { oid: '2.5.4.15', name: 'businessCategory', value: 'Business Entity' },
    { oid: '1.3.6.1.4.1.311.60.2.1.3', name: 'jurisdictionCountryName', value: 'BR' },
    { oid: '2.5.4.5', name: 'serialNumber', value: '99999016000117' },
    { oid: '2.5.4.6', name: 'C', value: 'BR' },
    { oid: '2.5.4.10', name: 'O', value: ORGANISATION.name },
    { oid: '2.5.4.8', name: 'ST', value: 'SP' },
    { oid: '2.5.4.7', name: 'L', value: 'São Paulo' },
    { oid: '2.5.4.97', name: 'organizationIdentifier', value: `OFBBR-${organisationId}` },
    { oid: '2.5.4.11', name: 'OU', value: organisationId },
    { oid: '0.9.2342.19200300.100.1.1', name: 'UID', value: softwareId },
    { oid: '2.5.4.3', name: 'CN', value: 'localhost' },
  ])
})

// covers: 10.1/2
test('countries and numbers are PrintableString, names are UTF8String', () => {
  const hex = der.toString('hex')
  expect(hex).toContain('0603550406' + '1302' + '4252')
  expect(hex).toContain('0603550405' + '130e')
  expect(hex).toContain('060355040f' + '0c0f')
})

test('what is read agrees with what Node’s own parser reads', () => {
  const facts = bank.directory.readCertificate(der)
  const node = new X509Certificate(der)
  expect(facts).toMatchObject({
    fingerprint256: node.fingerprint256,
    serialNumber: node.serialNumber,
    notBefore: node.validFromDate.getTime(),
    notAfter: node.validToDate.getTime(),
    thumbprint: credentials.transport.thumbprint,
    softwareId,
    organisationId,
    commonName: 'localhost',
    issuedByUs: true,
    revoked: false,
    expired: false,
  })
})

test('a certificate with a copied subject from another authority is not ours', async () => {
  const key = createPrivateKey(await makeKeyPem())
  const facts = {
    organisation: bank.directory.organisation(organisationId)!,
    software: bank.directory.software(softwareId)!,
    host: 'localhost',
    keySets: { application: '', transport: '', inactiveApplication: '', inactiveTransport: '' },
  }
  const subject = PROFILE.transportSubject(facts)
  const foreign = { certificatePem: bank.directory.authority.certificatePem, key }
  const pem = await issueCertificate(bank.world, {
    purpose: 'transport',
    subject,
    publicKey: publicKeyDer(key),
    issuer: foreign,
  })
  const read = bank.directory.readCertificate(derOf(pem))
  expect(new X509Certificate(pem).issuer).toBe(new X509Certificate(der).issuer)
  expect(read).toMatchObject({ softwareId, organisationId, issuedByUs: false, revoked: false })

  const selfSigned = await issueCertificate(bank.world, {
    purpose: 'authority',
    subject,
    publicKey: publicKeyDer(key),
    issuer: { key },
  })
  expect(bank.directory.readCertificate(derOf(selfSigned)).issuedByUs).toBe(false)
})

// covers: 10.1/3
test('without an organizationIdentifier of a known market the organisation is read from OU', async () => {
  const subject = [
    { oid: '2.5.4.97', value: 'XXXXX-other' },
    { oid: '2.5.4.11', value: 'from-the-unit' },
  ]
  const key = createPrivateKey(await makeKeyPem())
  const pem = await issueCertificate(bank.world, {
    purpose: 'transport',
    subject,
    publicKey: publicKeyDer(key),
    issuer: { key },
  })
  const facts = bank.directory.readCertificate(derOf(pem))
  expect(facts).toMatchObject({ organisationId: 'from-the-unit', softwareId: undefined, commonName: undefined })
})

test('a certificate outside its validity in wire time is expired', () => {
  const { notBefore, notAfter } = bank.directory.readCertificate(der)
  const now = bank.wire.now
  bank.wire.now = notAfter + 1
  expect(bank.directory.readCertificate(der).expired).toBe(true)
  bank.wire.now = notBefore - 1
  expect(bank.directory.readCertificate(der).expired).toBe(true)
  bank.wire.now = now
})

test('bytes that are no certificate are refused as a problem, never as a crash', async () => {
  expect((await refusal(() => bank.directory.readCertificate(Buffer.alloc(0)))).type).toBe('certificate-unreadable')
  expect((await refusal(() => bank.directory.readCertificate(der.subarray(0, 400)))).type).toBe(
    'certificate-unreadable',
  )
})

test('a certificate with any one byte changed is foreign or unreadable, and never a crash', () => {
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(der)
      changed[at] = changed[at]! ^ change
      expect(['foreign', 'certificate-unreadable']).toContain(verdictOn(changed))
    }),
    { numRuns: 3000 },
  )
})

function verdictOn(bytes: Buffer): string {
  try {
    return bank.directory.readCertificate(bytes).issuedByUs ? 'ours' : 'foreign'
  } catch (error) {
    return error instanceof Problem ? error.type : String(error)
  }
}
