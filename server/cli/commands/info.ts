import path from 'node:path'
import type { BankInfo } from '../../start/index.ts'
import type { Command } from '../command.ts'
import { loginTold } from '../logins.ts'
import { table } from '../output.ts'
import { pairedAgainBy, toldToPair } from '../pair-again.ts'
import { runningBank } from '../running-bank.ts'

export const info: Command = {
  name: 'info',
  summary: 'addresses, markets, CA certificate, clock and demonstration customers of the running bank',
  options: {},
  async run({ dataDir, out }) {
    const { run, info } = await runningBank(dataDir)
    const console = `${run.addresses.console}/#token=${run.consoleToken}`
    const caFile = path.join(dataDir, 'keys', 'ca.pem')
    const pairAgain = pairedAgainBy(info.unpaired)
    out.result({ ...info, pairAgain, pid: run.pid, dataDir, console, caFile }, told(info, { dataDir, console, caFile }))
    return 0
  },
}

function told(info: BankInfo, { dataDir, console, caFile }: { dataDir: string; console: string; caFile: string }) {
  const { addresses, clock } = info
  const general = table([
    ['console', console],
    ['gateway', addresses.public ?? ''],
    ['gateway, mutual TLS', addresses.mutual ?? ''],
    ['sample app', addresses.app ?? ''],
    ['bank login', addresses.provider ?? ''],
    ['CA certificate', caFile],
    ['CA fingerprint', info.ca.fingerprint256],
    ['bank time', `${new Date(clock.now).toISOString()}${clock.frozen ? ' (frozen)' : ''}`],
    ['data folder', dataDir],
    ['version', info.version],
  ])
  const again = toldToPair(pairedAgainBy(info.unpaired)).trimEnd()
  return `${[general, ...(again === '' ? [] : [again]), ...info.markets.map(marketTold)].join('\n\n')}\n`
}

function marketTold({
  id,
  name,
  issuer,
  metadata,
  participants,
  sharing,
  apis,
  customers,
  login,
  lanes,
}: BankInfo['markets'][number]): string {
  const rows = table(
    [
      ['issuer', issuer],
      ['metadata', metadata],
      ['participants', participants],
      ['what customers share', sharing],
      ['login', loginTold(login)],
      ...apis.map(({ id, version, base }) => [`${id} ${version}`, base] as const),
      ...lanes.map((lane) => [`lane ${lane.id}`, lane.issuer ?? lane.apis[0]?.base ?? ''] as const),
    ],
    '  ',
  )
  const logins = table(
    customers.map(({ login, password, name, document }) => [login, `${password}   ${name}, ${document}`]),
    '    ',
  )
  return `${name} (--market ${id})\n${rows}\n  customers, with their passwords:\n${logins}`
}
