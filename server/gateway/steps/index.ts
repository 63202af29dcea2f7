import type { Step } from '../call.ts'
import { acceptServed } from './accept-served.ts'
import { bodyTyped } from './body-typed.ts'
import { bodyValid } from './body-valid.ts'
import { certificateShown } from './certificate-shown.ts'
import { consentActive } from './consent-active.ts'
import { consentPermission } from './consent-permission.ts'
import { interactionIdSent } from './interaction-id-sent.ts'
import { parametersValid } from './parameters-valid.ts'
import { tokenActive } from './token-active.ts'
import { tokenBound } from './token-bound.ts'
import { tokenKind } from './token-kind.ts'
import { tokenScope } from './token-scope.ts'
import { tokenSent } from './token-sent.ts'

/**
 * The gateway's rules in the order they are asked. Security answers before anything else: a call that is both
 * unauthenticated and malformed is unauthenticated.
 */
export const STEPS: readonly Step[] = [
  certificateShown,
  tokenSent,
  tokenActive,
  tokenBound,
  interactionIdSent,
  tokenKind,
  tokenScope,
  consentActive,
  consentPermission,
  acceptServed,
  bodyTyped,
  parametersValid,
  bodyValid,
]
