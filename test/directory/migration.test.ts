import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORGANISATION, openTestDirectory, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
beforeAll(async () => {
  bank = await openTestDirectory()
})
afterAll(() => bank.close())

/** The tables of certificates and credentials as they were before organisations had certificates (step 2). */
const BEFORE = `
  CREATE TEMP TABLE c AS SELECT serial_number, software_id, certificate_pem, issued_at, revoked_at, revocation_reason
    FROM directory_certificates WHERE kind = 'transport';
  CREATE TEMP TABLE k AS SELECT software_id, serial_number, signing_jwk, encryption_jwk FROM directory_credentials;
  DROP TABLE directory_credentials;
  DROP TABLE directory_certificates;
  DROP TABLE directory_tokens;
  DROP TABLE directory_keystores;
  DROP INDEX directory_software_by_organisation;
  DROP INDEX directory_software_by_time;
  DROP INDEX directory_organisations_by_time;
  CREATE TABLE directory_certificates (
    serial_number TEXT PRIMARY KEY,
    software_id TEXT NOT NULL REFERENCES directory_software (software_id),
    certificate_pem TEXT NOT NULL, issued_at INTEGER NOT NULL, revoked_at INTEGER, revocation_reason TEXT) STRICT;
  CREATE INDEX directory_certificates_by_software ON directory_certificates (software_id, issued_at);
  CREATE TABLE directory_credentials (
    software_id TEXT PRIMARY KEY REFERENCES directory_software (software_id),
    serial_number TEXT NOT NULL REFERENCES directory_certificates (serial_number),
    signing_jwk TEXT NOT NULL, encryption_jwk TEXT NOT NULL) STRICT;
  INSERT INTO directory_certificates SELECT * FROM c;
  INSERT INTO directory_credentials SELECT * FROM k;
  UPDATE room_versions SET version = 2 WHERE room = 'directory';`

/** The same as they were before software had certificates for servers of its own (step 3). */
const BEFORE_SERVERS = `
  CREATE TEMP TABLE s AS SELECT * FROM directory_certificates WHERE kind <> 'server';
  CREATE TEMP TABLE w AS SELECT software_id, serial_number, signing_serial, signing_jwk, encryption_jwk
    FROM directory_credentials;
  DROP TABLE directory_credentials;
  DROP TABLE directory_certificates;
  CREATE TABLE directory_certificates (
    serial_number TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('transport', 'signing')),
    organisation_id TEXT NOT NULL REFERENCES directory_organisations (organisation_id),
    software_id TEXT REFERENCES directory_software (software_id),
    certificate_pem TEXT NOT NULL, key_file TEXT, issued_at INTEGER NOT NULL,
    revoked_at INTEGER, revoked_on_wire INTEGER, revocation_reason TEXT) STRICT;
  CREATE TABLE directory_credentials (
    software_id TEXT PRIMARY KEY REFERENCES directory_software (software_id),
    serial_number TEXT NOT NULL REFERENCES directory_certificates (serial_number),
    signing_serial TEXT REFERENCES directory_certificates (serial_number),
    signing_jwk TEXT NOT NULL, encryption_jwk TEXT NOT NULL) STRICT;
  INSERT INTO directory_certificates SELECT * FROM s;
  INSERT INTO directory_credentials SELECT * FROM w;
  UPDATE room_versions SET version = 3 WHERE room = 'directory';`

test('a folder from before server certificates keeps its credentials, and a software of it is issued one', async () => {
  const { organisationId } = bank.directory.bank
  const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
  const { server, ...before } = await bank.directory.issueCredentials(softwareId)
  expect(server).toBeDefined()
  bank.db.exec(BEFORE_SERVERS)

  const { directory } = await bank.again()
  expect(directory.credentials(softwareId)).toEqual(before)
  const { serialNumber } = await directory.issueCertificate({ softwareId }, 'server')
  expect(directory.credentials(softwareId)).toEqual({
    ...before,
    server: {
      certificatePem: directory.certificate(serialNumber)?.certificatePem,
      keyPem: directory.certificateKey(serialNumber),
    },
  })
})

test('a folder from before signing certificates opens with its credentials and revocations', async () => {
  const { organisationId } = bank.directory.enrolOrganisation(ORGANISATION)
  const kept = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
  const doomed = bank.directory.createSoftware(softwareOf(organisationId)).softwareId
  const credentials = await bank.directory.issueCredentials(kept)
  const { serialNumber } = (await bank.directory.issueCredentials(doomed)).transport
  bank.directory.revokeCertificate(serialNumber, 'keyCompromise')
  bank.db.exec(BEFORE)

  const { directory } = await bank.again()
  expect(directory.credentials(kept)).toMatchObject({
    transport: credentials.transport,
    signing: credentials.signing,
    encryption: credentials.encryption,
  })
  expect(directory.isRevoked(serialNumber)).toBe(true)
  expect(directory.keySet(`/${organisationId}/${kept}/application.jwks`)?.keys.map(({ kid }) => kid)).toEqual([
    credentials.signing.kid,
    credentials.encryption.kid,
  ])
  // The key that it signs with is certified as it is: clients and key sets know it.
  const issued = await directory.issueCertificate({ softwareId: kept }, 'signing')
  expect(issued.kid).toBe(credentials.signing.kid)
  expect((await directory.issueCredentials(kept)).organisationSigning).toBeDefined()
})
