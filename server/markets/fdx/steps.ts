import type { StepId } from '../api.ts'

/**
 * What the gateway asks of every call: whether anybody is answered at all, then who calls, then what the consent opens, then the form of the request, so that
 * nobody learns of an account by asking badly for it (FDX core API, errors 603, 602, 401).
 */
export const steps: readonly StepId[] = [
  'no-maintenance',
  'certificate-shown',
  'token-sent',
  'token-active',
  'token-bound',
  'token-kind',
  'token-scope',
  'consent-active',
  'consent-permission',
  'consent-not-held',
  'interaction-id-formed',
  'accept-served',
  'body-typed',
  'parameters-valid',
  'body-valid',
]

/** The same for operations that tell of a consent itself: they answer for one that ended, too. */
export const consentSteps: readonly StepId[] = steps.filter(
  (step) => step !== 'consent-active' && step !== 'consent-permission' && step !== 'consent-not-held',
)

/** The same for operations that tell of the bank itself: they answer while the others are under maintenance, too. */
export const openSteps: readonly StepId[] = steps.filter((step) => step !== 'no-maintenance')
