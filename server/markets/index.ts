import { fdx } from './fdx/index.ts'
import type { Market } from './market.ts'
import { obb } from './obb/index.ts'

export type {
  Api,
  ClientPage,
  PageKeys,
  Parameter,
  RegisteredClient,
  Registry,
  Rooms,
  Route,
  RouteInput,
  SentDocument,
  StepId,
} from './api.ts'
export { route } from './api.ts'
export type {
  AskedConsent,
  ConsentProfile,
  ConsentWish,
  PermissionGroup,
  RequestedConsent,
  RequestedConsents,
  RequestFacts,
  SharedData,
} from './consent-profile.ts'
export type { Answer, AnswerFacts, AnswerFile, Envelope, ProblemAnswer } from './envelope.ts'
export { type Fitting, openFitting } from './fitting.ts'
export type { FraudDesk, FraudReport } from './fraud-desk.ts'
export { type Institution, institutionIn } from './institution.ts'
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
export type { Actor, AddressPlan, ArrowTable, ExampleFacts, HeaderNames, Market } from './market.ts'
export type {
  KeptNotice,
  Notice,
  NoticeFacts,
  NoticePage,
  NoticeProfile,
  Notices,
  Subscription,
  SubscriptionWish,
} from './notice-profile.ts'
export { otherVersion } from './other-version.ts'
export { type LoneMember, type PairedGroup, type PairedRow, type PairedSide, pairTellings } from './pairing.ts'
export type { Portrait, PortraitEntity, PortraitFacts, PortraitPlace } from './portrait.ts'
export type { Participant, Publication, PublishedFacts } from './publication.ts'
export type { RegisteredCertificate, RegisterProfile } from './register-profile.ts'
export type {
  GatewayRegistration,
  RegistrationDetails,
  RegistrationField,
  RegistrationForm,
  RegistrationInput,
  RegistrationProfile,
} from './registration-profile.ts'
export {
  type PlaceName,
  type Right,
  type RightContext,
  RULE_PARTS,
  type Rule,
  type RulePart,
  type RulePlace,
} from './rule.ts'
export { consoleRules } from './rules/console.ts'
export type { BackchannelProfile, SecurityProfile } from './security-profile.ts'
export {
  coveredOperations,
  type MonthlyFigures,
  type OperationAvailability,
  type OperationState,
  type PlannedOutage,
  type ServiceProfile,
  type ServiceRecord,
  serviceProfileOf,
} from './service-profile.ts'
export {
  type Setting,
  type SettingOption,
  type SettingsProfile,
  type SettingValue,
  type SettingValues,
  settingsAtFirst,
} from './settings-profile.ts'
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
export { securityProfilesOf, underSettings } from './under-settings.ts'
export type { Words } from './words.ts'

/** The markets of this bank, in the order they are shown. */
export const markets: readonly Market[] = [obb, fdx]
