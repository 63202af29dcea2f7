export type { ConsentLife, ConsentMove, ConsentTimer } from './life.ts'
export type { Authorisation, Consent, ConsentEnding, ConsentHistory, HistoricMove, NewConsent } from './model.ts'
export { type ConsentDeps, type Consents, openConsents } from './operations.ts'
export { type ConsentPast, openConsentPast } from './past.ts'
