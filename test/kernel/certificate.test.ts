import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { expect, test } from 'vitest'
import { alternativeNames, parseCertificate } from '../../server/kernel/index.ts'

const NAME: Record<string, string[]>[] = [
  { C: ['BR'] },
  { '2.5.4.97': ['OFBBR-0d4a'] },
  { '1.3.6.1.4.1.311.60.2.1.3': ['BR'] },
  { '2.5.4.15': ['Private Organization'] },
  { '0.9.2342.19200300.100.1.1': ['software-1'] },
  { CN: ['app + one, two'] },
]

test('a name is read from the DER alone, so that OpenSSL and BoringSSL give the same (RFC 5280 4.1.2.4)', async () => {
  const { subject, issuer } = parseCertificate(await certificate())
  expect(subject.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'C=BR',
    'organizationIdentifier=OFBBR-0d4a',
    'jurisdictionCountryName=BR',
    'businessCategory=Private Organization',
    'UID=software-1',
    'CN=app + one, two',
  ])
  expect(issuer).toEqual(subject)
})

test('alternative names are read from the DER, and say what Node says (RFC 5280 4.2.1.6)', async () => {
  const der = await certificate([
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
    { type: 'url', value: 'https://bank.test/' },
    { type: 'email', value: 'desk@bank.test' },
  ])
  const names = [
    'DNS:localhost',
    'IP Address:127.0.0.1',
    'IP Address:::1',
    'URI:https://bank.test/',
    'email:desk@bank.test',
  ]
  expect(alternativeNames(parseCertificate(der))).toEqual(names)
  const told = new X509Certificate(der).subjectAltName?.split(', ') ?? []
  expect(told.map((name) => name.replace('0:0:0:0:0:0:0:1', '::1'))).toEqual(names)
})

test('a certificate without alternative names has none', async () => {
  expect(alternativeNames(parseCertificate(await certificate()))).toEqual([])
})

async function certificate(names: { type: 'dns' | 'ip' | 'url' | 'email'; value: string }[] = []): Promise<Buffer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '0a0b',
    name: NAME,
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : [],
  })
  return Buffer.from(made.rawData)
}
