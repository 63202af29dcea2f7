import type { PublishedFacts } from './publication.ts'
import type { CertificateKind, KeySetUris, TrustOrganisation, TrustSoftware } from './trust-profile.ts'

/** A certificate as the directory's API tells of it. Times are milliseconds of wire time. */
export type RegisteredCertificate = {
  serialNumber: string
  kind: CertificateKind
  organisationId: string
  /** Null for a certificate of the organisation itself. */
  softwareId: string | null
  status: 'Active' | 'Revoked' | 'Expired'
  commonName: string
  notBefore: number
  notAfter: number
  thumbprint: string
  /** The key, as its key set shows it. */
  jwk: { kid?: string; kty?: string; n?: string; e?: string; use?: string }
  /** The certificate in DER, base64. */
  der: string
  /** Where its key set is, and its organisation's. A server's key is in none. */
  keySet: string | null
  organisationKeySet: string
}

/** The documents that a market's directory answers its participants with, and the words of its addresses. */
export type RegisterProfile = {
  /** The scope of an access token that opens the API. */
  scope: string
  /** The types of certificates in addresses, for software and for organisations. */
  softwareTypes: Readonly<Record<string, CertificateKind>>
  organisationTypes: Readonly<Record<string, CertificateKind>>
  /** The API's words for the reasons of RFC 5280 5.3.1. */
  revocationReasons: Readonly<Record<string, string>>
  /** `createdAt` is bank time. */
  organisation(organisation: TrustOrganisation & { createdAt: number }): unknown
  software(software: TrustSoftware, facts: { keySets: KeySetUris }): unknown
  certificate(certificate: RegisteredCertificate): unknown
  /** The authorization servers of the bank. */
  authorisationServers(facts: PublishedFacts): unknown[]
}
