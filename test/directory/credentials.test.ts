import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { derOf } from '../../server/kernel/certificate.ts'
import { ORGANISATION, openTestDirectory, refusal, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let organisationId: string
let softwareId: string
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
})
beforeEach(() => {
  softwareId = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
})
afterAll(() => bank.close())

const folder = () => join(bank.keysDir, 'software', softwareId)
const issuedFor = () =>
  bank.happened('directory.certificate-issued').filter((event) => event.data.softwareId === softwareId)
const forgetRow = () => bank.db.prepare('DELETE FROM directory_credentials WHERE software_id = ?').run(softwareId)

// covers: 10.1/1
test('a transport certificate chains to the authority and is for client authentication', async () => {
  const { transport, caPem } = await bank.directory.issueCredentials(softwareId)
  const certificate = new X509Certificate(transport.certificatePem)
  const authority = new X509Certificate(caPem)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  expect(certificate.checkIssued(authority)).toBe(true)
  expect(certificate.ca).toBe(false)
  expect(certificate.checkPrivateKey(createPrivateKey(transport.keyPem))).toBe(true)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  expect(certificate.serialNumber).toBe(transport.serialNumber)
  expect(transport.chainPem).toBe(transport.certificatePem + caPem)
  const usage = '0603551d0f' + '0101ff' + '0404' + '030205a0'
  expect(derOf(transport.certificatePem).toString('hex')).toContain(usage)
})

test('a server certificate is for the loopback names, for server authentication alone (RFC 5280 4.2.1.12), and for no key set', async () => {
  const { server, caPem, transport } = await bank.directory.issueCredentials(softwareId)
  const certificate = new X509Certificate(server?.certificatePem as string)
  expect(certificate.verify(new X509Certificate(caPem).publicKey)).toBe(true)
  expect(certificate.checkPrivateKey(createPrivateKey(server?.keyPem as string))).toBe(true)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  expect(certificate.validTo).toBe(new X509Certificate(transport.certificatePem).validTo)
  expect(bank.directory.readCertificate(certificate.raw).clientAuthentication).toBe(false)
  const { organisationId } = bank.directory.software(softwareId)!
  for (const name of ['transport', 'application', 'inactive/transport', 'inactive/application']) {
    const set = bank.directory.keySet(`/${organisationId}/${softwareId}/${name}.jwks`)
    expect(JSON.stringify(set)).not.toContain(certificate.raw.toString('base64'))
  }
})

// covers: 4
test('the three keys are RSA of 2048 bits and differ', async () => {
  const { transport, signing, encryption } = await bank.directory.issueCredentials(softwareId)
  const pems = [transport.keyPem, signing.privatePem, encryption.privatePem]
  expect(new Set(pems).size).toBe(3)
  for (const pem of pems) {
    expect(createPublicKey(pem).asymmetricKeyType).toBe('rsa')
    expect(createPublicKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048)
  }
  expect(signing.privateJwk).toMatchObject({ kid: signing.kid, use: 'sig', alg: 'PS256' })
  expect(encryption.privateJwk).toMatchObject({ kid: encryption.kid, use: 'enc', alg: 'RSA-OAEP' })
})

test('credentials are made once, however often and at the same time they are asked for', async () => {
  const [first, second] = await Promise.all([
    bank.directory.issueCredentials(softwareId),
    bank.directory.issueCredentials(softwareId),
  ])
  expect(second).toEqual(first)
  expect(await bank.directory.issueCredentials(softwareId)).toEqual(first)
  expect((await bank.again()).directory.credentials(softwareId)).toEqual(first)
  expect(issuedFor().map(({ data }) => data.kind)).toEqual(['transport', 'signing', 'server'])
  expect(issuedFor()[0]).toMatchObject({
    market: 'test',
    data: { organisationId, softwareId, serialNumber: first.transport.serialNumber },
  })
})

test('a kill before the row was kept leaves files that the next attempt takes up', async () => {
  const first = await bank.directory.issueCredentials(softwareId)
  forgetRow()
  expect(bank.directory.credentials(softwareId)).toBeUndefined()
  expect(await bank.directory.issueCredentials(softwareId)).toEqual(first)
  expect(issuedFor()).toHaveLength(3)
})

test('a kill in the middle of the files keeps the keys that are there and makes the others', async () => {
  const first = await bank.directory.issueCredentials(softwareId)
  bank.db.transaction(() => {
    forgetRow()
    bank.db.prepare('DELETE FROM directory_certificates WHERE software_id = ?').run(softwareId)
  })()
  rmSync(join(folder(), 'encryption.key.pem'))
  renameSync(join(folder(), 'transport.pem'), join(folder(), 'transport.pem.unfinished'))
  const second = await bank.directory.issueCredentials(softwareId)
  expect(second.transport.keyPem).toBe(first.transport.keyPem)
  expect(second.signing).toEqual(first.signing)
  expect(second.encryption.kid).not.toBe(first.encryption.kid)
  expect(second.transport.certificatePem).not.toBe(first.transport.certificatePem)
  expect(existsSync(join(folder(), 'transport.pem.unfinished'))).toBe(false)
  expect(bank.directory.readCertificate(derOf(second.transport.certificatePem)).revoked).toBe(false)
})

test('lost key files bring new credentials, and the certificate of the lost key is revoked', async () => {
  const first = await bank.directory.issueCredentials(softwareId)
  rmSync(folder(), { recursive: true })
  expect(bank.directory.credentials(softwareId)).toBeUndefined()
  const second = await bank.directory.issueCredentials(softwareId)
  expect(second.signing.kid).not.toBe(first.signing.kid)
  expect(bank.directory.isRevoked(first.transport.serialNumber)).toBe(true)
  expect(bank.directory.isRevoked(second.transport.serialNumber)).toBe(false)
})

test.skipIf(process.platform === 'win32')('a software’s private keys are files of the owner alone', async () => {
  await bank.directory.issueCredentials(softwareId)
  expect(statSync(folder()).mode & 0o777).toBe(0o700)
  expect(readdirSync(folder()).sort()).toEqual([
    'encryption.key.pem',
    'server.key.pem',
    'server.pem',
    'signing.key.pem',
    'signing.pem',
    'transport.key.pem',
    'transport.pem',
  ])
  for (const file of readdirSync(folder())) expect(statSync(join(folder(), file)).mode & 0o777).toBe(0o600)
  expect(bank.db.serialize().includes('PRIVATE KEY')).toBe(false)
})

test('a torn key file is refused with its name', async () => {
  await bank.directory.issueCredentials(softwareId)
  const file = join(folder(), 'signing.key.pem')
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200))
  expect(await refusal(() => bank.directory.issueCredentials(softwareId))).toMatchObject({
    type: 'key-file-unreadable',
    facts: { file, reason: 'holds-no-key' },
  })
})

test('an unknown software has no credentials', async () => {
  expect(bank.directory.credentials('nobody')).toBeUndefined()
  expect((await refusal(() => bank.directory.issueCredentials('nobody'))).type).toBe('software-not-found')
})
