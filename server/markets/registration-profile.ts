import type { CertificateAttribute } from './trust-profile.ts'

/** The rules of dynamic registration, pure: facts in, client metadata out. */
export type RegistrationProfile = {
  /**
   * Returns the metadata to register; software_id, organisation_id and organisation_name must be among it, for the
   * server's own use. Throws registration problems
   * (registration-metadata-invalid, registration-redirect-invalid, statement-unapproved, statement-mismatch…).
   */
  check(input: RegistrationInput): Record<string, unknown>
  /** Whether a subject as a client registered it names a certificate's; left out where no market rule says how. */
  namesSubject?(written: string, subject: readonly CertificateAttribute[]): boolean
  /** Why a redirect URI can't be registered, and an address that could; undefined when it can. */
  redirectFault(uri: string): { reason: string; instead?: string } | undefined
  /** How a client is registered that is notified of answers at an address of its own; left out where none is. */
  notification?: {
    /** Why an address can't be notified; undefined when it can. */
    fault(uri: string): string | undefined
    metadata(uri: string): Readonly<Record<string, unknown>>
  }
  /** The roles a data recipient gets unless it asks for others. */
  recipientRoles: readonly string[]
  /** Members beyond the protocol's own that are kept and shown in answers. */
  extraMetadata: readonly string[]
  /** The metadata the Discovery Agent asks for, beside redirect URIs, key set and statement. */
  requested: Readonly<Record<string, unknown>>
}

export type RegistrationInput = {
  body: Readonly<Record<string, unknown>>
  statement: Readonly<Record<string, unknown>>
  certificate: {
    softwareId: string | undefined
    organisationId: string | undefined
    subject: readonly CertificateAttribute[]
  }
  /** Whether clients may authenticate by their certificate's subject. */
  legacyClients: boolean
  /** Use values ('sig', 'enc') of the keys in the statement's key set. */
  keyUses: readonly string[]
}
