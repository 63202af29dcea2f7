import { derOf } from '#kernel'
import type { TrustProfile } from '#markets'
import type { DirectoryAddresses } from '../addresses.ts'
import type { Authority } from '../authority.ts'
import { type DirectoryAnswer, type DirectoryRoute, document, json } from './call.ts'
import { directoryMetadata } from './metadata.ts'
import type { Tokens } from './tokens.ts'

const STATUS_TYPE = 'application/ocsp-response'
/** Base64 of the largest request that makes sense; RFC 6960 A.1 has GET for small ones only. */
const GET_LIMIT = 4096

/** What anybody may read: metadata, the authority's certificate, revocation; and the token endpoint. */
export function publicRoutes({
  addresses,
  profiles,
  authority,
  tokens,
  revocationList,
  revocationStatus,
}: {
  addresses: DirectoryAddresses
  profiles: Readonly<Record<string, TrustProfile>>
  authority: Authority
  tokens: Tokens
  revocationList: () => Promise<Buffer>
  revocationStatus: (request: Buffer) => Buffer
}): DirectoryRoute[] {
  const read = 'read public document'
  const status = (request: Buffer): DirectoryAnswer => document(STATUS_TYPE, revocationStatus(request))
  return [
    {
      ...{ method: 'GET', path: '/.well-known/openid-configuration', operation: 'read directory metadata' },
      act: () => json(directoryMetadata(addresses, profiles)),
    },
    { method: 'POST', path: '/token', operation: 'directory token', act: ({ call }) => tokens.issue(call) },
    {
      ...{ method: 'GET', path: '/ca.pem', operation: read },
      act: () => document('application/x-pem-file', authority.certificatePem),
    },
    {
      ...{ method: 'GET', path: '/ca.cer', operation: read },
      act: () => document('application/pkix-cert', derOf(authority.certificatePem)),
    },
    {
      ...{ method: 'GET', path: '/ca.crl', operation: 'read revocation list' },
      async act() {
        const list = document('application/pkix-crl', await revocationList())
        // Whoever keeps it longer than a moment would miss a revocation that a lesson is about.
        return { ...list, headers: { ...list.headers, 'cache-control': 'no-cache' } }
      },
    },
    {
      ...{ method: 'POST', path: '/ocsp', operation: 'ask certificate status' },
      act: ({ call }) => status(call.body),
    },
    {
      ...{ method: 'GET', path: '/ocsp/*request', operation: 'ask certificate status' },
      act: ({ params }) => status(decoded(params.request as string)),
    },
  ]
}

/** A request in an address: base64 with its signs escaped. What is none comes out as no request at all. */
function decoded(text: string): Buffer {
  if (text.length > GET_LIMIT) return Buffer.alloc(0)
  try {
    return Buffer.from(decodeURIComponent(text), 'base64')
  } catch {
    return Buffer.alloc(0)
  }
}
