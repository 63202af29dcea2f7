import { type Facts, type Problem, UNCODED } from '#kernel'
import { type DirectoryAnswer, json, NOT_KEPT } from './call.ts'

type Wording = { status: number; error: string; description: string | ((facts: Facts) => string) }

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '')

/** How the directory's refusals read on the wire, in the codes of RFC 6749 and RFC 6750. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  'route-unknown': { status: 404, error: 'not_found', description: (f) => `there is no ${f.path} in this directory` },
  'method-not-allowed': {
    status: 405,
    error: 'invalid_request',
    description: (f) => `${f.method} is not offered here; use ${listed(f.allowed)}`,
  },
  'media-type-unsupported': {
    status: 415,
    error: 'invalid_request',
    description: (f) => `send the body as ${f.needed}`,
  },
  'content-coding-unsupported': {
    status: 415,
    error: 'invalid_request',
    description: (f) => `send the body without Content-Encoding; it came as ${f.coding}`,
  },
  'body-broken': { status: 400, error: 'invalid_request', description: 'the body could not be read' },
  'certificate-missing': {
    status: 401,
    error: 'invalid_client',
    description:
      "no client certificate was presented; call the mutual-TLS address with the software's transport certificate",
  },
  'certificate-untrusted': {
    status: 401,
    error: 'invalid_client',
    description: (f) => `the client certificate ${f.reason}`,
  },
  'client-id-mismatch': {
    status: 401,
    error: 'invalid_client',
    description: 'client_id must be the software id that the client certificate names in UID',
  },
  'client-unknown': {
    status: 401,
    error: 'invalid_client',
    description: 'the certificate names no software of this directory',
  },
  'client-inactive': {
    status: 400,
    error: 'unauthorized_client',
    description: 'the software or its organisation is not active in the directory',
  },
  'grant-type-unsupported': {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'the directory gives tokens for client_credentials only',
  },
  'parameter-repeated': {
    status: 400,
    error: 'invalid_request',
    description: (f) => `${f.name} is given more than once`,
  },
  'parameter-missing': { status: 400, error: 'invalid_request', description: (f) => `${f.name} is missing` },
  'scope-unknown': {
    status: 400,
    error: 'invalid_scope',
    description: (f) => `the directory gives ${listed(f.allowed)} only`,
  },
  'token-missing': {
    status: 401,
    error: 'invalid_token',
    description: 'the access token is missing: send it as Authorization: Bearer',
  },
  'token-inactive': { status: 401, error: 'invalid_token', description: 'the access token is unknown or has ended' },
  'token-certificate-mismatch': {
    status: 401,
    error: 'invalid_token',
    description: 'the access token is bound to another certificate',
  },
  'not-of-this-software': {
    status: 403,
    error: 'insufficient_scope',
    description: 'this belongs to another software or organisation than the access token',
  },
  'organisation-not-found': { status: 404, error: 'not_found', description: 'there is no such organisation' },
  'software-not-found': { status: 404, error: 'not_found', description: 'the organisation has no such software' },
  'certificate-not-found': { status: 404, error: 'not_found', description: 'there is no such certificate' },
  'certificate-kind-unknown': { status: 404, error: 'not_found', description: 'there is no such type of certificate' },
  'certificate-request-invalid': {
    status: 400,
    error: 'invalid_request',
    description: (f) => REQUEST_REASONS[String(f.reason)] ?? 'the certificate request is not valid',
  },
  'revocation-reason-unknown': {
    status: 400,
    error: 'invalid_request',
    description: (f) => `RevokeReason must be one of ${listed(f.allowed)}`,
  },
}

const REQUEST_REASONS: Record<string, string> = {
  'too-large': 'the certificate request is too large',
  'not-a-request': 'the body is no certificate request (PKCS #10) in PEM',
  signature: 'the certificate request is not signed by the key it names',
  key: 'the key must be RSA of at least 2048 bits',
}

/** Words a refusal; undefined for one that is no caller's fault. */
export function refusalOf(problem: Problem): DirectoryAnswer | undefined {
  const wording = Object.hasOwn(WORDINGS, problem.type) ? WORDINGS[problem.type] : undefined
  if (!wording) return undefined
  const { status, error, description } = wording
  const text = typeof description === 'string' ? description : description(problem.facts)
  const headers: Record<string, string> = { ...NOT_KEPT }
  if (status === 401) headers['www-authenticate'] = challenge(problem.type)
  if (problem.type === 'content-coding-unsupported') Object.assign(headers, UNCODED)
  if (status === 405) headers.allow = listed(problem.facts.allowed)
  return { ...json({ error, error_description: plain(text) }, status, headers), problem }
}

/** RFC 6750 3: an error is named only to a caller who showed a token. */
function challenge(type: string): string {
  return type === 'token-inactive' || type === 'token-certificate-mismatch' ? 'Bearer error="invalid_token"' : 'Bearer'
}

/** RFC 6749 5.2: printable ASCII without quotes and backslashes. */
function plain(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, "'")
}
