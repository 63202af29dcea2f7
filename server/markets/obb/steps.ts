import type { StepId } from '../api.ts'

/**
 * What the gateway asks of every call. A closed service answers nobody; then security answers before anything else: a
 * call that is both unauthenticated and malformed is unauthenticated, and a token whose consent has ended authenticates
 * nobody.
 */
export const steps: readonly StepId[] = [
  'no-maintenance',
  'certificate-shown',
  'token-sent',
  'token-active',
  'token-bound',
  'consent-active',
  'interaction-id-sent',
  'token-kind',
  'token-scope',
  'consent-permission',
  'consent-not-held',
  'accept-served',
  'body-typed',
  'parameters-valid',
  'body-valid',
]
