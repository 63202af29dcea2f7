import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import type { CertificateKind } from '#markets'
import type { DirectoryAddresses } from './addresses.ts'
import type { DirectoryAnswer, DirectoryCall } from './api/call.ts'
import type { IssueOptions } from './certificates.ts'
import type { Credentials } from './credentials.ts'
import type { KeySet } from './key-sets.ts'
import type { NewOrganisation } from './participants.ts'
import type { CertificateFacts } from './peer-certificate.ts'
import type { RevocationReason } from './revocation.ts'
import type { ServerCredentials } from './server-certificate.ts'
import type { NewSoftware, SoftwareChange } from './software.ts'
import type { Organisation, Software } from './store.ts'
import type { CertificateView } from './views.ts'

/** Whose certificates: a software's, or an organisation's own. */
export type HolderIds = { softwareId: string } | { organisationId: string }

type Paging = { limit: number; before?: string | undefined }

export type Directory = {
  addresses: DirectoryAddresses
  authority: { certificatePem: string; fingerprint256: string }
  serverCredentials(): ServerCredentials
  /** The install's own bank. */
  bank: Organisation
  /** The bank's message-signing key, of its organisation key set. */
  bankSigning(): Promise<{ kid: string; privateKey: KeyObject; jwk: JWK }>
  /** Throws organisation-name-invalid, registration-number-invalid, registration-number-taken, role-unknown. */
  enrolOrganisation(input: NewOrganisation): Organisation
  organisation(organisationId: string): Organisation | undefined
  /** Throws organisation-not-found, market-unknown, role-unknown, software-name-invalid, software-uri-invalid. */
  createSoftware(input: NewSoftware): Software
  /** Throws software-not-found, software-uri-invalid. */
  updateSoftware(softwareId: string, change: SoftwareChange): Software
  software(softwareId: string): Software | undefined
  /**
   * Makes the software's credentials, once; safe to repeat. Throws software-not-found, software-generated (a history's
   * applications have no keys), key-file-unreadable.
   */
  issueCredentials(softwareId: string): Promise<Credentials>
  /** Throws key-file-unreadable. */
  credentials(softwareId: string): Credentials | undefined
  /** A fresh software statement assertion, PS256. Throws software-not-found, software-generated. */
  softwareStatement(softwareId: string): Promise<string>
  /** The claims of a statement for a market. Throws software-statement-invalid { reason, maxAgeSeconds }. */
  verifyStatement(jwt: string, market: string): Promise<Record<string, unknown>>
  keySet(pathOrUrl: string): KeySet | undefined
  /** Throws certificate-unreadable. */
  readCertificate(der: Buffer): CertificateFacts
  isRevoked(serialNumber: string): boolean
  /** Throws certificate-not-found, revocation-reason-unknown. */
  revokeCertificate(serialNumber: string, reason: RevocationReason): void
  /** Whoever enrolled beside the bank, oldest first. */
  recipients(): Organisation[]
  /** Organisations, software and certificates, newest first; `before` ended the page before. None of a history. */
  organisations(page: Paging): Organisation[]
  softwareStatements(page: Paging): Software[]
  certificates(page: Paging): CertificateView[]
  softwareOf(organisationId: string): Software[]
  /** Throws organisation-not-found, organisation-is-the-bank. */
  setOrganisationStatus(organisationId: string, status: Organisation['status']): Organisation
  /** Throws organisation-not-found, software-not-found. */
  certificatesOf(holder: HolderIds): CertificateView[]
  certificate(serialNumber: string): (CertificateView & { certificatePem: string }) | undefined
  /** The private key of a certificate as PEM; undefined where only its holder has it, or its file is gone. */
  certificateKey(serialNumber: string): string | undefined
  /**
   * Issues a certificate beside those that the holder has. Throws organisation-not-found, software-not-found,
   * software-generated, certificate-kind-unknown, certificate-request-invalid.
   */
  issueCertificate(holder: HolderIds, kind: CertificateKind, options?: IssueOptions): Promise<CertificateView>
  /** Issues one of the same kind and holder, with a key of its own. Throws certificate-not-found, and as issueCertificate. */
  renewCertificate(serialNumber: string, options?: IssueOptions): Promise<CertificateView>
  /** Names the operation of a call below the directory's address; undefined for an address that isn't here. */
  operationOf(method: string, path: string): string | undefined
  /** Answers such a call: public documents, key sets, the token endpoint, the API. Undefined where nothing is. */
  answer(call: DirectoryCall): Promise<DirectoryAnswer | undefined>
}
