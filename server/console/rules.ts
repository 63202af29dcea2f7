import { Problem } from '#kernel'

/** The rules of the console API, in the table that explains them, with the types of problem that they refuse with. */
export const REFUSED_WITH: Readonly<Record<string, readonly string[]>> = {
  'console-host': ['host-unknown'],
  'console-origin': ['origin-foreign', 'site-foreign'],
  'console-path': ['target-malformed', 'path-unknown'],
  'console-method': ['method-not-allowed'],
  'console-token': ['authorization-malformed', 'token-missing', 'token-unknown', 'session-ended'],
  'console-role': ['role-insufficient'],
  'console-media-type': ['media-type-unsupported', 'encoding-unsupported'],
  'console-body': ['body-too-large', 'body-not-json', 'body-cut-short', 'body-late'],
  'console-fields': [
    ...['request-invalid', 'query-invalid', 'revocation-reason-unknown', 'certificate-kind-unknown'],
    ...['certificate-request-invalid', 'setting-unknown', 'setting-out-of-bounds', 'duration-invalid'],
    ...['clock-not-forward', 'clock-too-far', 'snapshot-name-invalid'],
  ],
  'console-object': [
    ...['journey-not-found', 'exchange-not-found', 'rule-not-known', 'application-not-found', 'developer-not-found'],
    ...['organisation-not-found', 'software-not-found', 'certificate-not-found', 'certificate-key-elsewhere'],
    ...['job-not-found', 'product-not-found', 'delivery-not-found', 'incident-not-found', 'outage-not-found'],
    ...['month-not-found', 'lane-not-found', 'customer-not-found', 'account-not-found', 'consent-not-found'],
    ...['snapshot-not-found', 'phone-request-not-found', 'approval-hook-closed', 'token-not-found', 'client-unknown'],
  ],
  'console-state': [
    ...['exchange-not-refused', 'organisation-is-the-bank', 'organisation-generated', 'application-generated'],
    ...['software-generated', 'delivery-over', 'outage-overlaps', 'outage-over', 'keys-announced'],
    ...['request-not-pushed', 'request-in-browser', 'phone-request-ended', 'token-ended', 'client-certificate-revoked'],
    ...['state-change-under-way', 'snapshot-exists', 'snapshot-unreadable', 'snapshot-of-another-bank'],
    ...['data-folder-newer', 'database-in-use'],
  ],
  'console-consent': [
    ...['consent-state-forbids', 'consent-held', 'consent-not-held', 'consent-hold-forbidden', 'bank-may-not-end'],
  ],
  'console-customer': [
    ...['phone-login-failed', 'phone-of-another-person', 'consent-of-another-person', 'consent-of-another-company'],
    ...['company-not-represented'],
  ],
  'console-accounts': ['accounts-not-shareable', 'accounts-none-chosen'],
  'console-market': ['market-refuses'],
  'console-ready': ['live-readers-too-many', 'bank-changing', 'history-not-made', 'key-file-unreadable'],
  'marketplace-organisation': ['organisation-taken', 'registration-number-taken'],
  'marketplace-number': ['registration-number-invalid'],
  'marketplace-name': ['organisation-name-invalid', 'software-name-invalid'],
  'marketplace-role': ['role-unknown', 'organisation-without-role'],
  'marketplace-email': ['email-taken'],
  'marketplace-password': ['password-too-short'],
  'marketplace-sign-in': ['sign-in-refused', 'login-locked'],
  'marketplace-market': ['market-unknown', 'lane-unknown'],
  'marketplace-redirect': ['redirect-uri-not-allowed'],
  'marketplace-notification': ['notification-uri-not-allowed'],
  'marketplace-address': ['software-uri-invalid'],
  'marketplace-detail': ['application-detail-invalid'],
  'marketplace-key': ['idempotency-key-reused'],
  'marketplace-registered': [
    ...['application-not-ready', 'provisioning-failed', 'provisioning-finished', 'provisioning-timeout'],
    ...['credentials-missing'],
  ],
}

const RULES = new Map(Object.entries(REFUSED_WITH).flatMap(([rule, types]) => types.map((type) => [type, rule])))

/** Gives a refusal of a call the rule that made it, where the room that threw it named none: it speaks for no market. */
export function underRule(error: unknown): unknown {
  if (error instanceof Problem) error.rule ??= RULES.get(error.type)
  return error
}
