import 'reflect-metadata'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { markets } from '#markets'
import { alternativeNames, derOf, parseCertificate } from '../../server/kernel/certificate.ts'
import { ORGANISATION, openTestDirectory, PROFILE, refusal, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let organisationId: string
let softwareId: string
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
  softwareId = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
  await bank.directory.issueCredentials(softwareId)
})
afterAll(() => bank.close())

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) }
async function request(modulusLength = 2048) {
  const keys = await crypto.subtle.generateKey({ ...RSA, modulusLength }, true, ['sign', 'verify'])
  const made = await Pkcs10CertificateRequestGenerator.create({ name: 'CN=ignored', keys, signingAlgorithm: RSA })
  return { pem: made.toString('pem'), kid: (await crypto.subtle.exportKey('jwk', keys.publicKey)).n }
}
const setOf = (path: string) => bank.directory.keySet(`/${organisationId}/${path}`)!.keys.map(({ kid }) => kid)
const active = (kind: string) =>
  bank.directory.certificatesOf({ softwareId }).filter((each) => each.kind === kind && each.status === 'Active')

// covers: 10.1/4
test('a signing certificate has the subject and names of section 10.1 and is for signatures that bind', () => {
  const [seal] = bank.directory.certificatesOf({ organisationId })
  const organisation = bank.directory.organisation(organisationId)!
  expect(seal!.subject.map(({ name, value }) => [name, value])).toEqual([
    ['UID', organisationId],
    ['C', 'BR'],
    ['O', 'ICP-Brasil'],
    ['OU', expect.stringContaining('Bancada CA')],
    ['OU', expect.stringMatching(/^\d{14}$/)],
    ['OU', 'Presencial'],
    ['CN', organisation.name],
  ])
  const { certificatePem } = bank.directory.certificate(seal!.serialNumber)!
  const der = derOf(certificatePem).toString('hex')
  // keyUsage, critical: digitalSignature and nonRepudiation.
  expect(der).toContain(`0603551d0f0101ff0404030206c0`)
  for (const arc of ['02', '03', '04', '07']) expect(der).toContain(`06056${'04c0103'}${arc}`)
  expect(der).toContain(Buffer.from(organisation.registrationNumber).toString('hex'))
  expect(new X509Certificate(certificatePem).keyUsage).toBeUndefined()
  expect(alternativeNames(parseCertificate(derOf(certificatePem)))).toEqual([])
})

// covers: 10.2/4
test('a renewed certificate stands beside the first with a key of its own, and becomes the one of the credentials', async () => {
  const before = bank.directory.credentials(softwareId)!
  const renewed = await bank.directory.renewCertificate(before.transport.serialNumber)
  expect(active('transport').map(({ serialNumber }) => serialNumber)).toEqual(
    expect.arrayContaining([before.transport.serialNumber, renewed.serialNumber]),
  )
  const after = bank.directory.credentials(softwareId)!
  expect(after.transport.serialNumber).toBe(renewed.serialNumber)
  expect(after.transport.keyPem).not.toBe(before.transport.keyPem)
  const certificate = new X509Certificate(after.transport.certificatePem)
  expect(certificate.checkPrivateKey(createPrivateKey(after.transport.keyPem))).toBe(true)
  expect(certificate.subject).toBe(new X509Certificate(before.transport.certificatePem).subject)
  expect(setOf(`${softwareId}/transport.jwks`)).toHaveLength(2)
  expect((await bank.again()).directory.credentials(softwareId)).toEqual(after)
})

test('both signing keys of a renewal are in the set until the first is revoked and moves to the inactive one', async () => {
  const before = bank.directory.credentials(softwareId)!
  const [first] = active('signing')
  await bank.directory.renewCertificate(first!.serialNumber)
  const after = bank.directory.credentials(softwareId)!
  expect(after.signing.kid).not.toBe(before.signing.kid)
  expect(setOf(`${softwareId}/application.jwks`)).toEqual([before.signing.kid, after.signing.kid, after.encryption.kid])
  bank.directory.revokeCertificate(first!.serialNumber, 'superseded')
  expect(setOf(`${softwareId}/application.jwks`)).toEqual([after.signing.kid, after.encryption.kid])
  expect(setOf(`${softwareId}/inactive/application.jwks`)).toEqual([before.signing.kid])
})

