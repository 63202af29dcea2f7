import type { CertificateAttribute } from './trust-profile.ts'
import type { Words } from './words.ts'

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
  /** Whether clients may name their certificate by an alternative name too (RFC 8705 2.1.2). */
  namesAlternatives?: true
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
  /** What a market's developers say of an application beside its name and addresses; nothing where left out. */
  form?: RegistrationForm
  /** Given where applications register at the gateway and the authorization server offers no registration itself. */
  atGateway?: GatewayRegistration
}

/** The fields of a form and what is registered of them. */
export type RegistrationForm = {
  fields: readonly RegistrationField[]
  /** Who stands behind the install's own applications in this market, where they say nothing of it. */
  own?: RegistrationDetails
  /** The client metadata that filled fields stand for. */
  metadata(details: RegistrationDetails): Readonly<Record<string, unknown>>
}

/** Filled fields by their ids; what was left empty is left out. */
export type RegistrationDetails = Readonly<Record<string, string | number | readonly string[]>>

export type RegistrationField = {
  id: string
  label: Words
  hint?: Words
  /** Fields of one group stand together under its title. */
  group?: Words
} & (
  | { kind: 'text' | 'address' }
  /** A whole number of days. */
  | { kind: 'days'; least: number; most: number }
  /** One of them, or any number of them. */
  | { kind: 'choice' | 'choices'; options: readonly { value: string; label: Words }[] }
)

/**
 * Registration as an API of the gateway, which registers clients in Identity Management: the Marketplace provisions
 * through it, and waits for its answer.
 */
export type GatewayRegistration = {
  /** Below the path of the market's APIs, with a slash before; a client's registration is below it, by its id. */
  path: string
  /** An application's own certificate says whose software it is: a software statement may come, and need not. */
  certificateIsEnough: boolean
  /** What tells clients of one software apart, of the metadata they register; empty for the software by itself. */
  chainOf(metadata: Readonly<Record<string, unknown>>): string
  /** Members that answers have beside the client's metadata. */
  standing(software: { status: string } | undefined): Readonly<Record<string, unknown>>
  /** Members that refusals have beside those of RFC 7591. */
  refusal(answer: { status: number; error: string; description: string }): Readonly<Record<string, unknown>>
  /** How the consents of a client end that is deleted. */
  consentsEnd: { by: string; reason: string; clause: string }
}

export type RegistrationInput = {
  body: Readonly<Record<string, unknown>>
  statement: Readonly<Record<string, unknown>>
  certificate: {
    softwareId: string | undefined
    organisationId: string | undefined
    subject: readonly CertificateAttribute[]
    /** Its alternative names by the kind that RFC 8705 2.1.2 calls them: `dns`, `uri`, `ip`, `email`. */
    alternativeNames: Readonly<Record<string, readonly string[]>>
  }
  /** Whether clients may authenticate by their certificate's subject. */
  legacyClients: boolean
  /** Use values ('sig', 'enc') of the keys in the statement's key set. */
  keyUses: readonly string[]
}
