import { type Database, migrate, type Origin } from '#kernel'
import type { TrustOrganisation, TrustSoftware } from '#markets'
import { certificateStore } from './certificate-store.ts'

/** An organisation in the directory. `createdAt` is bank time. */
export type Organisation = TrustOrganisation & { createdAt: number }

/** A software statement's record. `createdAt` is bank time. */
export type Software = TrustSoftware & { createdAt: number }

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
  // Certificates of organisations beside those of software, each with the file of its key.
  `CREATE TABLE directory_certificates_before AS
     SELECT c.*, s.organisation_id FROM directory_certificates c JOIN directory_software s USING (software_id);
   CREATE TABLE directory_credentials_before AS SELECT * FROM directory_credentials;
   DROP TABLE directory_credentials;
   DROP TABLE directory_certificates;
   CREATE TABLE directory_certificates (
     serial_number TEXT PRIMARY KEY,
     kind TEXT NOT NULL CHECK (kind IN ('transport', 'signing')),
     organisation_id TEXT NOT NULL REFERENCES directory_organisations (organisation_id),
     software_id TEXT REFERENCES directory_software (software_id),
     certificate_pem TEXT NOT NULL, key_file TEXT, issued_at INTEGER NOT NULL,
     revoked_at INTEGER, revoked_on_wire INTEGER, revocation_reason TEXT) STRICT;
   CREATE INDEX directory_certificates_by_holder ON directory_certificates (organisation_id, software_id, issued_at);
   CREATE INDEX directory_certificates_by_time ON directory_certificates (issued_at, serial_number);
   CREATE INDEX directory_certificates_revoked ON directory_certificates (revoked_at) WHERE revoked_at IS NOT NULL;
   INSERT INTO directory_certificates
     SELECT serial_number, 'transport', organisation_id, software_id, certificate_pem,
       'software/' || software_id || '/transport.key.pem', issued_at, revoked_at, revoked_at, revocation_reason
     FROM directory_certificates_before;
   CREATE TABLE directory_credentials (
     software_id TEXT PRIMARY KEY REFERENCES directory_software (software_id),
     serial_number TEXT NOT NULL REFERENCES directory_certificates (serial_number),
     signing_serial TEXT REFERENCES directory_certificates (serial_number),
     signing_jwk TEXT NOT NULL, encryption_jwk TEXT NOT NULL) STRICT;
   INSERT INTO directory_credentials
     SELECT software_id, serial_number, NULL, signing_jwk, encryption_jwk FROM directory_credentials_before;
   DROP TABLE directory_certificates_before;
   DROP TABLE directory_credentials_before;
   CREATE INDEX directory_software_by_organisation ON directory_software (organisation_id, created_at);
   CREATE INDEX directory_software_by_time ON directory_software (origin, created_at, software_id);
   CREATE INDEX directory_organisations_by_time ON directory_organisations (origin, created_at, organisation_id);
   CREATE TABLE directory_tokens (
     token_hash TEXT PRIMARY KEY, software_id TEXT NOT NULL REFERENCES directory_software (software_id),
     thumbprint TEXT NOT NULL, scope TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
   CREATE INDEX directory_tokens_by_end ON directory_tokens (expires_at);
   CREATE TABLE directory_keystores (address TEXT PRIMARY KEY) STRICT;`,
  // Certificates of software's own servers: a third kind, which the table's check has to let in.
  `CREATE TABLE directory_certificates_before AS SELECT * FROM directory_certificates ORDER BY rowid;
   CREATE TABLE directory_credentials_before AS SELECT * FROM directory_credentials;
   DROP TABLE directory_credentials;
   DROP TABLE directory_certificates;
   CREATE TABLE directory_certificates (
     serial_number TEXT PRIMARY KEY,
     kind TEXT NOT NULL CHECK (kind IN ('transport', 'signing', 'server')),
     organisation_id TEXT NOT NULL REFERENCES directory_organisations (organisation_id),
     software_id TEXT REFERENCES directory_software (software_id),
     certificate_pem TEXT NOT NULL, key_file TEXT, issued_at INTEGER NOT NULL,
     revoked_at INTEGER, revoked_on_wire INTEGER, revocation_reason TEXT) STRICT;
   CREATE INDEX directory_certificates_by_holder ON directory_certificates (organisation_id, software_id, issued_at);
   CREATE INDEX directory_certificates_by_time ON directory_certificates (issued_at, serial_number);
   CREATE INDEX directory_certificates_revoked ON directory_certificates (revoked_at) WHERE revoked_at IS NOT NULL;
   INSERT INTO directory_certificates SELECT * FROM directory_certificates_before ORDER BY rowid;
   CREATE TABLE directory_credentials (
     software_id TEXT PRIMARY KEY REFERENCES directory_software (software_id),
     serial_number TEXT NOT NULL REFERENCES directory_certificates (serial_number),
     signing_serial TEXT REFERENCES directory_certificates (serial_number),
     server_serial TEXT REFERENCES directory_certificates (serial_number),
     signing_jwk TEXT NOT NULL, encryption_jwk TEXT NOT NULL) STRICT;
   INSERT INTO directory_credentials
     SELECT software_id, serial_number, signing_serial, NULL, signing_jwk, encryption_jwk
     FROM directory_credentials_before;
   DROP TABLE directory_certificates_before;
   DROP TABLE directory_credentials_before;`,
]

