import { type Facts, type Problem, UNCODED } from '#kernel'

/** A refusal in the words of OAuth: status, code and a description that teaches. */
export type OAuthAnswer = { status: number; error: string; description: string; headers?: Record<string, string> }

type Wording = Omit<OAuthAnswer, 'description'> & { description: (facts: Facts) => string }

const wording = (status: number, error: string, description: string | ((facts: Facts) => string)): Wording => ({
  status,
  error,
  description: typeof description === 'string' ? () => description : description,
})

/** How identity's own refusals read on the wire; the engine words its own. Codes of RFC 6749, 7591 and 7592. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  'route-unknown': wording(
    404,
    'invalid_request',
    (f) => `there is no ${f.path} at this authorization server; its metadata lists its addresses`,
  ),
  'method-not-allowed': wording(
    405,
    'invalid_request',
    (f) => `${f.method} is not offered here; use ${(f.allowed as string[]).join(', ')}`,
  ),
  'media-type-unsupported': wording(415, 'invalid_request', (f) => `send the body as ${f.needed}`),
  'content-coding-unsupported': {
    ...wording(415, 'invalid_request', (f) => `send the body without Content-Encoding; it came as ${f.coding}`),
    headers: UNCODED,
  },
  'body-too-large': wording(413, 'invalid_request', (f) => `the body is over ${f.limit} bytes`),
  'body-late': wording(408, 'invalid_request', (f) => `the body did not arrive whole within ${f.seconds} seconds`),
  'body-broken': wording(400, 'invalid_request', 'the body could not be read'),
  'certificate-missing': wording(
    401,
    'invalid_client',
    "no client certificate was presented; call the mutual-TLS port with the application's transport certificate",
  ),
  'certificate-untrusted': wording(401, 'invalid_client', (f) => `the client certificate ${f.reason}`),
  'certificate-of-another-client': wording(
    401,
    'invalid_client',
    "the client certificate belongs to another application: it does not name this client's software",
  ),
  'authentication-twice': wording(
    400,
    'invalid_request',
    'the client authenticates by one method in a request: leave client_secret out',
  ),
  'client-inactive': wording(
    401,
    'invalid_client',
    "the directory has set this client's software or its organisation aside",
  ),
  'token-missing': wording(401, 'invalid_token', 'the access token is missing: send it as Authorization: Bearer'),
  'token-inactive': wording(401, 'invalid_token', 'the access token is unknown, expired or revoked'),
  'consent-not-active': wording(401, 'invalid_token', 'the consent behind the access token has ended'),
  'token-certificate-mismatch': wording(401, 'invalid_token', 'the access token is bound to another certificate'),
  'key-proof-missing': wording(401, 'invalid_dpop_proof', 'the proof is missing: send it in the DPoP header'),
  'key-proof-invalid': wording(401, 'invalid_dpop_proof', (f) => `the proof does not fit this call: ${f.reason}`),
  'token-kind-wrong': wording(403, 'insufficient_scope', 'the access token has no account holder behind it'),
  'interaction-unknown': wording(
    400,
    'invalid_request',
    'this page is no longer current; go back to the app and start again',
  ),
  'form-token-invalid': wording(
    403,
    'invalid_request',
    "this form was not sent from the bank's own page, or its page is no longer current",
  ),
  'login-return-unknown': wording(
    400,
    'invalid_request',
    'nobody was sent to log in with this state, or they came back with it already',
  ),
  'scope-not-for-clients': wording(
    400,
    'invalid_scope',
    (f) => `client_credentials gives ${(f.allowed as string[]).join(', ')} only`,
  ),
  'response-mode-unsupported': wording(
    400,
    'invalid_request',
    (f) => `response_mode must be ${(f.allowed as string[]).join(' or ')}, or left out`,
  ),
  'request-uri-pushed': wording(400, 'invalid_request', "request_uri can't be pushed; push the request object itself"),
  'request-uri-unknown': wording(
    400,
    'invalid_request_uri',
    "the request_uri is unknown, expired, used already or another client's; push the request again",
  ),
  'registration-token-invalid': wording(
    401,
    'invalid_token',
    "the registration access token is missing or not this client's",
  ),
  'software-statement-missing': wording(400, 'invalid_software_statement', 'software_statement is missing'),
  'software-statement-invalid': wording(
    400,
    'invalid_software_statement',
    (f) => STATEMENT_REASONS[String(f.reason)]?.(f) ?? 'the software statement is not valid',
  ),
  'statement-unapproved': wording(400, 'unapproved_software_statement', (f) => `${f.member} is ${f.value}`),
  'statement-mismatch': wording(
    400,
    'invalid_software_statement',
    (f) => `${f.what} is not the statement's ${f.other}`,
  ),
  'registration-metadata-invalid': wording(400, 'invalid_client_metadata', (f) => `${f.member}: ${f.reason}`),
  'registration-redirect-invalid': wording(
    400,
    'invalid_redirect_uri',
    (f) => `${f.uri ?? 'redirect_uris'}: ${f.reason}${f.instead ? `; register ${f.instead} instead` : ''}`,
  ),
  'registration-webhook-invalid': wording(400, 'invalid_webhook_uris', (f) => String(f.reason)),
  'software-registered-already': wording(
    400,
    'invalid_client_metadata',
    'this software statement is registered already; manage that client instead',
  ),
  'registration-chain-changed': wording(
    400,
    'invalid_client_metadata',
    'intermediaries: an application through other intermediaries is another client; register that one',
  ),
  'interaction-id-invalid': wording(400, 'invalid_request', (f) => `${f.header} must be a UUID of 36 characters`),
  'client-id-mismatch': wording(400, 'invalid_client_metadata', 'client_id must be the one in the address'),
  'bank-changing': wording(
    503,
    'temporarily_unavailable',
    'the bank is being reset or restored; try again in a moment',
  ),
}

const STATEMENT_REASONS: Record<string, (facts: Facts) => string> = {
  malformed: () => 'the software statement is not a signed JWT',
  algorithm: () => 'the software statement must be signed with PS256',
  key: () => "the software statement names a key the directory doesn't have",
  signature: () => "the software statement's signature is wrong",
  age: (f) => `the software statement is more than ${f.maxAgeSeconds} seconds old; get a fresh one from the directory`,
  claims: () => 'the software statement lacks required claims',
  'software-unknown': () => "the directory doesn't know the statement's software in this market",
}

/** Words a problem for OAuth; anything unlisted is the server's own failure and tells nothing. */
export function oauthAnswer(problem: Problem): OAuthAnswer {
  const found = WORDINGS[problem.type]
  if (!found) return { status: 500, error: 'server_error', description: 'the authorization server failed to answer' }
  return { ...found, description: plain(found.description(problem.facts)) }
}

/** RFC 6749 5.2: printable ASCII without quotes and backslashes. */
function plain(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, "'")
}
