import { describe, expect, it } from 'vitest'
import { ruleOfEngine } from '../../server/identity/engine-rules.ts'

describe('The rule behind a refusal of the engine', () => {
  it.each([
    ['access_denied', 'the consent is for another customer', 'consent-customer'],
    ['access_denied', 'the consent is no longer waiting for its customer', 'consent-waiting'],
    ['access_denied', 'the account holder shares with this app as often as they may', 'consent-few'],
    ['access_denied', 'the account holder did not log in', 'customer-decides'],
    ['invalid_request', "the consent is REJECTED and can't be authorised", 'request-consent'],
    ['invalid_request', 'the scope must name exactly one consent (consent:<id>)', 'request-consent'],
    ['invalid_request', 'the scope names a consent that this client did not lodge', 'request-consent'],
    ['invalid_request', 'the scope names another consent than login_hint', 'phone-hint'],
    ['invalid_request', 'id_token_hint is not accepted; login_hint names the consent', 'phone-hint'],
    [
      'invalid_request',
      'missing one of required parameters login_hint_token, id_token_hint, or login_hint',
      'phone-hint',
    ],
    ['invalid_request', 'id_token_hint is not accepted', 'request-hint'],
    ['invalid_request', 'could not validate id_token_hint', 'request-hint'],
    ['invalid_request', 'a signed request object is needed', 'request-signed'],
    ['invalid_request', 'openid scope must be requested for this response_type', 'request-scope'],
    ['invalid_request', 'requested response_type is not allowed for this client', 'request-response'],
    ['invalid_client_metadata', 'response_types can only contain code id_token', 'registration-metadata'],
    ['invalid_client_metadata', 'default_max_age must be a non-negative integer', 'registration-metadata'],
    ['invalid_client_metadata', 'dpop_bound_access_tokens must be a boolean', 'registration-metadata'],
    ['invalid_redirect_uri', 'redirect_uris must contain members', 'registration-redirect'],
    ['invalid_authorization_details', "authorization details type 'DPoP' is not allowed", 'request-details'],
  ])('%s, "%s": %s', (error, error_description, rule) => {
    expect(ruleOfEngine({ error, error_description })).toBe(rule)
  })

  it('is told by what the engine keeps to itself: an assertion for the token endpoint (FAPI 2.0 5.3.2.1)', () => {
    const error_detail = 'the client assertion must be for the issuer alone'
    const refusal = { error: 'invalid_client', error_description: 'client authentication failed', error_detail }
    expect(ruleOfEngine(refusal)).toBe('assertion-audience')
  })
})
