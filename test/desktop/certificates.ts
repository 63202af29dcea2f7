import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { afterAll } from 'vitest'

x509.cryptoProvider.set(webcrypto as Crypto)

const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 24 * 60 * 60 * 1000

/** A throw-away CA named as every install's is, and what it issues. */
export async function authority(name = 'CN=Bancada CA') {
  const keys = await crypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: KEYS,
    extensions: [new x509.BasicConstraintsExtension(true)],
  })
  return {
    pem: certificate.toString('pem'),
    async issue({ names = ['localhost', '127.0.0.1', '::1'], daysOld = 0 } = {}): Promise<string> {
      const own = await crypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
      const begin = Date.now() - daysOld * DAY_MS
      const leaf = await x509.X509CertificateGenerator.create({
        subject: 'CN=localhost',
        issuer: certificate.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: KEYS,
        notBefore: new Date(begin - 1000),
        notAfter: new Date(begin + DAY_MS),
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: /[:]|^\d/.test(value) ? ('ip' as const) : ('dns' as const), value })),
          ),
        ],
      })
      return leaf.toString('pem')
    },
  }
}

const { pem } = await authority()
const folder = mkdtempSync(join(tmpdir(), 'bancada-desktop-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The file of some install's CA certificate. */
export function caFile(content = pem): string {
  const file = join(folder, `ca-${content.length}-${content.slice(60, 70).replaceAll(/\W/g, '')}.crt`)
  writeFileSync(file, content)
  return file
}
