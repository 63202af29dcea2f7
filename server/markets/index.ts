import type { Market } from './market.ts'
import { obb } from './obb/index.ts'

export {
  CERTIFIED,
  issuesTokens,
  type Lane,
  type LaneMark,
  laneHeader,
  laneOf,
  marketIdOf,
  withLanes,
} from './lanes.ts'
export type {
  AddressPlan,
  Answer,
  AnswerFacts,
  Api,
  ArrowTable,
  BackchannelProfile,
  ConsentProfile,
  ConsentWish,
  Envelope,
  ExampleFacts,
  HeaderNames,
  Market,
  PageKeys,
  Parameter,
  Participant,
  PermissionGroup,
  ProblemAnswer,
  Publication,
  PublishedFacts,
  RegistrationInput,
  RegistrationProfile,
  Rooms,
  Route,
  RouteInput,
  SecurityProfile,
  SharedData,
  StepId,
  Words,
} from './market.ts'
export { route } from './market.ts'
export type { RegisteredCertificate, RegisterProfile } from './register-profile.ts'
export {
  type PlaceName,
  type Right,
  type RightContext,
  RULE_PARTS,
  type Rule,
  type RulePart,
  type RulePlace,
} from './rule.ts'
export type {
  CertificateAttribute,
  CertificateKind,
  KeySetUris,
  SealProfile,
  SubjectIds,
  TrustFacts,
  TrustOrganisation,
  TrustProfile,
  TrustSoftware,
} from './trust-profile.ts'

/** The markets of this bank, in the order they are shown. */
export const markets: readonly Market[] = [obb]
