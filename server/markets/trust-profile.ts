import type { RegisterProfile } from './register-profile.ts'

/** An attribute of a certificate's subject; `printable` asks for PrintableString instead of UTF8String. */
export type CertificateAttribute = { oid: string; value: string; printable?: boolean }

/** An organisation as the directory knows it. */
export type TrustOrganisation = {
  organisationId: string
  name: string
  /** As the register of its country writes it, without punctuation. */
  registrationNumber: string
  /** The participant code of a bank; null for organisations that are none. */
  ispb: string | null
  roles: string[]
  status: 'Active' | 'Withdrawn'
}

/** A software statement's record. URIs that were not given are null. */
export type TrustSoftware = {
  softwareId: string
  organisationId: string
  market: string
  name: string
  description: string
  version: string
  redirectUris: string[]
  originUris: string[]
  webhookUris: string[]
  clientUri: string | null
  logoUri: string | null
  policyUri: string | null
  tosUri: string | null
  roles: string[]
  status: 'Active' | 'Inactive'
}

/** The public addresses of a software's key sets in the directory. */
export type KeySetUris = {
  application: string
  transport: string
  inactiveApplication: string
  inactiveTransport: string
}

/** What a profile writes certificates and statements from. `host` is the name that certificates carry. */
export type TrustFacts = {
  organisation: TrustOrganisation
  software: TrustSoftware
  host: string
  keySets: KeySetUris
}

/** The ids that a certificate's subject gives; undefined where it has none. */
export type SubjectIds = { softwareId: string | undefined; organisationId: string | undefined }

/** What a certificate is for: to connect with, to sign messages with, or to be called at on this machine. */
export type CertificateKind = 'transport' | 'signing' | 'server'

/** What a certificate of a signing key is written from. `authority` is the name of who issues it. */
export type SealFacts = { organisation: TrustOrganisation; authority: string }

/** How a market certifies the keys that messages are signed with. */
export type SealProfile = {
  /** The subject, in order, one attribute a relative name. */
  subject(facts: SealFacts): CertificateAttribute[]
  /** Alternative names of types of their own (RFC 5280 4.2.1.6, otherName), in printable characters. */
  otherNames(facts: SealFacts): { oid: string; value: string }[]
}

/** What a market says about certificates, statements and roles; the directory does the rest. */
export type TrustProfile = {
  /** The subject of a transport certificate, in order, one attribute a relative name. */
  transportSubject(facts: TrustFacts): CertificateAttribute[]
  /** Left out where the market certifies no signing keys. */
  seal?: SealProfile
  /** The directory's own API; left out where the market's directory has none. */
  register?: RegisterProfile
  /** Whose certificate it is, read back from a subject of this market's kind. */
  readSubject(subject: readonly CertificateAttribute[]): SubjectIds
  /** The claims of a software statement but `iat`, which the directory sets when it signs; `iss` is among them. */
  statementClaims(facts: TrustFacts): Record<string, unknown>
  /** The claims that name the software, its organisation and the address of its key set. */
  statementNames: { softwareId: string; organisationId: string; keySet: string }
  /** How old a statement may be when it is used, in seconds. */
  statementSeconds: number
  /** The bare form of an organisation's registration number of this market's register; undefined when it is none. */
  registrationNumber(text: string): string | undefined
  /** The roles that organisations and software of this market may have. */
  roles: readonly string[]
  /** A redirect address may be plain http where it is one of this machine's own. */
  loopbackRedirects?: true
}
