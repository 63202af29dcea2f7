import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesUnder } from '../../build/stale.mjs'
import { markets } from '../../server/markets/index.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'

// The bank runs on two runtimes: Node with OpenSSL from a checkout, the desktop runtime's Node with BoringSSL in a
// package. What differs between the two is not used.

const ROOT = join(import.meta.dirname, '..', '..')
/** A program that developers run outside the bank, on a runtime of their own. */
const OUTSIDE = join('server', 'markets', 'obb', 'example-client.ts')
const SOURCES = ['server', 'mock-data']
  .flatMap((folder) => filesUnder(join(ROOT, folder)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith(OUTSIDE))

/** What may be asked of the runtime's cryptography. */
const HASHES = ['sha256', 'SHA-256']

const SEAL = 'server/kernel/seal.ts'
const PROOFS = 'server/identity/key-proofs.ts'

describe('the sources', () => {
  test('ask for no hash but SHA-256, except SHA-1 inside RSA-OAEP, which the profile names (RFC 7518 4.3)', () => {
    const asked = found(
      /(?:createHash|createHmac|createSign|createVerify|[^.\w]hash|[^.\w]verify)\(\s*'([^']+)'|hash: '([^']+)'/g,
    )
    expect(asked.length).toBeGreaterThan(10)
    const others = asked.filter(({ value }) => !HASHES.includes(value))
    expect(others.filter(({ line }) => !/RSA-OAEP', hash: 'SHA-1'/.test(line))).toEqual([])
  })

  test('read no name of a certificate in the words of a TLS library, which differ', () => {
    const told = /\.(getPeerCertificate|toLegacyObject|subjectAltName|checkIssued)\b|new X509Certificate\(/g
    // One listener reads a certificate and throws what it read away.
    const names = found(told).filter(({ line }) => line !== 'if (certificate) new X509Certificate(certificate.raw)')
    expect(names.map(({ file }) => file)).toEqual([])
  })

  test('use no cipher, curve or key exchange of their own, but for the seal of what is kept: AES-256-GCM and HKDF', () => {
    const own = found(/\b(createCipheriv|createDecipheriv|createECDH|diffieHellman|hkdf|pbkdf2)\w*\(/g)
    expect(own.filter(({ file }) => file !== SEAL)).toEqual([])
    expect(new Set(own.map(({ value }) => value))).toEqual(new Set(['createCipheriv', 'createDecipheriv', 'hkdf']))
    expect(found(/'(aes-[\w-]+)'/gi).map(({ file, value }) => [file, value])).toEqual([[SEAL, 'aes-256-gcm']])
  })

  test('name the signature and encryption of the profile, and no other, in any lane (FAPI-BR, cryptography)', () => {
    const named = found(/'((?:PS|RS|ES|HS)(?:256|384|512)|EdDSA|RSA1_5|RSA-OAEP(?:-\d+)?|A\d{3}\w+)'/g)
    const names = (inProofs: boolean) =>
      [...new Set(named.filter(({ file }) => (file === PROOFS) === inProofs).map(({ value }) => value))].sort()
    expect(names(false)).toEqual(['A256GCM', 'PS256', 'RSA-OAEP'])
    // FAPI 2.0 5.4.1: what apps may sign proofs of their own keys with, where a market takes such proofs (RFC 9449).
    expect(names(true)).toEqual(['ES256', 'EdDSA', 'PS256'])
    expect(found(/alg: '(dir|none)'/g)).toEqual([])
  })
})

test('no source names a TypeScript file but in an import: in a package there are none', () => {
  expect(found(/new (?:URL|Worker)\(\s*['"`][^'"`]*\.ts\b/g)).toEqual([])
})

describe('the TLS doors', () => {
  let bank: TestBank
  beforeAll(async () => {
    bank = await openTestBank()
  })
  afterAll(() => bank?.close())

  const allowed = [...new Set(markets.flatMap(({ security }) => security.tls12Ciphers))]

  test.each(['public', 'mutual', 'app', 'provider'] as const)(
    '%s takes each allowed suite of TLS 1.2',
    async (door) => {
      for (const ciphers of allowed) {
        expect(await suite(door, { ciphers, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).toBe(ciphers)
      }
    },
  )

  test.each(['public', 'mutual', 'app', 'provider'] as const)(
    '%s refuses every other suite of TLS 1.2 that this runtime has',
    async (door) => {
      const others = [
        'AES128-GCM-SHA256',
        'AES128-SHA',
        'ECDHE-RSA-AES128-SHA',
        'ECDHE-RSA-AES256-SHA384',
        'ECDHE-RSA-CHACHA20-POLY1305',
      ]
      for (const ciphers of others) {
        expect(allowed).not.toContain(ciphers)
        expect(
          await suite(door, { ciphers: `${ciphers}:@SECLEVEL=0`, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
        ).toBe('refused')
      }
    },
  )

  test('the app door needs no certificate, and TLS 1.1 is refused at each', async () => {
    for (const door of ['public', 'mutual', 'app', 'provider'] as const) {
      const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
      expect(await suite(door, old)).toBe('refused')
    }
  })

  function suite(door: 'public' | 'mutual' | 'app' | 'provider', options: ConnectionOptions): Promise<string> {
    const { port } = new URL(bank.urls[door])
    return new Promise((resolve) => {
      const socket: TLSSocket = connect({
        host: '127.0.0.1',
        port: Number(port),
        rejectUnauthorized: false,
        ...options,
      })
      socket.once('secureConnect', () => {
        resolve(socket.getCipher().name)
        socket.destroy()
      })
      socket.once('error', () => resolve('refused'))
    })
  }
})

/** Every place of the sources where an expression fits, with its first group. */
function found(expression: RegExp) {
  return SOURCES.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) =>
        [...line.matchAll(expression)].map((match) => ({
          file: file.slice(ROOT.length + 1),
          line: line.trim(),
          value: match.slice(1).find(Boolean) ?? match[0],
        })),
      ),
  )
}
