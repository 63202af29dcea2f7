import type { JWK } from 'jose'
import { type Database, migrate, type Origin, openRowMemory } from '#kernel'
import type { TrustOrganisation, TrustSoftware } from '#markets'

/** An organisation in the directory. `createdAt` is bank time. */
export type Organisation = TrustOrganisation & { createdAt: number }

/** A software statement's record. `createdAt` is bank time. */
export type Software = TrustSoftware & { createdAt: number }

/** A transport certificate that was issued. `issuedAt` and `revokedAt` are bank time. */
export type IssuedCertificate = {
  serialNumber: string
  softwareId: string
  certificatePem: string
  issuedAt: number
  revokedAt: number | null
  revocationReason: string | null
}

/** What is public of a software's credentials; the private keys are files. */
export type PublicCredentials = { softwareId: string; serialNumber: string; signingJwk: JWK; encryptionJwk: JWK }

export type DirectoryStore = ReturnType<typeof directoryStore>

const MIGRATIONS = [
  `CREATE TABLE directory_authority (
     id INTEGER PRIMARY KEY CHECK (id = 1), certificate_pem TEXT NOT NULL) STRICT;
   CREATE TABLE directory_organisations (
     organisation_id TEXT PRIMARY KEY, name TEXT NOT NULL, registration_number TEXT NOT NULL UNIQUE, ispb TEXT,
     roles TEXT NOT NULL, status TEXT NOT NULL, is_bank INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;
   CREATE UNIQUE INDEX directory_one_bank ON directory_organisations (is_bank) WHERE is_bank = 1;
   CREATE TABLE directory_software (
     software_id TEXT PRIMARY KEY,
     organisation_id TEXT NOT NULL REFERENCES directory_organisations (organisation_id),
     market TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, version TEXT NOT NULL,
     redirect_uris TEXT NOT NULL, origin_uris TEXT NOT NULL, webhook_uris TEXT NOT NULL,
     client_uri TEXT, logo_uri TEXT, policy_uri TEXT, tos_uri TEXT,
     roles TEXT NOT NULL, status TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
   CREATE TABLE directory_certificates (
     serial_number TEXT PRIMARY KEY,
     software_id TEXT NOT NULL REFERENCES directory_software (software_id),
     certificate_pem TEXT NOT NULL, issued_at INTEGER NOT NULL, revoked_at INTEGER, revocation_reason TEXT) STRICT;
   CREATE INDEX directory_certificates_by_software ON directory_certificates (software_id, issued_at);
   CREATE TABLE directory_credentials (
     software_id TEXT PRIMARY KEY REFERENCES directory_software (software_id),
     serial_number TEXT NOT NULL REFERENCES directory_certificates (serial_number),
     signing_jwk TEXT NOT NULL, encryption_jwk TEXT NOT NULL) STRICT;`,
  `ALTER TABLE directory_organisations
     ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE directory_software
     ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
]

/** A row: as its noun, but with lists and keys still written as JSON. */
type Row<T> = { [K in keyof T]: T[K] extends string | number | null ? T[K] : string }

const ORGANISATION = `organisation_id AS organisationId, name, registration_number AS registrationNumber, ispb, roles,
  status, created_at AS createdAt`
const SOFTWARE = `software_id AS softwareId, organisation_id AS organisationId, market, name, description, version,
  redirect_uris AS redirectUris, origin_uris AS originUris, webhook_uris AS webhookUris, client_uri AS clientUri,
  logo_uri AS logoUri, policy_uri AS policyUri, tos_uri AS tosUri, roles, status, created_at AS createdAt`
const CERTIFICATE = `serial_number AS serialNumber, software_id AS softwareId, certificate_pem AS certificatePem,
  issued_at AS issuedAt, revoked_at AS revokedAt, revocation_reason AS revocationReason`

/** The directory's tables in bank.db. */
export function directoryStore(db: Database) {
  migrate(db, 'directory', MIGRATIONS)
  return { ...authorityStore(db), ...participantStore(db), ...certificateStore(db) }
}

function authorityStore(db: Database) {
  const find = db.prepare<[], string>('SELECT certificate_pem FROM directory_authority WHERE id = 1').pluck()
  const keep = db.prepare('INSERT INTO directory_authority (id, certificate_pem) VALUES (1, ?)')
  return {
    authority: () => find.get(),
    keepAuthority: (pem: string) => void keep.run(pem),
  }
}

function participantStore(db: Database) {
  const addOrganisation = db.prepare(
    `INSERT INTO directory_organisations
       (organisation_id, name, registration_number, ispb, roles, status, is_bank, created_at, origin)
     VALUES (@organisationId, @name, @registrationNumber, @ispb, @roles, @status, @isBank, @createdAt, @origin)`,
  )
  const organisation = db.prepare<[string], Row<Organisation>>(
    `SELECT ${ORGANISATION} FROM directory_organisations WHERE organisation_id = ?`,
  )
  const organisationByNumber = db.prepare<[string], Row<Organisation>>(
    `SELECT ${ORGANISATION} FROM directory_organisations WHERE registration_number = ?`,
  )
  const bank = db.prepare<[], Row<Organisation>>(
    `SELECT ${ORGANISATION} FROM directory_organisations WHERE is_bank = 1`,
  )
  const recipients = db.prepare<[], Row<Organisation>>(
    `SELECT ${ORGANISATION} FROM directory_organisations WHERE is_bank = 0 AND origin = 'live' ORDER BY created_at, organisation_id`,
  )
  const addSoftware = db.prepare(
    `INSERT INTO directory_software
       (software_id, organisation_id, market, name, description, version, redirect_uris, origin_uris, webhook_uris,
        client_uri, logo_uri, policy_uri, tos_uri, roles, status, created_at, origin)
     VALUES (@softwareId, @organisationId, @market, @name, @description, @version, @redirectUris, @originUris,
        @webhookUris, @clientUri, @logoUri, @policyUri, @tosUri, @roles, @status, @createdAt, @origin)`,
  )
  const updateSoftware = db.prepare(
    'UPDATE directory_software SET redirect_uris = @redirectUris, status = @status WHERE software_id = @softwareId',
  )
  const isGenerated = db
    .prepare<[string], 0 | 1>("SELECT origin = 'generated' FROM directory_software WHERE software_id = ?")
    .pluck()
  const software = db.prepare<[string], Row<Software>>(
    `SELECT ${SOFTWARE} FROM directory_software WHERE software_id = ?`,
  )

  return {
    addOrganisation: (added: Organisation, { isBank, origin = 'live' }: { isBank: boolean; origin?: Origin }) =>
      void addOrganisation.run({ ...added, roles: JSON.stringify(added.roles), isBank: Number(isBank), origin }),
    organisation: (id: string) => organisationOf(organisation.get(id)),
    organisationByNumber: (registrationNumber: string) => organisationOf(organisationByNumber.get(registrationNumber)),
    bank: () => organisationOf(bank.get()),
    /** Whoever enrolled in truth: those of a generated history have no place among participants. */
    recipients: () => recipients.all().map((row) => organisationOf(row)!),
    addSoftware: (added: Software, origin: Origin = 'live') => void addSoftware.run({ ...softwareRow(added), origin }),
    /** Whether a software is part of a generated history. */
    isGenerated: (softwareId: string) => isGenerated.get(softwareId) === 1,
    updateSoftware: (changed: Software) => void updateSoftware.run(softwareRow(changed)),
    software: (id: string) => softwareOf(software.get(id)),
  }
}

function certificateStore(db: Database) {
  const add = db.prepare(
    `INSERT INTO directory_certificates
       (serial_number, software_id, certificate_pem, issued_at, revoked_at, revocation_reason)
     VALUES (@serialNumber, @softwareId, @certificatePem, @issuedAt, NULL, NULL)`,
  )
  const find = db.prepare<[string], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE serial_number = ?`,
  )
  const ofSoftware = db.prepare<[string], IssuedCertificate>(
    `SELECT ${CERTIFICATE} FROM directory_certificates WHERE software_id = ? ORDER BY issued_at, serial_number`,
  )
  const revoke = db.prepare(
    'UPDATE directory_certificates SET revoked_at = ?, revocation_reason = ? WHERE serial_number = ?',
  )
  const revocation = db
    .prepare<[string], 0 | 1>('SELECT revoked_at IS NOT NULL FROM directory_certificates WHERE serial_number = ?')
    .pluck()
  const revocations = openRowMemory<0 | 1>(db)
  const loadRevocation = (serialNumber: string) => revocation.get(serialNumber)
  const keepCredentials = db.prepare(
    `INSERT INTO directory_credentials (software_id, serial_number, signing_jwk, encryption_jwk)
     VALUES (@softwareId, @serialNumber, @signingJwk, @encryptionJwk)
     ON CONFLICT (software_id) DO UPDATE SET serial_number = excluded.serial_number,
       signing_jwk = excluded.signing_jwk, encryption_jwk = excluded.encryption_jwk`,
  )
  const credentials = db.prepare<[string], Row<PublicCredentials>>(
    `SELECT software_id AS softwareId, serial_number AS serialNumber, signing_jwk AS signingJwk,
       encryption_jwk AS encryptionJwk FROM directory_credentials WHERE software_id = ?`,
  )

  return {
    addCertificate: (added: Pick<IssuedCertificate, 'serialNumber' | 'softwareId' | 'certificatePem' | 'issuedAt'>) =>
      void add.run(added),
    certificate: (serialNumber: string) => find.get(serialNumber),
    certificatesOf: (softwareId: string) => ofSoftware.all(softwareId),
    revoke(serialNumber: string, reason: string, at: number): void {
      revocations.forget(serialNumber)
      revoke.run(at, reason, serialNumber)
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

function organisationOf(row: Row<Organisation> | undefined): Organisation | undefined {
  return row && { ...row, roles: JSON.parse(row.roles) }
}

function softwareOf(row: Row<Software> | undefined): Software | undefined {
  return (
    row && {
      ...row,
      redirectUris: JSON.parse(row.redirectUris),
      originUris: JSON.parse(row.originUris),
      webhookUris: JSON.parse(row.webhookUris),
      roles: JSON.parse(row.roles),
    }
  )
}

function softwareRow(software: Software): Row<Software> {
  return {
    ...software,
    redirectUris: JSON.stringify(software.redirectUris),
    originUris: JSON.stringify(software.originUris),
    webhookUris: JSON.stringify(software.webhookUris),
    roles: JSON.stringify(software.roles),
  }
}
