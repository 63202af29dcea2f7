import { type Market, securityProfilesOf } from '#markets'

/** What the OpenID engine said of a refusal: its code, what it told the caller, and what it kept to itself. */
export type EngineRefusal = { error: string; error_description?: string | undefined; error_detail?: string | undefined }

type Row = {
  rule: string
  /** The codes it is found under; under any where left out. */
  errors?: readonly string[]
  says: RegExp
  /** Which markets it can be met in; all where left out. */
  only?: (market: Market) => boolean
}

const withPhone = ({ security }: Market) => security.backchannel !== undefined
const namingConsents = ({ consent }: Market) => consent.scopePrefix !== undefined
const bindingToKeys = (market: Market) => securityProfilesOf(market).some(({ fapi2 }) => fapi2)
const askingInDetails = ({ consent }: Market) => consent.requested !== undefined

const limitingConsents = ({ consent }: Market) => consent.mostPerCustomer !== undefined

/** What named-consent.ts says of the consent in a scope. */
const CONSENT_NAMED = /^the scope (must name exactly|names a consent that)|^the consent is \S+ and can't be authorised/

const ASSERTION = ['invalid_client']
const OBJECT = ['invalid_request_object']
const PHONE = ['invalid_request']
const DENIED = ['access_denied']
const METADATA = ['invalid_client_metadata', 'invalid_redirect_uri']

/**
 * Which rule of the market's table each of the engine's refusals is: by its code and words, first fit. The words are
 * the engine's own, or those of the checks that it calls (provider.ts, request-object.ts, adapter.ts).
 */
