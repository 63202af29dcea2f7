import { type Facts, UNCODED } from '#kernel'
import type { ProblemAnswer } from '../envelope.ts'
import { BEARER, codingSaid, endingSaid, faultsOf, list, tokenSaid } from '../problem-wording.ts'
import { consentStatusSaid } from './consent-status.ts'
import { answer } from './problem-answer.ts'
import { dataProblems } from './problems-data.ts'
import { moneyProblems } from './problems-money.ts'
import { serviceProblems } from './problems-service.ts'

/** How FDX answers each problem: its own codes beside the HTTP status (FDX core API, errors). */
export const problems: Readonly<Record<string, ProblemAnswer>> = {
  // The request as such.
  'route-unknown': answer(404, 404, 'Not found', (f) => `There is no ${f.path}; /capability lists the operations.`),
  'method-not-allowed': answer(
    405,
    1206,
    'Method not allowed',
    (f) => `${f.method} is not offered at ${f.path}; use ${list(f.allowed)}.`,
  ),
  'not-acceptable': answer(
    406,
    1203,
    'Content type not supported',
    (f) => `${f.in} was "${f.sent}"; this operation answers ${list(f.offered)}.`,
  ),
  'media-type-unsupported': answer(
    415,
    1203,
    'Content type not supported',
    (f) => `Content-Type was "${f.contentType ?? ''}"; send ${documentsOr(f)}application/json in UTF-8.`,
  ),
  'content-coding-unsupported': answer(415, 1203, 'Content type not supported', codingSaid, UNCODED),
  'body-too-large': answer(413, 401, 'Invalid input', (f) => `The body is over ${f.limit} bytes.`),
  'body-broken': answer(
    400,
    401,
    'Invalid input',
    (f) => `The body could not be read as JSON in UTF-8${f.reason ? `: ${f.reason}` : ''}.`,
  ),
  'request-invalid': answer(400, 401, 'Invalid input', (f) => `${faultsOf(f)}.`),
  'interaction-id-invalid': answer(
    400,
    401,
    'Invalid input',
    (f) => `x-fapi-interaction-id must be a UUID of 36 characters; it was "${f.sent}".`,
  ),

  // Who is calling.
  'certificate-missing': answer(
    401,
    603,
    'Authentication failed',
    "Present the application's transport certificate.",
    BEARER,
  ),
  'certificate-untrusted': answer(
    401,
    603,
    'Authentication failed',
    (f) => `The client certificate ${f.reason}; use one issued by this bank's directory.`,
    BEARER,
  ),
  'token-missing': answer(
    401,
    603,
    'Authentication failed',
    'Send the token as Authorization: Bearer …; tokens in the address or body are not read.',
    BEARER,
  ),
  'token-inactive': answer(401, 603, 'Authentication failed', tokenSaid, BEARER),
  'token-certificate-mismatch': answer(
    401,
    603,
    'Authentication failed',
    'The token works only with the client certificate it was issued to (cnf x5t#S256).',
    BEARER,
  ),
  'token-key-mismatch': answer(
    401,
    603,
    'Authentication failed',
    'The token works only with a proof of the key it was issued to (cnf jkt), sent as Authorization: DPoP with a DPoP header.',
    { 'www-authenticate': 'DPoP error="invalid_token"' },
  ),
  'key-proof-missing': answer(
    401,
    603,
    'Authentication failed',
    'The proof of the key is missing: send it in a DPoP header beside Authorization: DPoP, or a token bound to a certificate as Authorization: Bearer.',
    { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' },
  ),
  'key-proof-invalid': answer(
    401,
    603,
    'Authentication failed',
    (f) => `The proof in the DPoP header does not fit this call: ${f.reason}.`,
    { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' },
  ),
  'token-kind-wrong': answer(403, 602, 'Customer not authorized', (f) =>
    f.needed === 'customer'
      ? "This operation needs a token of a customer's consent; one of client_credentials was sent."
      : "This operation needs a token of client_credentials; one of a customer's consent was sent.",
  ),
  'scope-missing': answer(403, 602, 'Customer not authorized', (f) => `The token lacks the scope ${f.scope}.`),
  'consent-not-active': answer(
    403,
    602,
    'Customer not authorized',
    (f) =>
      `The consent behind this token is ${consentStatusSaid(f.state)}${endingSaid(f)}; it opens no data any more, only a new consent does.`,
  ),
  'permission-missing': answer(
    403,
    602,
    'Customer not authorized',
    (f) => `The consent does not include the data cluster ${(f.permissions as string[]).join(' or ')}.`,
  ),
  'consent-on-hold': answer(
    403,
    602,
    'Customer not authorized',
    'The bank holds this consent back for now. It and its tokens have not changed; ask again later.',
  ),

  // The registry.
  'registry-entry-not-found': answer(404, 404, 'Not found', (f) => `The registry has no ${f.what} with this id.`),

  // Consents.
  'authorization-details-invalid': answer(400, 401, 'Invalid input', (f) => String(f.reason)),
  'consent-not-found': answer(404, 404, 'Not found', 'No consent of this application has this id.'),
  'consent-ended-already': answer(
    409,
    409,
    'Conflict',
    (f) => `The consent is ${consentStatusSaid(f.state)} already; nothing is left to revoke.`,
  ),
  'consent-state-forbids': answer(409, 409, 'Conflict', (f) => `The consent is ${consentStatusSaid(f.state)}.`),

  // What the data operations, and those about the bank itself, find wrong.
  ...dataProblems,
  ...moneyProblems,
  ...serviceProblems,

  // The bank.
  'lane-closed': answer(403, 403, 'Forbidden', 'Nobody has been chosen for the open lane.'),
  'under-maintenance': answer(
    503,
    503,
    'Scheduled maintenance',
    (f) => `These APIs are closed until ${f.until}; try again then. Reason: ${f.description}`,
    { 'retry-after': '60' },
  ),
  'bank-changing': answer(503, 503, 'Scheduled maintenance', 'The bank is being reset or restored; try again soon.', {
    'retry-after': '1',
  }),
  'internal-error': answer(500, 500, 'Internal server error', 'The bank failed to answer; its log has the failure.'),
}

/** What an operation takes in the place of JSON, where it does. */
function documentsOr({ taken }: Facts): string {
  const documents = Array.isArray(taken) ? taken.slice(1) : []
  return documents.length === 0 ? '' : `${documents.join(', ')} or `
}
