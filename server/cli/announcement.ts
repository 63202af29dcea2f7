import path from 'node:path'
import type { Unpaired } from '#marketplace'
import { table } from './output.ts'
import { type PairAgain, pairedAgainBy, toldToPair } from './pair-again.ts'

/** What `start` says once a bank answers. Scripts and the desktop shell read it as one line of JSON. */
export type Announcement = {
  event: 'ready' | 'running'
  /** The console's address, with the owner's token in its fragment. */
  console: string
  addresses: Record<string, string>
  /** The file of the CA certificate. */
  ca: string
  version: string
  dataDir: string
  pid: number
  /** Why the sample app isn't registered; null where it is. Known at start only. */
  sampleAppFault?: string | null
  /** Applications whose files name other ports, each with the command that writes them anew. */
  pairAgain: PairAgain[]
}

export function announcementOf(
  event: Announcement['event'],
  bank: {
    dataDir: string
    pid: number
    version: string
    addresses: Record<string, string>
    consoleToken: string
    unpaired: readonly Unpaired[]
  },
): Announcement {
  const { dataDir, pid, version, addresses, consoleToken, unpaired } = bank
  return {
    event,
    console: `${addresses.console}/#token=${consoleToken}`,
    addresses,
    ca: path.join(dataDir, 'keys', 'ca.pem'),
    version,
    dataDir,
    pid,
    pairAgain: pairedAgainBy(unpaired),
  }
}

/** The addresses as a small table; `ready` stands on a line of its own below them. */
export function announced({ event, console, addresses, ca, version, dataDir, pairAgain }: Announcement): string {
  const rows = table([
    ['console', console],
    ['gateway', addresses.public ?? ''],
    ['gateway, mutual TLS', addresses.mutual ?? ''],
    ['sample app', addresses.app ?? ''],
    ['bank login', addresses.provider ?? ''],
    ['CA certificate', ca],
    ['data folder', dataDir],
  ])
  const list = toldToPair(pairAgain)
  const pairing = list && `${list}\n`
  return `Bancada ${version}: a simulated bank, no real money\n\n${rows}\n\n${pairing}${event}\n`
}
