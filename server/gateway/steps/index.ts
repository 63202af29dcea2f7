import type { Market, Route, StepId } from '#markets'
import type { Step } from '../call.ts'
import { acceptServed } from './accept-served.ts'
import { bodyTyped } from './body-typed.ts'
import { bodyValid } from './body-valid.ts'
import { certificateShown } from './certificate-shown.ts'
import { consentActive } from './consent-active.ts'
import { consentNotHeld } from './consent-not-held.ts'
import { consentPermission } from './consent-permission.ts'
import { customerChosen } from './customer-chosen.ts'
import { interactionIdFormed } from './interaction-id-formed.ts'
import { interactionIdSent } from './interaction-id-sent.ts'
import { noMaintenance } from './no-maintenance.ts'
import { parametersValid } from './parameters-valid.ts'
import { tokenActive } from './token-active.ts'
import { tokenBound } from './token-bound.ts'
import { tokenKind } from './token-kind.ts'
import { tokenScope } from './token-scope.ts'
import { tokenSent } from './token-sent.ts'

/** The gateway's rules by id: a market can name no other. */
const BY_ID: Readonly<Record<StepId, Step>> = {
  'no-maintenance': noMaintenance,
  'certificate-shown': certificateShown,
  'token-sent': tokenSent,
  'token-active': tokenActive,
  'token-bound': tokenBound,
  'interaction-id-sent': interactionIdSent,
  'interaction-id-formed': interactionIdFormed,
  'token-kind': tokenKind,
  'token-scope': tokenScope,
  'consent-active': consentActive,
  'consent-permission': consentPermission,
  'customer-chosen': customerChosen,
  'consent-not-held': consentNotHeld,
  'accept-served': acceptServed,
  'body-typed': bodyTyped,
  'parameters-valid': parametersValid,
  'body-valid': bodyValid,
}

/** The rules a route asks, in the order it asks them: its own list, else its market's. */
export function stepsOf(market: Market, route: Route): readonly Step[] {
  return (route.steps ?? market.steps).map((id) => BY_ID[id])
}
