import type { Context } from 'koa'
import type { CertificateFacts } from '#directory'
import { demandUncoded, Problem, problem } from '#kernel'
import type { Endpoint } from './endpoints.ts'
import type { IdentityCall } from './server.ts'

/** The certificate of a call. Throws the problem that the gateway found with it. */
export function shownCertificate({ certificate }: IdentityCall): CertificateFacts & { pem: string } {
  if (certificate instanceof Problem) throw certificate
  return { ...certificate.facts, pem: certificate.pem }
}

/**
 * Throws media-type-unsupported where an endpoint with a body got another type than its own, and
 * content-coding-unsupported where it came in a coding.
 */
export function checkMediaType(ctx: Context, { body }: Pick<Endpoint, 'body'>, sent: Buffer): void {
  if (!body || ctx.method === 'GET' || ctx.method === 'DELETE') return
  const needed = body === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  if (!ctx.is(needed)) throw problem('media-type-unsupported', { needed }, 'body-typed')
  demandUncoded(ctx.req.headers, sent)
}

/** A body that is a JSON object. Throws body-broken for anything else. */
export function jsonOf(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the same refusal.
  }
  throw problem('body-broken', {}, 'body-valid')
}
