import 'reflect-metadata'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as x509 from '@peculiar/x509'
import { SignJWT } from 'jose'
import type { TestBank } from './bank.ts'
import type { ClientTls } from './raw-call.ts'

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** A certificate with the subject of another, changed in parts, signed by whom the caller says. */
export async function forgedCertificate(
  original: string,
  {
    issuer = 'foreign',
    bank,
    subject = (name) => name,
    days = [0, 0],
  }: {
    issuer?: 'foreign' | 'own'
    bank?: TestBank
    subject?: (name: string) => string
    days?: [from: number, to: number]
  } = {},
): Promise<ClientTls> {
  const copied = new x509.X509Certificate(original)
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const authority =
    issuer === 'own' && bank
      ? createPrivateKey(readFileSync(path.join(bank.dataDir, 'keys', 'ca.key.pem')))
      : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: issuer === 'own' ? '4d'.repeat(16) : copied.serialNumber,
    subject: subject(copied.subject),
    issuer: copied.issuer,
    notBefore: moved(copied.notBefore, days[0]),
    notAfter: moved(copied.notAfter, days[1]),
    publicKey: new Uint8Array(createPublicKey(keys.privateKey).export({ type: 'spki', format: 'der' })),
    signingKey: await crypto.subtle.importKey(
      'pkcs8',
      new Uint8Array(authority.export({ type: 'pkcs8', format: 'der' })),
      ALGORITHM,
      false,
      ['sign'],
    ),
    signingAlgorithm: ALGORITHM,
    extensions: copied.extensions,
  })
  return { cert: certificate.toString('pem'), key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

const moved = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000)

/** A software statement with claims of the test's own, signed by this install's directory, or by nobody it knows. */
export async function forgedStatement(
  bank: TestBank,
  softwareId: string,
  changes: Record<string, unknown> = {},
  { alg = 'PS256', stranger = false }: { alg?: string; stranger?: boolean } = {},
): Promise<string> {
  const genuine = await bank.rooms.directory.softwareStatement(softwareId)
  const [header, body] = genuine
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
  const key = stranger
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : createPrivateKey(readFileSync(path.join(bank.dataDir, 'keys', 'statement-signing.key.pem')))
  return new SignJWT({ ...body, ...changes }).setProtectedHeader({ ...header, alg }).sign(key)
}
