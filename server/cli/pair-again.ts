import type { Unpaired } from '#marketplace'
import { table } from './output.ts'

/** An application whose files name other ports than the bank has, and the command that writes them anew. */
export type PairAgain = Unpaired & { command: string }

export function pairedAgainBy(unpaired: readonly Unpaired[]): PairAgain[] {
  return unpaired.map((one) => ({ ...one, command: commandFor(one) }))
}

/** The list for people; nothing where every application's files are right. */
export function toldToPair(unpaired: readonly PairAgain[]): string {
  if (unpaired.length === 0) return ''
  const rows = table(
    unpaired.map(({ command, name, market }) => [command, `${name} (${market})`]),
    '  ',
  )
  return `The bank moved to other ports. To pair these applications again, write their files anew:\n${rows}\n`
}

function commandFor({ applicationId, softwareId }: Unpaired): string {
  return applicationId === null
    ? `bancada directory software files ${softwareId} --out DIR`
    : `bancada app files ${applicationId} --out DIR`
}
