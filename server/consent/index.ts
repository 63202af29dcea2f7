export type { ConsentLife, ConsentMove, ConsentTimer } from './life.ts'
export type { Authorisation, Consent, ConsentEnding, ConsentExtension, NewConsent, NewExtension } from './model.ts'
export { type ConsentDeps, type Consents, openConsents } from './operations.ts'
