import type { IncomingHttpHeaders } from 'node:http'
import type { Problem } from '#kernel'
import type { CertificateFacts } from '../peer-certificate.ts'

/** A call to the directory as its listener received it. */
export type DirectoryCall = {
  method: string
  /** Below the directory's address, beginning with a slash. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** The certificate that the caller showed, once it passed; the problem it has, otherwise. */
  certificate: CertificateFacts | Problem
  /** What a market publishes of the bank's authorization servers. */
  authorisationServers(market: string): unknown[]
}

/** An answer, ready to be sent; `problem` is what was refused. */
export type DirectoryAnswer = {
  status: number
  headers: Record<string, string>
  body: string | Buffer | undefined
  problem?: Problem
}

/** Who calls with an access token. */
export type DirectoryClient = { softwareId: string; organisationId: string; market: string }

/** What a route gets: its parameters, the call, and who calls where it needs a token. */
export type RouteCall = { params: Record<string, string>; call: DirectoryCall; client: DirectoryClient | undefined }

export type DirectoryRoute = {
  method: string
  /** With `:name` for a segment and `*name` for all that is left. */
  path: string
  /** What records call it. */
  operation: string
  /** Whether only a registered software's access token opens it. */
  token?: true
  act(route: RouteCall): DirectoryAnswer | Promise<DirectoryAnswer>
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): DirectoryAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function document(contentType: string, body: string | Buffer): DirectoryAnswer {
  return { status: 200, headers: { 'content-type': contentType }, body }
}

/** What is for its caller alone (RFC 6749 5.1). */
export const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' }
