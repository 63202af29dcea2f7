import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORGANISATION, openTestDirectory, softwareOf, type TestDirectory } from './opening.ts'

const DAY_MS = 86_400_000

let bank: TestDirectory
beforeAll(async () => {
  bank = await openTestDirectory()
})
afterAll(() => bank.close())

test('the servers’ certificate names localhost and both loopback addresses', () => {
  const certificate = new X509Certificate(bank.directory.serverCredentials().certificatePem)
  expect(certificate.checkHost('localhost')).toBe('localhost')
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkIP('::1')).toBe('::1')
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  const days = (certificate.validToDate.getTime() - certificate.validFromDate.getTime()) / DAY_MS
  expect(days).toBeLessThan(398)
})

test('a mutual TLS handshake holds in both directions with the install’s own authority', async () => {
  const { keyPem, certificatePem, caPem } = bank.directory.serverCredentials()
  const { organisationId } = bank.directory.enrolOrganisation(ORGANISATION)
  const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
  const { transport } = await bank.directory.issueCredentials(softwareId)
  const server = createServer({
    key: keyPem,
    cert: certificatePem,
    ca: caPem,
    requestCert: true,
    rejectUnauthorized: true,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const accepted = once(server, 'secureConnection')
    const { port } = server.address() as AddressInfo
    const options = { host: '127.0.0.1', port, ca: caPem, key: transport.keyPem, cert: transport.chainPem }
    const client = connect({ ...options, servername: 'localhost' })
    await once(client, 'secureConnect')
    const [socket] = (await accepted) as [TLSSocket]
    expect(client.authorized).toBe(true)
    expect(socket.authorized).toBe(true)
    const facts = bank.directory.readCertificate(socket.getPeerCertificate().raw)
    expect(facts).toMatchObject({ softwareId, organisationId, issuedByUs: true, thumbprint: transport.thumbprint })
    client.destroy()
  } finally {
    server.close()
  }
})

test('a server certificate is renewed at start once fewer than thirty days are left', async () => {
  const before = bank.directory.serverCredentials()
  const end = new X509Certificate(before.certificatePem).validToDate.getTime()
  bank.wire.now = end - 31 * DAY_MS
  expect((await bank.again()).directory.serverCredentials()).toEqual(before)
  bank.wire.now = end - 29 * DAY_MS
  const renewed = (await bank.again()).directory.serverCredentials()
  expect(renewed.certificatePem).not.toBe(before.certificatePem)
  expect(renewed.keyPem).toBe(before.keyPem)
  expect(new X509Certificate(renewed.certificatePem).validToDate.getTime()).toBeGreaterThan(end + 300 * DAY_MS)
})
