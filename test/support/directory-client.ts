import { generateKeyPairSync } from 'node:crypto'
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { TestBank } from './bank.ts'
import { type ClientTls, type RawAnswer, type RawCall, rawCall } from './raw-call.ts'

/** A software of the directory, made there and known nowhere else yet. */
export async function newSoftware(bank: TestBank, name: string, organisationId?: string) {
  const { directory, marketplace } = bank.rooms
  const own = organisationId ?? directory.organisation(marketplace.ownerDeveloper().organisationId)?.organisationId
  const { softwareId } = directory.createSoftware({
    ...{ organisationId: own as string, market: 'obb', name, roles: ['DADOS'] },
    redirectUris: ['https://127.0.0.1:8443/callback'],
  })
  const credentials = await directory.issueCredentials(softwareId)
  const tls: ClientTls = { key: credentials.transport.keyPem, cert: credentials.transport.chainPem }
  return { softwareId, organisationId: own as string, credentials, tls }
}

/** Calls the directory as a software does: token by certificate, then its API. */
export function directoryClient(bank: TestBank, { softwareId, tls }: { softwareId: string; tls: ClientTls }) {
  const { directory } = bank.rooms
  const { addresses, authority } = directory
  const call = (url: string, more: RawCall = {}) => rawCall(url, authority.certificatePem, { tls, ...more })

  const token = (fields: string = `grant_type=client_credentials&client_id=${softwareId}`, more: RawCall = {}) =>
    call(`${addresses.token}/token`, {
      method: 'POST',
      body: fields,
      ...more,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
    })
  let kept: string | undefined
  async function api(path: string, { headers, ...more }: RawCall = {}): Promise<RawAnswer> {
    kept ??= String((await token()).json?.access_token)
    return call(addresses.api + path, { ...more, headers: { authorization: `Bearer ${kept}`, ...headers } })
  }
  return { call, token, api }
}

/** A certificate request (PKCS #10) and the key that it is about. */
export async function certificateRequest(): Promise<{ pem: string; keyPem: string }> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const der = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const signing = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign'])
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', signing)
  const publicKey = await crypto.subtle.importKey('jwk', { kty, n, e } as JsonWebKey, algorithm, true, ['verify'])
  const keys = { privateKey: signing, publicKey }
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=any',
    keys,
    signingAlgorithm: algorithm,
  })
  return { pem: made.toString('pem'), keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}
