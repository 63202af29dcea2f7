import 'reflect-metadata'
import { X509Certificate, X509Crl } from '@peculiar/x509'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStatus, statusRequest } from '../support/certificate-status.ts'
import { anybody, ORGANISATION, openTestDirectory, softwareOf, type TestDirectory, WIRE_START } from './opening.ts'

let bank: TestDirectory
let ca: string
let good: string
let revoked: string
let unspecified: string
beforeAll(async () => {
  bank = await openTestDirectory()
  ca = bank.directory.authority.certificatePem
  const { organisationId } = bank.directory.enrolOrganisation(ORGANISATION)
  const issued = async () => {
    const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
    return (await bank.directory.issueCredentials(softwareId)).transport.serialNumber
  }
  good = await issued()
  revoked = await issued()
  unspecified = await issued()
  // What the bank keeps is in bank time; lists and answers are read by outsiders.
  bank.world.clock.advance(400 * 86_400_000)
  bank.directory.revokeCertificate(revoked, 'keyCompromise')
  bank.directory.revokeCertificate(unspecified, 'unspecified')
})
afterAll(() => bank.close())

const ask = async (body: Buffer) => {
  const answer = await bank.directory.answer(anybody('POST', '/ocsp', { body }))
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/ocsp-response' } })
  return readStatus(answer!.body as Buffer, ca)
}

// covers: 10.2/4
test('the list of revoked certificates is signed by the authority, dated and numbered (RFC 5280 5.1)', async () => {
  const answer = (await bank.directory.answer(anybody('GET', '/ca.crl')))!
  expect(answer.headers['content-type']).toBe('application/pkix-crl')
  const list = new X509Crl(new Uint8Array(answer.body as Buffer))
  expect(await list.verify({ publicKey: new X509Certificate(ca) })).toBe(true)
  expect(list.thisUpdate.getTime()).toBe(WIRE_START)
  expect(list.nextUpdate!.getTime()).toBeGreaterThan(WIRE_START)
  expect(list.getExtension('2.5.29.20')).not.toBeNull()
  expect(list.getExtension('2.5.29.35')).not.toBeNull()
})

test('the list names each revoked certificate with its reason, in wire time, an unspecified one without (5.3.1)', async () => {
  const list = new X509Crl(new Uint8Array((await bank.directory.answer(anybody('GET', '/ca.crl')))!.body as Buffer))
  const entries = list.entries.map(({ serialNumber, revocationDate, reason }) => ({
    serialNumber: serialNumber.toUpperCase(),
    at: revocationDate.getTime(),
    reason,
  }))
  expect(entries).toHaveLength(2)
  expect(entries).toContainEqual({ serialNumber: revoked, at: WIRE_START, reason: 1 })
  expect(entries).toContainEqual({ serialNumber: unspecified, at: WIRE_START, reason: undefined })
})

test('a certificate that has ended is on the list no more (5: until its validity is over)', async () => {
  bank.wire.now = WIRE_START + 400 * 86_400_000
  try {
    const list = new X509Crl(new Uint8Array((await bank.directory.answer(anybody('GET', '/ca.crl')))!.body as Buffer))
    expect(list.entries).toEqual([])
  } finally {
    bank.wire.now = WIRE_START
  }
})

test('certificates carry where the list and their status are', async () => {
  const certificate = new X509Certificate(bank.directory.certificate(good)!.certificatePem)
  const text = Buffer.from(certificate.rawData).toString('latin1')
  const { revocation } = bank.directory.addresses
  for (const path of ['ca.crl', 'ocsp', 'ca.cer']) expect(text).toContain(`${revocation}/${path}`)
})

test.each(['sha1', 'sha256'] as const)(
  'the status of a certificate is good, revoked or unknown (RFC 6960 2.2; %s)',
  async (hash) => {
    const answer = await ask(statusRequest(ca, [good, revoked, unspecified, '7f01'], { hash }))
    expect(answer).toEqual({
      responseStatus: 0,
      signed: true,
      nonce: undefined,
      statuses: [
        { status: 'good' },
        { status: 'revoked', at: '20261122120000Z', reason: 1 },
        { status: 'revoked', at: '20261122120000Z' },
        { status: 'unknown' },
      ],
    })
  },
)

test('a nonce comes back as it was sent, and one of a size that none has is refused (RFC 9654 2.1)', async () => {
  const nonce = Buffer.from('ff00112233445566778899aabbccddee', 'hex')
  expect((await ask(statusRequest(ca, [good], { nonce }))).nonce).toEqual(nonce)
  expect((await ask(statusRequest(ca, [good], { nonce: Buffer.alloc(0) }))).responseStatus).toBe(1)
  expect((await ask(statusRequest(ca, [good], { nonce: Buffer.alloc(129) }))).responseStatus).toBe(1)
})

test('of another authority’s certificate, or one named by an unknown hash, nothing is known', async () => {
  const other = await openTestDirectory()
  try {
    const foreign = statusRequest(other.directory.authority.certificatePem, [good])
    expect((await ask(foreign)).statuses).toEqual([{ status: 'unknown' }])
  } finally {
    other.close()
  }
  expect((await ask(statusRequest(ca, [good], { hash: 'md5' }))).statuses).toEqual([{ status: 'unknown' }])
})

test('a request may come in the address (RFC 6960 A.1)', async () => {
  const text = encodeURIComponent(statusRequest(ca, [revoked]).toString('base64'))
  const answer = (await bank.directory.answer(anybody('GET', `/ocsp/${text}`)))!
  expect(readStatus(answer.body as Buffer, ca).statuses).toMatchObject([{ status: 'revoked' }])
})

test('whatever is no request is answered as malformed, and never breaks anything (RFC 6960 4.2.1)', async () => {
  const genuine = statusRequest(ca, [good, revoked], { nonce: Buffer.alloc(16, 7) })
  const spoiled = fc
    .tuple(fc.nat(genuine.length - 1), fc.nat(255))
    .map(([at, byte]) => Buffer.concat([genuine.subarray(0, at), Buffer.from([byte]), genuine.subarray(at + 1)]))
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    spoiled,
  )
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const { responseStatus, signed } = await ask(body)
      expect(responseStatus === 1 || (responseStatus === 0 && signed)).toBe(true)
    }),
    { numRuns: 150 },
  )
  expect((await ask(Buffer.alloc(0))).responseStatus).toBe(1)
  expect((await ask(statusRequest(ca, []))).responseStatus).toBe(1)
  expect((await ask(statusRequest(ca, Array(51).fill(good)))).responseStatus).toBe(1)
})
