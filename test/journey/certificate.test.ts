import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { expect, test } from 'vitest'
import { certificateFacts } from '../../server/journey/certificate.ts'
import { NOON, opening } from './opening.ts'

async function certificate(): Promise<Buffer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '0a0b',
    name: [
      { C: ['BR'] },
      { O: ['Invented Org, Ltd'] },
      { '0.9.2342.19200300.100.1.1': ['software-1'] },
      { CN: ['app'] },
    ],
    notBefore: new Date(NOON),
    notAfter: new Date(NOON + 1000),
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  })
  return Buffer.from(made.rawData)
}

test('a certificate is kept once, under its thumbprint (RFC 8705 §3.1), with what it says', async () => {
  const { pass, journey, db } = opening()
  const der = await certificate()
  const first = pass({ consentId: 'urn:a' }, { certificate: der })
  const second = pass({ consentId: 'urn:a' }, { certificate: Buffer.from(der) })
  const thumbprint = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(der))).toString('base64url')
  expect(journey.exchange(first).certificate).toEqual({
    thumbprint,
    subject: [
      { name: 'C', value: 'BR' },
      { name: 'O', value: 'Invented Org, Ltd' },
      { name: 'UID', value: 'software-1' },
      { name: 'CN', value: 'app' },
    ],
    issuer: expect.arrayContaining([{ name: 'CN', value: 'app' }]),
    serialNumber: '0A0B',
    validFrom: NOON,
    validTo: NOON + 1000,
    alternativeNames: [],
  })
  expect(journey.exchange(second).certificate?.thumbprint).toBe(thumbprint)
  expect(db.prepare('SELECT count(*) AS n FROM certificates').get()).toEqual({ n: 1 })
})

test('a certificate that came from another thread, as plain bytes, says the same', async () => {
  const der = await certificate()
  expect(certificateFacts(structuredClone(der))).toEqual(certificateFacts(der))
})

test('bytes that are no certificate are logged once, and the exchange is kept', () => {
  const { pass, journey, logged } = opening()
  const der = Buffer.from('no certificate')
  const id = pass({ consentId: 'urn:a' }, { certificate: der })
  pass({ consentId: 'urn:a' }, { certificate: der })
  expect(journey.exchange(id).certificate).toBeNull()
  expect(logged).toEqual(['a certificate could not be read'])
})