/** A row: as its noun, but with lists and keys still written as JSON. */
type Row<T> = { [K in keyof T]: T[K] extends string | number | null ? T[K] : string }

const ORGANISATION = `organisation_id AS organisationId, name, registration_number AS registrationNumber, ispb, roles,
  status, created_at AS createdAt`
const SOFTWARE = `software_id AS softwareId, organisation_id AS organisationId, market, name, description, version,
  redirect_uris AS redirectUris, origin_uris AS originUris, webhook_uris AS webhookUris, client_uri AS clientUri,
  logo_uri AS logoUri, policy_uri AS policyUri, tos_uri AS tosUri, roles, status, created_at AS createdAt`

/** The directory's tables in bank.db. */
export function directoryStore(db: Database) {
  migrate(db, 'directory', MIGRATIONS)
  return { ...authorityStore(db), ...participantStore(db), ...certificateStore(db), ...tokenStore(db) }
}

function authorityStore(db: Database) {
  const find = db.prepare<[], string>('SELECT certificate_pem FROM directory_authority WHERE id = 1').pluck()
  const keep = db.prepare('INSERT INTO directory_authority (id, certificate_pem) VALUES (1, ?)')
  const addKeystore = db.prepare('INSERT OR IGNORE INTO directory_keystores (address) VALUES (?)')
  const keystores = db.prepare<[], string>('SELECT address FROM directory_keystores ORDER BY address').pluck()
  return {
    authority: () => find.get(),
    keepAuthority: (pem: string) => void keep.run(pem),
    /** Every address that the keystore has had: clients registered with one go by it for good. */
    keystores(...now: string[]): string[] {
      for (const address of now) addKeystore.run(address)
      return keystores.all()
    },
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
  const isGeneratedOrganisation = db
    .prepare<[string], 0 | 1>("SELECT origin = 'generated' FROM directory_organisations WHERE organisation_id = ?")
    .pluck()
  const software = db.prepare<[string], Row<Software>>(
    `SELECT ${SOFTWARE} FROM directory_software WHERE software_id = ?`,
  )
  const setStatus = db.prepare('UPDATE directory_organisations SET status = ? WHERE organisation_id = ?')
  const softwareOfOrganisation = db.prepare<[string], Row<Software>>(
    `SELECT ${SOFTWARE} FROM directory_software WHERE organisation_id = ? ORDER BY created_at, software_id`,
  )
  const organisationPage = db.prepare<[number, string, number], Row<Organisation>>(
    `SELECT ${ORGANISATION} FROM directory_organisations
     WHERE origin = 'live' AND (created_at, organisation_id) < (?, ?)
     ORDER BY created_at DESC, organisation_id DESC LIMIT ?`,
  )
  const softwarePage = db.prepare<[number, string, number], Row<Software>>(
    `SELECT ${SOFTWARE} FROM directory_software
     WHERE origin = 'live' AND (created_at, software_id) < (?, ?)
     ORDER BY created_at DESC, software_id DESC LIMIT ?`,
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
    isGeneratedOrganisation: (organisationId: string) => isGeneratedOrganisation.get(organisationId) === 1,
    updateSoftware: (changed: Software) => void updateSoftware.run(softwareRow(changed)),
    software: (id: string) => softwareOf(software.get(id)),
    setOrganisationStatus: (id: string, status: Organisation['status']) => void setStatus.run(status, id),
    softwareOfOrganisation: (id: string) => softwareOfOrganisation.all(id).map((row) => softwareOf(row)!),
    /** Newest first, those before `last`; of a generated history none. */
    organisationPage: (limit: number, last: Organisation | undefined) =>
      organisationPage
        .all(last?.createdAt ?? NEVER, last?.organisationId ?? '', limit)
        .map((row) => organisationOf(row)!),
    softwarePage: (limit: number, last: Software | undefined) =>
      softwarePage.all(last?.createdAt ?? NEVER, last?.softwareId ?? '', limit).map((row) => softwareOf(row)!),
  }
}

/** Access tokens of the directory's API, by the hash of their value. Times are bank time. */
export type KeptToken = { softwareId: string; thumbprint: string; scope: string; expiresAt: number }

function tokenStore(db: Database) {
  const add = db.prepare(
    `INSERT INTO directory_tokens (token_hash, software_id, thumbprint, scope, expires_at)
     VALUES (@hash, @softwareId, @thumbprint, @scope, @expiresAt)`,
  )
  const find = db.prepare<[string], KeptToken>(
    `SELECT software_id AS softwareId, thumbprint, scope, expires_at AS expiresAt FROM directory_tokens
     WHERE token_hash = ?`,
  )
  const sweep = db.prepare('DELETE FROM directory_tokens WHERE expires_at <= ?')
  return {
    addToken: (hash: string, token: KeptToken) => void add.run({ hash, ...token }),
    token: (hash: string) => find.get(hash),
    sweepTokens: (now: number) => void sweep.run(now),
  }
}

/** Later than anything: a page without an earlier one begins here. */
const NEVER = Number.MAX_SAFE_INTEGER

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
