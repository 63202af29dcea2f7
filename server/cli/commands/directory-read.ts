import type { CertificateView, DirectoryAddresses, Organisation, Software } from '#directory'
import type { Command } from '../command.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

const PAGE = 100

type Overview = {
  addresses: DirectoryAddresses
  authority: { fingerprint256: string }
  bank: Organisation
}

export const directoryInfo: Command = {
  name: 'directory',
  summary: "the directory's addresses and certification authority",
  options: {},
  async run({ dataDir, out }) {
    const bank = await runningBank(dataDir)
    const overview = await bank.call<Overview>('GET', '/api/directory')
    const { addresses, authority, bank: institution } = overview
    const told = table([
      ['issuer', addresses.issuer],
      ['metadata', `${addresses.issuer}/.well-known/openid-configuration`],
      ['token', `${addresses.token}/token`],
      ['API', addresses.api],
      ['keystore', addresses.keystore],
      ['revocation list', `${addresses.revocation}/ca.crl`],
      ['certificate status', `${addresses.revocation}/ocsp`],
      ['CA fingerprint', authority.fingerprint256],
      ['bank', `${institution.name}  ${institution.organisationId}`],
    ])
    out.result(overview, told)
    return 0
  },
}

export const directoryOrganisations: Command = {
  name: 'directory organisations',
  summary: 'the organisations that take part, newest first',
  options: {},
  async run({ dataDir, out }) {
    const bank = await runningBank(dataDir)
    const organisations = await everyPage<Organisation>(bank, 'organisations', ({ organisationId }) => organisationId)
    const rows = organisations.map(({ organisationId, name, registrationNumber, roles, status }) =>
      [organisationId, status.padEnd(9), registrationNumber.padEnd(14), roles.join(','), name].join('  '),
    )
    out.result({ organisations }, rows.join('\n'))
    return 0
  },
}

export const directorySoftware: Command = {
  name: 'directory software',
  summary: 'the software statements, newest first',
  options: { organisation: { type: 'string', value: 'ID', summary: 'those of one organisation' } },
  async run({ dataDir, out, text }) {
    const bank = await runningBank(dataDir)
    const organisationId = text('organisation')
    const software =
      organisationId === undefined
        ? await everyPage<Software>(bank, 'software', ({ softwareId }) => softwareId)
        : (
            await bank.call<{ software: Software[] }>(
              'GET',
              `/api/directory/organisations/${encodeURIComponent(organisationId)}`,
            )
          ).software
    const rows = software.map(({ softwareId, status, market, name }) =>
      [softwareId, status.padEnd(8), market, name].join('  '),
    )
    out.result({ software }, rows.length === 0 ? 'no software yet: `bancada app create`' : rows.join('\n'))
    return 0
  },
}

export const directoryAssertion: Command = {
  name: 'directory assertion',
  summary: "a software's signed statement (SSA), fresh",
  argument: { value: 'SOFTWARE', summary: 'the id of the software' },
  options: {},
  notes: ['It is good for five minutes: whoever registers with it asks for one just before.'],
  async run({ dataDir, out, argument }) {
    const bank = await runningBank(dataDir)
    const path = `/api/directory/software/${encodeURIComponent(argument)}/assertion`
    const answer = await bank.call<{ assertion: string }>('GET', path)
    out.result(answer, answer.assertion)
    return 0
  },
}

/** A certificate in one line. */
export function certificateLine({
  serialNumber,
  kind,
  status,
  notAfter,
  commonName,
  softwareId,
}: CertificateView): string {
  const until = new Date(notAfter).toISOString().slice(0, 10)
  const holder = softwareId === null ? commonName : `${commonName} (software ${softwareId})`
  return [serialNumber, kind.padEnd(9), status.padEnd(7), `until ${until}`, holder].join('  ')
}

/** All pages of a list of the directory. */
export async function everyPage<T>(bank: RunningBank, name: string, idOf: (row: T) => string): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const last = all.at(-1)
    const before = last === undefined ? '' : `&before=${encodeURIComponent(idOf(last))}`
    const page = await bank.call<Record<string, T[]>>('GET', `/api/directory/${name}?limit=${PAGE}${before}`)
    const rows = page[name] as T[]
    all.push(...rows)
    if (rows.length < PAGE) return all
  }
}
