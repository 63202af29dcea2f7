import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DirectoryCall, openDirectory } from '#directory'
import { type BankEvent, openDatabase, openEvents, openWorld, Problem, problem } from '#kernel'
import { markets, type TrustProfile } from '#markets'

export const BASE_URL = 'https://localhost:4301/directory'
export const WIRE_START = Date.UTC(2026, 10, 22, 12)

const brazilian = markets.find(({ id }) => id === 'obb')!.trust

/** A market's trust profile as these tests need it: certificates and registration numbers as in Brazil. */
export const PROFILE: TrustProfile = {
  roles: ['DADOS', 'PAGTO', 'CONTA'],
  readSubject: brazilian.readSubject,
  registrationNumber: brazilian.registrationNumber,
  statementNames: { softwareId: 'software_id', organisationId: 'org_id', keySet: 'software_jwks_uri' },
  statementSeconds: 300,
  transportSubject: ({ organisation, software, host }) => [
    { oid: '2.5.4.15', value: 'Business Entity' },
    { oid: '1.3.6.1.4.1.311.60.2.1.3', value: 'BR', printable: true },
    { oid: '2.5.4.5', value: organisation.registrationNumber, printable: true },
    { oid: '2.5.4.6', value: 'BR', printable: true },
    { oid: '2.5.4.10', value: organisation.name },
    { oid: '2.5.4.8', value: 'SP' },
    { oid: '2.5.4.7', value: 'São Paulo' },
    { oid: '2.5.4.97', value: `OFBBR-${organisation.organisationId}` },
    { oid: '2.5.4.11', value: organisation.organisationId },
    { oid: '0.9.2342.19200300.100.1.1', value: software.softwareId },
    { oid: '2.5.4.3', value: host },
  ],
  seal: brazilian.seal!,
  register: brazilian.register!,
  statementClaims: ({ organisation, software, keySets }) => ({
    iss: 'Test issuer',
    software_id: software.softwareId,
    software_client_name: software.name,
    software_redirect_uris: software.redirectUris,
    software_jwks_uri: keySets.application,
    software_status: software.status,
    org_id: organisation.organisationId,
  }),
}

export const ORGANISATION = {
  name: '#1 Café, "Ltda" \\ Filhos',
  registrationNumber: '99.999.016/0001-17',
  roles: ['DADOS'],
}

export function softwareOf(organisationId: string) {
  const redirectUris = ['https://127.0.0.1:4303/callback']
  return { organisationId, market: 'test', name: 'Sample app', redirectUris, roles: ['DADOS'] }
}

/** A directory in a temporary folder. `again` opens the same folder anew; wire time is the test's. */
export async function openTestDirectory() {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-directory-'))
  const wire = { now: WIRE_START }
  const closing: (() => void)[] = []
  const keysDir = join(folder, 'keys')

  async function open({
    database = 'bank.db',
    profiles = { test: PROFILE },
  }: {
    database?: string
    profiles?: Record<string, TrustProfile>
  } = {}) {
    const db = openDatabase(join(folder, database), { keep: 'most' })
    const world = openWorld({ db, wire: () => wire.now })
    const events = openEvents({ db, world, onListenerError: (_, error) => expectNone(error) })
    closing.push(() => {
      events.close()
      db.close()
    })
    const told: BankEvent[] = []
    let position = 0
    events.listen({
      name: 'test',
      position: () => position,
      handle(batch) {
        told.push(...batch)
        position = batch.at(-1)!.seq
      },
    })
    const directory = await openDirectory({
      db,
      world,
      events,
      keysDir,
      baseUrl: BASE_URL,
      profiles,
    })
    return {
      db,
      directory,
      world,
      happened(type: string) {
        events.flush()
        return told.filter((event) => event.type === type)
      },
    }
  }

  try {
    return { ...(await open()), keysDir, wire, again: open, close }
  } catch (error) {
    close()
    throw error
  }

  function close() {
    for (const closeOne of closing) closeOne()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A call to the directory's HTTP side by somebody who shows no certificate, unless told otherwise. */
export function anybody(method: string, path: string, more: Partial<DirectoryCall> = {}): DirectoryCall {
  return {
    ...{ method, path, headers: {}, body: Buffer.alloc(0), authorisationServers: () => [] },
    certificate: problem('certificate-missing', {}, 'certificate-shown'),
    ...more,
  }
}

export type TestDirectory = Awaited<ReturnType<typeof openTestDirectory>>

/** The problem that a call refuses with. */
export async function refusal(act: () => unknown): Promise<Problem> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

function expectNone(error: unknown): never {
  throw error
}
