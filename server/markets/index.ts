import type { Market } from './market.ts'
import { obb } from './obb/index.ts'

export type {
  AddressPlan,
  Answer,
  AnswerFacts,
  Api,
  ArrowTable,
  Clause,
  ConsentProfile,
  Envelope,
  Market,
  PageKeys,
  Parameter,
  ProblemAnswer,
  RegistrationInput,
  RegistrationProfile,
  Rooms,
  Route,
  RouteInput,
  SecurityProfile,
  SharedData,
  Words,
} from './market.ts'
export { route } from './market.ts'
export type {
  CertificateAttribute,
  KeySetUris,
  TrustFacts,
  TrustOrganisation,
  TrustProfile,
  TrustSoftware,
} from './trust-profile.ts'

/** The markets of this bank, in the order they are shown. */
export const markets: readonly Market[] = [obb]
