export {
  type ConsentObject,
  type ConsentRouteDeps,
  type ConsentRow,
  type ConsentWish,
  consentRoutes,
} from './console.ts'
export type { ConsentHold, ConsentLife, ConsentMove, ConsentTimer } from './life.ts'
export type {
  Authorisation,
  Consent,
  ConsentEnding,
  ConsentExtension,
  ConsentHistory,
  HistoricMove,
  NewConsent,
  NewExtension,
} from './model.ts'
export { endingFacts } from './model.ts'
export { type ConsentDeps, type Consents, openConsents } from './operations.ts'
export { type ConsentPast, openConsentPast } from './past.ts'
export type { ConsentPage } from './store.ts'
