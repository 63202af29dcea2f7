import type { JWK } from 'jose'
import { type Database, openRowMemory } from '#kernel'
import type { CertificateKind } from '#markets'

/** A certificate that was issued. `issuedAt` and `revokedAt` are bank time, `revokedOnWire` is wire time. */
export type IssuedCertificate = {
  serialNumber: string
  kind: CertificateKind
  organisationId: string
  /** Null for a certificate of an organisation's own. */
  softwareId: string | null
  certificatePem: string
  /** The file of its private key below the keys folder; null where only its holder has the key. */
  keyFile: string | null
  issuedAt: number
  revokedAt: number | null
  revokedOnWire: number | null
  revocationReason: string | null
}

/** What is public of a software's credentials; the private keys are files. */
export type PublicCredentials = {
  softwareId: string
  serialNumber: string
  /** The certificate of its signing key; null where the key has none. */
  signingSerial: string | null
  /** The certificate of its own server on this machine; null for software from before there were such. */
  serverSerial: string | null
  signingJwk: JWK
  encryptionJwk: JWK
}

export type NewCertificate = Omit<IssuedCertificate, 'revokedAt' | 'revokedOnWire' | 'revocationReason'>

const CERTIFICATE = `serial_number AS serialNumber, kind, organisation_id AS organisationId, software_id AS softwareId,
  certificate_pem AS certificatePem, key_file AS keyFile, issued_at AS issuedAt, revoked_at AS revokedAt,
  revoked_on_wire AS revokedOnWire, revocation_reason AS revocationReason`

/** Certificates and credentials, in bank.db. */
export function certificateStore(db: Database) {
  const add = db.prepare(
    `INSERT INTO directory_certificates
       (serial_number, kind, organisation_id, software_id, certificate_pem, key_file, issued_at)
     VALUES (@serialNumber, @kind, @organisationId, @softwareId, @certificatePem, @keyFile, @issuedAt)`,
  )
  const find = db.prepare<[string], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE serial_number = ?`,
  )
  // IS, for an organisation's own certificates have no software; rowid, for bank time may stand still between two.
  const ofHolder = db.prepare<[string, string | null], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE organisation_id = ? AND software_id IS ?
     ORDER BY issued_at, rowid`,
  )
  const page = db.prepare<[number, string, number], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE (issued_at, serial_number) < (?, ?)
     ORDER BY issued_at DESC, serial_number DESC LIMIT ?`,
  )
  const revoked = db.prepare<[], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE revoked_at IS NOT NULL ORDER BY revoked_at`,
  )
  const revoke = db.prepare(
    `UPDATE directory_certificates SET revoked_at = @at, revoked_on_wire = @onWire, revocation_reason = @reason
     WHERE serial_number = @serialNumber`,
  )
  const revocation = db
    .prepare<[string], 0 | 1>('SELECT revoked_at IS NOT NULL FROM directory_certificates WHERE serial_number = ?')
    .pluck()
  const revocations = openRowMemory<0 | 1>(db)
  const loadRevocation = (serialNumber: string) => revocation.get(serialNumber)
  const keepCredentials = db.prepare(
    `INSERT INTO directory_credentials (software_id, serial_number, signing_serial, server_serial, signing_jwk, encryption_jwk)
     VALUES (@softwareId, @serialNumber, @signingSerial, @serverSerial, @signingJwk, @encryptionJwk)
     ON CONFLICT (software_id) DO UPDATE SET serial_number = excluded.serial_number,
       signing_serial = excluded.signing_serial, server_serial = excluded.server_serial,
       signing_jwk = excluded.signing_jwk, encryption_jwk = excluded.encryption_jwk`,
  )
  type Row = Omit<PublicCredentials, 'signingJwk' | 'encryptionJwk'> & { signingJwk: string; encryptionJwk: string }
  const credentials = db.prepare<[string], Row>(
    `SELECT software_id AS softwareId, serial_number AS serialNumber, signing_serial AS signingSerial,
       server_serial AS serverSerial, signing_jwk AS signingJwk, encryption_jwk AS encryptionJwk FROM directory_credentials WHERE software_id = ?`,
  )

  return {
    addCertificate: (added: NewCertificate) => void add.run(added),
    certificate: (serialNumber: string) => find.get(serialNumber),
    certificatesOf: (organisationId: string, softwareId: string | null) => ofHolder.all(organisationId, softwareId),
    /** Newest first, those before `last`. */
    certificatePage: (limit: number, last: IssuedCertificate | undefined) =>
      page.all(last?.issuedAt ?? Number.MAX_SAFE_INTEGER, last?.serialNumber ?? '', limit),
    revokedCertificates: () => revoked.all(),
    revoke(serialNumber: string, reason: string, { at, onWire }: { at: number; onWire: number }): void {
      revocations.forget(serialNumber)
      revoke.run({ serialNumber, reason, at, onWire })
    },
    isRevoked: (serialNumber: string) => revocations.read(serialNumber, loadRevocation) === 1,
    keepCredentials: (kept: PublicCredentials) =>
      void keepCredentials.run({
        ...kept,
        signingJwk: JSON.stringify(kept.signingJwk),
        encryptionJwk: JSON.stringify(kept.encryptionJwk),
      }),
    credentials(softwareId: string): PublicCredentials | undefined {
      const row = credentials.get(softwareId)
      return row && { ...row, signingJwk: JSON.parse(row.signingJwk), encryptionJwk: JSON.parse(row.encryptionJwk) }
    },
  }
}
