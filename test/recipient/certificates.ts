import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 24 * 60 * 60 * 1000

/** A throw-away CA and what it issues: TLS credentials for the loopback names. */
export async function authority() {
  const keys = await crypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
  const name = 'CN=Test CA'
  const extensions = [new x509.BasicConstraintsExtension(true)]
  const root = await x509.X509CertificateGenerator.createSelfSigned({ name, keys, signingAlgorithm: KEYS, extensions })
  return {
    pem: root.toString('pem'),
    async issue(subject: string): Promise<{ keyPem: string; certificatePem: string }> {
      const own = await crypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
      const leaf = await x509.X509CertificateGenerator.create({
        subject,
        issuer: root.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: KEYS,
        notBefore: new Date(Date.now() - DAY_MS),
        notAfter: new Date(Date.now() + DAY_MS),
        extensions: [
          new x509.SubjectAlternativeNameExtension([
            { type: 'dns', value: 'localhost' },
            { type: 'ip', value: '127.0.0.1' },
          ]),
        ],
      })
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', own.privateKey)
      return { keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificatePem: leaf.toString('pem') }
    },
  }
}