export const ENGINE_RULES: readonly Row[] = [
  // Codes that say what was refused before any word does: members of a registration and a customer's answer have names
  // and words of other rules in them.
  { rule: 'registration-once', errors: METADATA, says: /registered already/ },
  { rule: 'registration-redirect', errors: METADATA, says: /^redirect_uris/ },
  { rule: 'request-redirect', errors: ['invalid_redirect_uri'], says: /did not match/ },
  { rule: 'registration-metadata', errors: METADATA, says: /./ },
  { rule: 'consent-customer', errors: DENIED, says: /for another customer/ },
  { rule: 'consent-waiting', errors: DENIED, says: /no longer waiting/ },
  { rule: 'consent-few', errors: DENIED, says: /as often as/, only: limitingConsents },
  { rule: 'customer-decides', errors: DENIED, says: /./ },
  { rule: 'request-details', errors: ['invalid_authorization_details'], says: /./, only: askingInDetails },

  // How a client shows who it is.
  { rule: 'assertion-once', errors: ASSERTION, says: /must only be used once/ },
  { rule: 'assertion-lifetime', errors: ASSERTION, says: /expiration must be|lives too long|jwt expired/ },
  { rule: 'assertion-lifetime', errors: ASSERTION, says: /jwt (not active yet|issued in the future)/ },
  { rule: 'assertion-lifetime', errors: ASSERTION, says: /invalid (exp|nbf|iat) value/ },
  { rule: 'assertion-once', errors: ASSERTION, says: /jti/ },
  { rule: 'assertion-issuer', errors: ASSERTION, says: /\biss\b|issuer invalid|\(JWT subject\)|invalid sub value/ },
  { rule: 'assertion-audience', errors: ASSERTION, says: /\baud\b|audience|for the issuer alone/ },
  { rule: 'assertion-algorithm', errors: ASSERTION, says: /alg mismatch/ },
  { rule: 'client-certificate', errors: ASSERTION, says: /client certificate|certificate subject/ },
  { rule: 'client-known', errors: ASSERTION, says: /client not found|client is invalid/ },
  { rule: 'client-method', errors: ASSERTION, says: /does not match the registered|invalid secret/ },
  { rule: 'assertion-signature', errors: ASSERTION, says: /signature|no applicable key|JSON Web Key|key set/i },
  { rule: 'assertion-form', errors: ASSERTION, says: /JWT|JWS|JWKS|token|payload/i },
  { rule: 'assertion-form', says: /invalid client_assertion format/ },
  { rule: 'client-method', says: /client_assertion|no client authentication|authentication must only/ },
  { rule: 'client-method', says: /authorization header (value|scheme)|client_secret/ },
  { rule: 'assertion-issuer', errors: ['invalid_request'], says: /^client_id mismatch/ },

  // Proofs of keys that tokens are bound to.
  { rule: 'key-proof', errors: ['invalid_dpop_proof', 'use_dpop_nonce'], says: /./, only: bindingToKeys },
  { rule: 'key-proof', says: /DPoP|dpop|jkt|proof-of-possession/, only: bindingToKeys },

  // What is asked for.
  { rule: 'request-lifetime', errors: OBJECT, says: /\b(exp|nbf|iat)\b|jwt (expired|not active yet|issued)/ },
  { rule: 'request-audience', errors: OBJECT, says: /\baud\b|audience/ },
  { rule: 'request-issuer', errors: OBJECT, says: /issuer invalid|invalid iss value/ },
  { rule: 'request-client', errors: OBJECT, says: /client_id/ },
  { rule: 'request-nested', errors: OBJECT, says: /must not contain request/ },
  { rule: 'request-algorithm', errors: OBJECT, says: /\balg\b/ },
  { rule: 'request-response', errors: OBJECT, says: /response_type/ },
  { rule: 'request-signature', errors: OBJECT, says: /could not validate|no kid header/ },
  { rule: 'request-signed', errors: OBJECT, says: /./ },
  { rule: 'request-pushed', says: /Pushed Authorization Request must be used|request_uri parameters MUST NOT/ },
  // An address that no push gave is refused without a word.
  { rule: 'request-uri-current', errors: ['invalid_request_uri', 'request_uri_not_supported'], says: /^/ },
  { rule: 'request-signed', says: /Request Object must be used/ },
  { rule: 'request-members', says: /the request object has no/ },
  { rule: 'request-consent', errors: ['invalid_request'], says: CONSENT_NAMED, only: namingConsents },
  {
    rule: 'request-details',
    errors: ['invalid_scope'],
    says: /authorization_details|scope lacks/,
    only: askingInDetails,
  },
  { rule: 'request-hint', says: /could not validate id_token_hint|^id_token_hint is not accepted$/ },
  { rule: 'request-response', errors: ['unsupported_response_type', 'unsupported_response_mode'], says: /./ },
  { rule: 'request-scope', says: /^openid scope must/ },
  { rule: 'request-response', says: /response_(type|mode)/ },
  { rule: 'request-pkce', errors: ['invalid_request'], says: /code_challenge|PKCE/ },
  // A member of the request object that is a list is to the engine a parameter that came twice.
  { rule: 'request-claims', says: /claims'?(\.| parameter|\b.*JSON)/ },
  { rule: 'request-prompt', says: /prompt|max_age/ },
  { rule: 'customer-login', errors: ['login_required'], says: /another account holder/ },
  { rule: 'request-prompt', errors: ['login_required', 'consent_required', 'interaction_required'], says: /./ },
  { rule: 'request-client', says: /client is invalid/ },

  // What is asked on the phone: the engine calls a faulty object an invalid request there (CIBA 13).
  { rule: 'phone-hint', errors: ['invalid_login_hint'], says: /./, only: withPhone },
  { rule: 'phone-hint', errors: ['invalid_request'], says: /login_hint|another consent than/, only: withPhone },
  { rule: 'phone-once', errors: PHONE, says: /\bjti\b/, only: withPhone },
  { rule: 'phone-code', errors: PHONE, says: /user_code/, only: withPhone },
  { rule: 'phone-message', errors: ['invalid_binding_message'], says: /./, only: withPhone },
  { rule: 'phone-expiry', errors: PHONE, says: /requested_expiry/, only: withPhone },
  { rule: 'phone-notification', errors: PHONE, says: /client_notification_token/, only: withPhone },
  { rule: 'phone-customer', errors: ['unknown_user_id'], says: /./, only: withPhone },
  { rule: 'request-claims', errors: ['unmet_authentication_requirements'], says: /./ },
  {
    rule: 'request-lifetime',
    errors: PHONE,
    says: /\b(exp|nbf|iat) (is (more|past|ahead)|value)|jwt (expired|not active|issued)/,
  },
  { rule: 'request-audience', errors: PHONE, says: /jwt audience|invalid aud value/ },
  { rule: 'request-issuer', errors: PHONE, says: /issuer invalid|invalid iss value/ },
  { rule: 'request-client', errors: PHONE, says: /request client_id/ },
  { rule: 'request-nested', errors: PHONE, says: /must not contain request/ },
  { rule: 'request-algorithm', errors: PHONE, says: /signed request alg|preregistered alg/ },
  { rule: 'request-signature', errors: PHONE, says: /could not validate Request Object|no kid header/ },
  { rule: 'request-signed', errors: PHONE, says: /Request Object|signed request object/ },

  // What is exchanged.
  { rule: 'phone-answered', errors: ['authorization_pending'], says: /./, only: withPhone },
  { rule: 'phone-interval', errors: ['slow_down'], says: /./, only: withPhone },
  { rule: 'phone-current', errors: ['expired_token'], says: /./, only: withPhone },
  { rule: 'phone-current', errors: ['invalid_grant'], says: /backchannel authentication request/, only: withPhone },
  { rule: 'grant-type', errors: ['unsupported_grant_type', 'unauthorized_client'], says: /./ },
  { rule: 'grant-type', says: /grant type|is not allowed for this client/ },
  { rule: 'grant-client', errors: ['invalid_grant'], says: /client mismatch/ },
  { rule: 'code-redirect', errors: ['invalid_grant'], says: /redirect_uri mismatch/ },
  { rule: 'code-verifier', errors: ['invalid_grant'], says: /code_(verifier|challenge)/ },
  { rule: 'code-verifier', says: /code_verifier/ },
  { rule: 'code-current', errors: ['invalid_grant'], says: /authorization code/ },
  { rule: 'refresh-current', errors: ['invalid_grant'], says: /refresh token/ },
  { rule: 'token-bound', errors: ['invalid_grant', 'invalid_token'], says: /x5t|mutual TLS/ },
  { rule: 'grant-alive', errors: ['invalid_grant'], says: /./ },
  { rule: 'refresh-scope', errors: ['invalid_scope'], says: /refresh token missing/ },
  { rule: 'token-target', errors: ['invalid_target'], says: /./ },
  { rule: 'parameters-present', says: /missing required parameter/ },
  { rule: 'parameters-once', says: /must not be provided twice/ },
  { rule: 'revocation-own', errors: ['unsupported_token_type'], says: /./ },
  { rule: 'revocation-own', errors: ['invalid_request'], says: /not authorized to|token.*revo/i },
  { rule: 'request-scope', errors: ['invalid_scope'], says: /./ },

  // What is registered.
  { rule: 'request-redirect', errors: ['invalid_request'], says: /redirect_uri/ },
  { rule: 'registration-fields', says: /MUST NOT include/ },
  { rule: 'registration-client-id', says: /provided client_id/ },
  { rule: 'registration-token', errors: ['invalid_token'], says: /registration|client mismatch/ },
  { rule: 'registration-token', says: /does not have permission to/ },
  { rule: 'token-active', errors: ['invalid_token'], says: /./ },
  { rule: 'body-valid', says: /parse the request body|content-type bodies/ },
]

/** The rule of last resort: a message that OAuth does not know. */
export const UNKNOWN_RULE = 'oauth-request'

/** The rule behind a refusal of the engine. */
export function ruleOfEngine({ error, error_description = '', error_detail = '' }: EngineRefusal): string {
  const said = [error_detail, error_description]
  const row = ENGINE_RULES.find(
    ({ errors, says }) => (errors === undefined || errors.includes(error)) && said.some((text) => says.test(text)),
  )
  return row?.rule ?? UNKNOWN_RULE
}
