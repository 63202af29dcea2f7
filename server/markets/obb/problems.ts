import { type Facts, UNCODED } from '#kernel'
import type { ProblemAnswer } from '../envelope.ts'
import { BEARER, codingSaid, detailOf, endingSaid, faultsOf, list, tokenSaid } from '../problem-wording.ts'

/** Answers a problem: status, code, title, and what was wrong and would be right. */
function answer(
  status: number,
  code: string,
  title: string,
  detail: string | ((facts: Facts) => string),
  headers?: ProblemAnswer['headers'],
): ProblemAnswer {
  return {
    status,
    code,
    title,
    detail: detailOf(detail),
    ...(headers ? { headers } : {}),
  }
}

/** How Open Finance Brasil answers each problem: codes of the official documents where they fix them. */
export const problems: Readonly<Record<string, ProblemAnswer>> = {
  // The request as such.
  'route-unknown': answer(
    404,
    'NOT_FOUND',
    'No such address',
    (f) => `There is no ${f.path}. This bank's APIs and their addresses are in the participants list.`,
  ),
  'method-not-allowed': answer(
    405,
    'METHOD_NOT_ALLOWED',
    'Method not allowed',
    (f) => `${f.method} is not offered at ${f.path}; use ${list(f.allowed)}.`,
  ),
  'not-acceptable': answer(
    406,
    'NOT_ACCEPTABLE',
    'Accept not served',
    (f) => `${f.in} was "${f.sent}"; this operation answers ${list(f.offered)} in UTF-8.`,
  ),
  'media-type-unsupported': answer(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Content-Type not supported',
    (f) => `Content-Type was "${f.contentType ?? ''}"; send application/json in UTF-8.`,
  ),
  'content-coding-unsupported': answer(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Content-Encoding not supported',
    codingSaid,
    UNCODED,
  ),
  'body-too-large': answer(413, 'PAYLOAD_TOO_LARGE', 'Body too large', (f) => `The body is over ${f.limit} bytes.`),
  'body-broken': answer(
    400,
    'INVALID_JSON',
    'Body is not JSON',
    (f) => `The body could not be read as JSON in UTF-8${f.reason ? `: ${f.reason}` : ''}.`,
  ),
  'request-invalid': answer(400, 'INVALID_PARAMETER', 'Invalid request', (f) => `${faultsOf(f)}.`),
  'interaction-id-invalid': answer(
    400,
    'INVALID_INTERACTION_ID',
    'x-fapi-interaction-id missing or invalid',
    (f) =>
      `x-fapi-interaction-id must be a UUID (RFC 4122); it was ${f.sent === undefined ? 'missing' : `"${f.sent}"`}. The one in this answer was made by the bank.`,
  ),

  // Who is calling.
  'certificate-missing': answer(
    401,
    'UNAUTHORIZED',
    'Client certificate missing',
    "Present the application's transport certificate on the mutual-TLS port.",
    BEARER,
  ),
  'certificate-untrusted': answer(
    401,
    'UNAUTHORIZED',
    'Client certificate not trusted',
    (f) => `The client certificate ${f.reason}; use one issued by this directory.`,
    BEARER,
  ),
  'token-missing': answer(
    401,
    'UNAUTHORIZED',
    'Access token missing',
    'Send the token as Authorization: Bearer …; tokens in the address are not read.',
    BEARER,
  ),
  'token-inactive': answer(401, 'UNAUTHORIZED', 'Access token not active', tokenSaid, BEARER),
  'token-certificate-mismatch': answer(
    401,
    'UNAUTHORIZED',
    'Access token bound to another certificate',
    'The token works only with the client certificate it was issued to (cnf x5t#S256).',
    BEARER,
  ),
  'token-key-mismatch': answer(
    401,
    'UNAUTHORIZED',
    'Access token bound to a key',
    'The token works only with a proof of the key it was issued to (cnf jkt).',
    BEARER,
  ),
  'consent-not-active': answer(
    401,
    'UNAUTHORIZED',
    'Consent not active',
    (f) =>
      `The consent behind this token is ${f.state}${endingSaid(f)}; only a new consent gives tokens that are honoured.`,
    BEARER,
  ),
  'token-kind-wrong': answer(403, 'FORBIDDEN', 'Wrong kind of token', (f) =>
    f.needed === 'customer'
      ? 'This operation needs a token from an authorization code; a client_credentials token was sent.'
      : "This operation needs a client_credentials token; a customer's token was sent.",
  ),
  'scope-missing': answer(403, 'FORBIDDEN', 'Scope missing', (f) => `The token lacks the scope "${f.scope}".`),
  'permission-missing': answer(
    403,
    'FORBIDDEN',
    'Permission missing',
    (f) => `The consent does not include ${list(f.permissions)}.`,
  ),

  // Resources.
  'resource-forbidden': answer(
    403,
    'RESOURCE_FORBIDDEN',
    'Resource not covered',
    'The consent does not cover this resource; GET /resources lists what it covers.',
  ),
  'resource-temporarily-unavailable': answer(
    403,
    'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
    'Resource temporarily unavailable',
    "The resource is blocked for now and hidden from its holder's own channels.",
  ),
  'consent-on-hold': answer(
    403,
    'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
    'Resource temporarily unavailable',
    'What this consent covers is not available for now. The consent and its tokens have not changed; ask again later.',
  ),
  'resource-unavailable': answer(
    403,
    'STATUS_RESOURCE_UNAVAILABLE',
    'Resource unavailable',
    'The resource was closed more than twelve months ago.',
  ),
  'booking-window-invalid': answer(
    422,
    'INVALID_BOOKING_WINDOW',
    'Invalid booking dates',
    (f) =>
      `${WINDOW_REASONS[String(f.reason)] ?? ''} From ${f.fromBookingDate ?? '-'} to ${f.toBookingDate ?? '-'}; this operation reaches ${f.reach} and 12 months ahead.`,
  ),

  // Consents.
  'consent-not-found': answer(404, 'NOT_FOUND', 'No such consent', 'No consent has this id.'),
  'consent-of-another-client': answer(
    403,
    'FORBIDDEN',
    'Consent of another application',
    'The consent was lodged by another application.',
  ),
  'consent-already-rejected': answer(
    422,
    'CONSENTIMENTO_EM_STATUS_REJEITADO',
    'Consent already rejected',
    'The consent has ended already; nothing was changed.',
  ),
  'consent-state-forbids': answer(
    422,
    'ERRO_NAO_MAPEADO',
    'Consent state does not allow this',
    (f) => `The consent is ${f.state}.`,
  ),
  'consent-company-missing': answer(
    422,
    'INFORMACOES_PJ_NAO_INFORMADAS',
    'businessEntity missing',
    "Permissions for a company's registration data need data.businessEntity with its CNPJ.",
  ),
  'consent-company-unexpected': answer(
    422,
    'PERMISSOES_PJ_INCORRETAS',
    'Personal permissions with a company',
    'With data.businessEntity ask for CUSTOMERS_BUSINESS_* permissions, not CUSTOMERS_PERSONAL_*.',
  ),
  'consent-person-company-mixed': answer(
    422,
    'PERMISSAO_PF_PJ_EM_CONJUNTO',
    'Personal and company permissions together',
    "Registration data of a person and of a company can't be asked for in one consent.",
  ),
  'consent-permissions-incomplete': answer(
    422,
    'COMBINACAO_PERMISSOES_INCORRETA',
    'Incomplete permission group',
    (f) =>
      f.missing
        ? `${f.missing} belongs to every group and is missing.`
        : `Ask for whole groups; ${list(f.incomplete) || 'RESOURCES_READ'} does not complete any.`,
  ),
  'consent-permissions-unsupported': answer(
    422,
    'SEM_PERMISSOES_FUNCIONAIS_RESTANTES',
    'No supported permission left',
    'This bank has none of the products asked for.',
  ),
  'consent-expiry-invalid': answer(
    422,
    'DATA_EXPIRACAO_INVALIDA',
    'Invalid expirationDateTime',
    (f) => `expirationDateTime was ${f.asked}; it must be later than now and at most twelve months ahead.`,
  ),
  'consent-of-another-person': answer(
    403,
    'FORBIDDEN',
    'Not this person’s consent',
    'data.loggedUser must be the person who asked for the consent; for a company, somebody who acts for it.',
  ),
  'consent-company-differs': answer(
    422,
    'ERRO_NAO_MAPEADO',
    'businessEntity differs',
    'data.businessEntity must be the one of the consent, and missing where the consent has none.',
  ),
  'consent-extension-not-later': answer(422, 'DATA_EXPIRACAO_INVALIDA', 'Invalid expirationDateTime', (f) =>
    f.current === null
      ? 'The consent is indefinite already: there is nothing to extend.'
      : 'expirationDateTime must be later than that of the consent, or missing for an indefinite one.',
  ),

  // The bank itself.
  'lane-closed': answer(
    403,
    'FORBIDDEN',
    'Open lane is closed',
    "The open lane shows nobody's data until the bank's owner chooses a customer: bancada lane open --customer LOGIN.",
  ),
  'under-maintenance': answer(
    503,
    'SERVICE_UNAVAILABLE',
    'Scheduled maintenance',
    (f) => `These APIs are closed until ${f.until}; try again then. Reason: ${f.description}`,
    { 'retry-after': '60' },
  ),
  'bank-changing': answer(
    503,
    'SERVICE_UNAVAILABLE',
    'Bank is changing its state',
    'The bank is being reset or restored; try again in a moment.',
    { 'retry-after': '1' },
  ),
  'internal-error': answer(
    500,
    'INTERNAL_SERVER_ERROR',
    'Internal error',
    'The bank failed to answer. The failure is in its log under the interaction id.',
  ),
}

const WINDOW_REASONS: Record<string, string> = {
  'one-date-only': 'Send both dates or none.',
  'no-such-date': 'There is no such date.',
  'from-after-to': 'fromBookingDate is after toBookingDate.',
  'too-early': 'fromBookingDate is too far back.',
  'too-late': 'toBookingDate is too far ahead.',
}
