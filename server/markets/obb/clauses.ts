import type { Clause } from '../market.ts'

/** The clause each gateway step enforces in this market, and what puts a refusal right. */
export const clauses: Readonly<Record<string, Clause>> = {
  'route-known': {
    clause: 'accounts v2, resources v3, consents v3: paths',
    fix: 'Take the address from the participants list.',
  },
  'accept-served': { clause: 'Open Finance Brasil APIs: 406', fix: 'Send Accept: application/json, */* or none.' },
  'body-typed': { clause: 'Open Finance Brasil APIs: 415', fix: 'Send Content-Type: application/json.' },
  'certificate-shown': {
    clause: 'FAPI-BR 5.2.2: mutual TLS on every protected call',
    fix: "Call the mutual-TLS port with the application's certificate.",
  },
  'certificate-trusted': {
    clause: 'Certificate standard: issued by the directory, valid, not revoked',
    fix: "Use the certificate of the application's credentials.",
  },
  'token-sent': {
    clause: 'RFC 6750 2.1; FAPI 1.0 Part 1 6.2.1: never in the query',
    fix: 'Send Authorization: Bearer <token>.',
  },
  'token-active': { clause: 'FAPI 1.0 Part 1 6.2.1: verify the token', fix: 'Get a new token, or refresh.' },
  'token-bound': {
    clause: 'RFC 8705 3: certificate-bound access tokens',
    fix: 'Use the certificate that the token was issued to.',
  },
  'interaction-id-sent': {
    clause: 'Open Finance Brasil APIs: x-fapi-interaction-id required, UUID',
    fix: 'Send a fresh UUID with each call.',
  },
  'token-kind': {
    clause: 'Open Finance Brasil APIs: security of each operation',
    fix: "Use client_credentials for consents, the customer's token for data.",
  },
  'token-scope': {
    clause: 'Open Finance Brasil APIs: scope of each operation',
    fix: "Ask for the API's scope in the authorization request.",
  },
  'consent-active': { clause: 'consents v3: status AUTHORISED', fix: 'Ask the customer for a new consent.' },
  'consent-permission': {
    clause: 'Open Finance Brasil APIs: permissions of each operation',
    fix: "Lodge a consent with the permission's group.",
  },
  'customer-chosen': {
    clause: 'Open lane of this bank; no part of the standard',
    fix: 'Choose a customer for it: bancada lane open --customer LOGIN, or in the console.',
  },
  'parameters-valid': {
    clause: "The operation's parameters in the official document",
    fix: 'Correct the named parameter.',
  },
  'body-valid': { clause: "The operation's request body in the official document", fix: 'Correct the named field.' },
  'resource-covered': {
    clause: 'Resources v3 and product APIs: 403 RESOURCE_FORBIDDEN',
    fix: 'Use ids from GET /resources of this consent.',
  },
  'resource-status': {
    clause: 'Resources v3: status of a resource',
    fix: 'Wait until the resource is AVAILABLE again.',
  },
  'booking-window': { clause: 'accounts v2: fromBookingDate, toBookingDate', fix: 'Send both dates, within reach.' },
  'customer-login': {
    clause: 'FAPI-BR: acr LoA2 with one factor, LoA3 with two; OpenID Connect Core 5.5.1.1',
    fix: 'Give the right password and, where it is asked for, the newest code on the phone.',
  },
  'login-return': {
    clause: 'OpenID Connect Core 3.1.2.7, 3.1.3.7: state, nonce, code and acr of the return; RFC 9207: its issuer',
    fix: 'Log in again: each return from the provider is good once, in the browser that was sent there.',
  },
  'consent-known': { clause: 'consents v3: 404', fix: 'Use the consentId that POST /consents returned.' },
  'consent-owner': { clause: 'consents v3: 403', fix: 'Use the application that lodged the consent.' },
  'consent-state': {
    clause: 'consents v3: 422 CONSENTIMENTO_EM_STATUS_REJEITADO',
    fix: 'Nothing to do: the consent has ended.',
  },
  'consent-person': {
    clause: 'consents v3, extends: loggedUser is the one of the consent (403)',
    fix: 'Send the document of the person who asked for the consent.',
  },
  'consent-company': {
    clause: 'consents v3, extends: businessEntity can not change',
    fix: 'Send the company of the consent, or none where it has none.',
  },
  'consent-expiry': {
    clause: 'consents v3: 422 DATA_EXPIRACAO_INVALIDA',
    fix: 'Send a date within twelve months, or none.',
  },
}
