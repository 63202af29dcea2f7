import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { type Database, type Events, problem, type World } from '#kernel'
import type { TrustFacts, TrustProfile } from '#markets'
import { openAuthority } from './authority.ts'
import { type Credentials, openCredentials } from './credentials.ts'
import { openKeyFiles } from './key-files.ts'
import { type KeySet, keySetUris, openKeySets } from './key-sets.ts'
import { publicJwk, publicKeyDer } from './keys.ts'
import { type NewOrganisation, openParticipants } from './participants.ts'
import { type CertificateFacts, openPeerCertificates } from './peer-certificate.ts'
import { openRevocation, type RevocationReason } from './revocation.ts'
import { openServerCertificate, SERVER_KEY_FILE, type ServerCredentials } from './server-certificate.ts'
import { type NewSoftware, openSoftware, type SoftwareChange } from './software.ts'
import { openStatements } from './statements.ts'
import { directoryStore, type Organisation, type Software } from './store.ts'

/** A public document of the directory, ready to be sent. */
export type PublicDocument = { status: 200; contentType: string; body: string }

export type Directory = {
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
  /** The document at a path below the directory's address: `/ca.pem`, any key set. */
  serve(path: string): PublicDocument | undefined
}

/**
 * Opens the install's directory of participants: its authority, certificates, organisations, software statements and key
 * sets. `baseUrl` is where its documents are served; `profiles` are the markets' trust profiles by market id.
 * Throws authority-unreadable or key-file-unreadable, each with the file and the remedy.
 */
export async function openDirectory({
  db,
  world,
  events,
  keysDir,
  baseUrl,
  profiles,
}: {
  db: Database
  world: World
  events: Events
  keysDir: string
  baseUrl: string
  profiles: Readonly<Record<string, TrustProfile>>
}): Promise<Directory> {
  const store = directoryStore(db)
  const files = openKeyFiles(keysDir)
  const [authority, serverKey, bankKey, statementKey] = await Promise.all([
    openAuthority({ files, store, world }),
    files.keyOrNew(SERVER_KEY_FILE),
    files.keyOrNew('bank-signing.key.pem'),
    files.keyOrNew('statement-signing.key.pem'),
  ])
  const participants = openParticipants({ db, world, events, store, profiles })
  const { bank } = participants
  const server = await openServerCertificate({ files, authority, world, key: serverKey, organisation: bank.name })
  const software = openSoftware({ db, world, events, store, profiles })
  const revocation = openRevocation({ db, world, events, store })
  const credentials = openCredentials({
    db,
    world,
    events,
    store,
    files,
    authority,
    revocation,
    transportSubject: (of) => profileOf(of.market).transportSubject(factsOf(of)),
  })
  const statementJwk = publicJwk(publicKeyDer(statementKey.key), 'messages')
  const bankJwk = publicJwk(publicKeyDer(bankKey.key), 'messages')
  const statements = openStatements({ world, store, key: statementKey.key, kid: statementJwk.kid! })
  const keySet = openKeySets({
    baseUrl,
    store,
    statementKey: statementJwk,
    bankKey: { organisationId: bank.organisationId, jwk: bankJwk },
  })

  return {
    authority: { certificatePem: authority.certificatePem, fingerprint256: authority.fingerprint256 },
    serverCredentials: () => server,
    bank,
    bankSigning: async () => ({ kid: bankJwk.kid!, privateKey: bankKey.key, jwk: bankJwk }),
    enrolOrganisation: participants.enrol,
    organisation: store.organisation,
    createSoftware: software.create,
    updateSoftware: software.update,
    software: software.find,
    async issueCredentials(softwareId) {
      if (store.isGenerated(softwareId)) throw problem('software-generated', { softwareId })
      return credentials.issue(softwareId)
    },
    credentials: credentials.find,
    async softwareStatement(softwareId) {
      const found = store.software(softwareId)
      if (!found) throw problem('software-not-found', { softwareId })
      if (store.isGenerated(softwareId)) throw problem('software-generated', { softwareId })
      return statements.sign(profileOf(found.market).statementClaims(factsOf(found)))
    },
    verifyStatement: (jwt, market) => statements.verify(jwt, { market, ...profileOf(market) }),
    keySet,
    readCertificate: openPeerCertificates({
      world,
      authority,
      isRevoked: revocation.isRevoked,
      profiles,
      marketOf: (serialNumber) => {
        const { softwareId } = store.certificate(serialNumber) ?? {}
        return softwareId === undefined ? undefined : store.software(softwareId)?.market
      },
    }),
    isRevoked: revocation.isRevoked,
    revokeCertificate: revocation.revoke,
    recipients: store.recipients,
    serve(path) {
      if (path === '/ca.pem') return document('application/x-pem-file', authority.certificatePem)
      const set = keySet(path)
      return set && json(set)
    },
  }

  function factsOf(of: Software): TrustFacts {
    return {
      organisation: store.organisation(of.organisationId)!,
      software: of,
      host: new URL(baseUrl).hostname,
      keySets: keySetUris(baseUrl, of.organisationId, of.softwareId),
    }
  }

  function profileOf(market: string): TrustProfile {
    const profile = profiles[market]
    if (!profile) throw problem('market-unknown', { market, known: Object.keys(profiles) })
    return profile
  }
}

function json(value: unknown): PublicDocument {
  return document('application/json; charset=utf-8', JSON.stringify(value))
}

function document(contentType: string, body: string): PublicDocument {
  return { status: 200, contentType, body }
}
