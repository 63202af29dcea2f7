export type { Credentials, MessageKey } from './credentials.ts'
export {
  type Directory,
  openDirectory,
  type PublicDocument,
} from './directory.ts'
export type { KeySet } from './key-sets.ts'
export type { NewOrganisation } from './participants.ts'
export { openDirectoryPast, type PastSoftware } from './past.ts'
export type { CertificateFacts } from './peer-certificate.ts'
export { REVOCATION_REASONS, type RevocationReason } from './revocation.ts'
export type { ServerCredentials } from './server-certificate.ts'
export type { NewSoftware, SoftwareChange } from './software.ts'
export type { StatementFault } from './statements.ts'
export type { Organisation, Software } from './store.ts'