test('an organisation’s seal is renewed and revoked alike; the newest in force signs', async () => {
  const { bank: own } = bank.directory
  const ids = { organisationId: own.organisationId }
  const first = await bank.directory.bankSigning()
  const second = await bank.directory.issueCertificate(ids, 'signing')
  expect((await bank.directory.bankSigning()).kid).toBe(second.kid)
  bank.directory.revokeCertificate(second.serialNumber, 'keyCompromise')
  expect((await bank.directory.bankSigning()).kid).toBe(first.kid)
  expect(bank.directory.keySet(`/${own.organisationId}/inactive/application.jwks`)?.keys).toMatchObject([
    { kid: second.kid },
  ])
})

test('a server certificate is issued beside the first, becomes the one of the credentials, and is revoked like any', async () => {
  const issued = await bank.directory.issueCertificate({ softwareId }, 'server')
  expect(issued).toMatchObject({ kind: 'server', hasKey: true, keySet: null, commonName: 'localhost' })
  const { server } = bank.directory.credentials(softwareId)!
  expect(new X509Certificate(server!.certificatePem).serialNumber).toBe(issued.serialNumber)
  expect(server!.keyPem).toBe(bank.directory.certificateKey(issued.serialNumber))
  expect(new X509Certificate(server!.certificatePem).infoAccess).toContain('OCSP')
  bank.directory.revokeCertificate(issued.serialNumber, 'superseded')
  expect(bank.directory.isRevoked(issued.serialNumber)).toBe(true)
})

test('a certificate that has ended is no key to rely on any more (wire time)', () => {
  const now = bank.wire.now
  bank.wire.now = now + 400 * 86_400_000
  try {
    expect(setOf(`${softwareId}/transport.jwks`)).toEqual([])
    expect(bank.directory.certificatesOf({ softwareId })[0]!.status).toBe('Expired')
  } finally {
    bank.wire.now = now
  }
})

test('whoever sends a request keeps the key; the directory writes the subject', async () => {
  const { pem, kid } = await request()
  const before = bank.directory.credentials(softwareId)!.transport.serialNumber
  const issued = await bank.directory.issueCertificate({ softwareId }, 'transport', { requestPem: pem })
  expect(issued).toMatchObject({ hasKey: false, status: 'Active', commonName: 'localhost' })
  expect(bank.directory.certificateKey(issued.serialNumber)).toBeUndefined()
  expect(bank.directory.credentials(softwareId)!.transport.serialNumber).toBe(before)
  expect(bank.directory.keySet(`/${organisationId}/${softwareId}/transport.jwks`)!.keys.at(-1)).toMatchObject({
    n: kid,
  })
  const { pem: again } = await request()
  const renewed = await bank.directory.renewCertificate(issued.serialNumber, { requestPem: again })
  expect(renewed.hasKey).toBe(false)
})

test('a request that is none, too small a key or not signed by it is refused', async () => {
  const refused = async (requestPem: string) =>
    (await refusal(() => bank.directory.issueCertificate({ softwareId }, 'transport', { requestPem }))).facts.reason
  const { pem } = await request()
  expect(await refused('')).toBe('not-a-request')
  expect(await refused(pem.replace(/[A-Za-z0-9]{40}/, 'A'.repeat(40)))).toBe('not-a-request')
  expect(await refused((await request(1024)).pem)).toBe('key')
  expect(await refused('x'.repeat(20_000))).toBe('too-large')
  const body = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  body[body.length - 1] = (body.at(-1) as number) ^ 1
  const broken = `-----BEGIN CERTIFICATE REQUEST-----\n${body.toString('base64')}\n-----END CERTIFICATE REQUEST-----`
  expect(await refused(broken)).toBe('signature')
})

test('an organisation has no transport or server certificate, and a market that certifies no signing keys gives none', async () => {
  for (const kind of ['transport', 'server'] as const) {
    const { type } = await refusal(() => bank.directory.issueCertificate({ organisationId }, kind))
    expect(type).toBe('certificate-kind-unknown')
  }
  const { seal: _seal, ...plain } = PROFILE
  const { directory } = await bank.again({ database: 'other.db', profiles: { test: plain } })
  const ids = { organisationId: directory.bank.organisationId }
  expect(directory.certificatesOf(ids)).toEqual([])
  expect((await refusal(() => directory.issueCertificate(ids, 'signing'))).type).toBe('certificate-kind-unknown')
  const { jwk } = await directory.bankSigning()
  expect(directory.keySet(`/${ids.organisationId}/application.jwks`)).toEqual({ keys: [jwk] })
})

test('the Brazilian market certifies signing keys', () => {
  expect(markets.find(({ id }) => id === 'obb')?.trust.seal).toBeDefined()
})
