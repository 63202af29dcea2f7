import { type Database, type Events, problem, type World } from '#kernel'
import type { TrustFacts, TrustProfile } from '#markets'
import { type DirectoryAddresses, directoryAddresses } from './addresses.ts'
import { openDirectoryApi } from './api/answering.ts'
import { json } from './api/call.ts'
import { participantRoutes } from './api/participant-routes.ts'
import { publicRoutes } from './api/public-routes.ts'
import { openTokens } from './api/tokens.ts'
import { openAuthority } from './authority.ts'
import { openCertificates } from './certificates.ts'
import { openCredentials } from './credentials.ts'
import type { Directory } from './face.ts'
import { openHolders } from './holders.ts'
import { openKeyFiles } from './key-files.ts'
import { keySetUris, openKeySets } from './key-sets.ts'
import { publicJwk, publicKeyDer } from './keys.ts'
import { openParticipants } from './participants.ts'
import { openPeerCertificates } from './peer-certificate.ts'
import { openRevocation } from './revocation.ts'
import { openRevocationList } from './revocation-list.ts'
import { openRevocationStatus } from './revocation-status.ts'
import { BANK_KEY_FILE, openSeals } from './seals.ts'
import { openServerCertificate, SERVER_KEY_FILE } from './server-certificate.ts'
import { openSoftware } from './software.ts'
import { openStatements } from './statements.ts'
import { directoryStore, type Software } from './store.ts'
import { openViews } from './views.ts'

/**
 * Opens the install's directory of participants: its authority, certificates, organisations, software statements and key
 * sets. `baseUrl` is where its documents are served on the public door, and `addresses` where else; `profiles` are the markets' trust profiles by market id.
 * Throws authority-unreadable or key-file-unreadable, each with the file and the remedy.
 */
export async function openDirectory({
  db,
  world,
  events,
  keysDir,
  baseUrl,
  addresses = directoryAddresses({ public: origin(baseUrl), mutual: origin(baseUrl), plain: origin(baseUrl) }),
  profiles,
}: {
  db: Database
  world: World
  events: Events
  keysDir: string
  baseUrl: string
  addresses?: DirectoryAddresses
  profiles: Readonly<Record<string, TrustProfile>>
}): Promise<Directory> {
  const store = directoryStore(db)
  const files = openKeyFiles(keysDir)
  const { revocation: trust, keystore } = addresses
  const pointers = { list: `${trust}/ca.crl`, status: `${trust}/ocsp`, issuer: `${trust}/ca.cer` }
  const [authority, serverKey, bankKey, statementKey] = await Promise.all([
    openAuthority({ files, store, world, pointers }),
    files.keyOrNew(SERVER_KEY_FILE),
    files.keyOrNew(BANK_KEY_FILE),
    files.keyOrNew('statement-signing.key.pem'),
  ])
  const participants = openParticipants({ db, world, events, store, profiles })
  const { bank } = participants
  const { hosts } = addresses
  const server = await openServerCertificate({
    files,
    authority,
    world,
    key: serverKey,
    organisation: bank.name,
    hosts,
  })
  const software = openSoftware({ db, world, events, store, profiles })
  const revocation = openRevocation({ db, world, events, store })
  const certificates = openCertificates({
    ...{ db, world, events, store, files, authority, profiles },
    transportSubject: (of) => profileOf(of.market).transportSubject(factsOf(of)),
  })
  const seals = openSeals({ db, store, files, certificates })
  await seals.ensure(bank, { isBank: true })
  const credentials = openCredentials({
    ...{ db, world, store, files, authority, certificates, revocation },
    organisationKey: seals.current,
    ensureOrganisationKey: (of) => seals.ensure(of, { isBank: of.organisationId === bank.organisationId }),
  })
  const statementJwk = publicJwk(publicKeyDer(statementKey.key), 'messages')
  const bankJwk = publicJwk(publicKeyDer(bankKey.key), 'messages')
  const statements = openStatements({ world, store, key: statementKey.key, kid: statementJwk.kid! })
  const keySet = openKeySets({
    ...{ db, store, statementKey: statementJwk, wireNow: world.wire.now },
    bases: store.keystores(keystore, baseUrl),
    bankKey: { organisationId: bank.organisationId, jwk: bankJwk },
  })
  const views = openViews({ world, store, keystore })
  const holders = openHolders({ store, files, certificates, views })
  const tokens = openTokens({ db, world, store, profiles })
  const api = openDirectoryApi(
    [
      ...publicRoutes({
        ...{ addresses, profiles, authority, tokens },
        revocationList: openRevocationList({ world, store, authority }),
        revocationStatus: openRevocationStatus({ world, store, authority }),
      }),
      ...participantRoutes({
        ...{ store, certificates, revocation, profiles, described: views.registered },
        statementOf,
        keySetsOf: (of) => factsOf(of).keySets,
      }),
    ],
    tokens,
  )

  return {
    ...holders,
    addresses,
    authority: { certificatePem: authority.certificatePem, fingerprint256: authority.fingerprint256 },
    serverCredentials: () => server,
    bank,
    async bankSigning() {
      const current = seals.current(bank.organisationId)
      return current ?? { kid: bankJwk.kid!, privateKey: bankKey.key, jwk: bankJwk }
    },
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
    softwareStatement: statementOf,
    verifyStatement: (jwt, market) => statements.verify(jwt, { market, ...profileOf(market) }),
    keySet,
    readCertificate: openPeerCertificates({
      world,
      authority,
      isRevoked: revocation.isRevoked,
      profiles,
      marketOf: (serialNumber) => {
        const { softwareId } = store.certificate(serialNumber) ?? {}
        return softwareId ? store.software(softwareId)?.market : undefined
      },
    }),
    isRevoked: revocation.isRevoked,
    revokeCertificate: revocation.revoke,
    recipients: store.recipients,
    setOrganisationStatus: participants.setStatus,
    operationOf: (method, path) => api.operationOf(method, path) ?? (keySet(path) ? 'read public document' : undefined),
    async answer(call) {
      const set = call.method === 'GET' || call.method === 'HEAD' ? keySet(call.path) : undefined
      return set ? json(set) : api.answer(call)
    },
  }

  async function statementOf(softwareId: string): Promise<string> {
    const found = store.software(softwareId)
    if (!found) throw problem('software-not-found', { softwareId })
    if (store.isGenerated(softwareId)) throw problem('software-generated', { softwareId })
    return statements.sign(profileOf(found.market).statementClaims(factsOf(found)))
  }

  /** What a market's profile is told of a software: of its organisation's roles those that the market knows. */
  function factsOf(of: Software): TrustFacts {
    const organisation = store.organisation(of.organisationId)!
    const known = profiles[of.market]?.roles ?? []
    return {
      organisation: { ...organisation, roles: organisation.roles.filter((role) => known.includes(role)) },
      software: of,
      host: new URL(baseUrl).hostname,
      keySets: keySetUris(keystore, of.organisationId, of.softwareId),
    }
  }

  function profileOf(market: string): TrustProfile {
    const profile = profiles[market]
    if (!profile) throw problem('market-unknown', { market, known: Object.keys(profiles) })
    return profile
  }
}

function origin(baseUrl: string): string {
  return new URL(baseUrl).origin
}
