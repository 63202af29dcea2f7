import type { Market } from '#markets'

/**
 * The software that a registration's statement names, for where no certificate does; undefined where none can be read.
 * Nobody has verified it: it ties a record and decides nothing.
 */
export function statedSoftware({ trust }: Market, body: Buffer): string | undefined {
  try {
    const { software_statement } = JSON.parse(body.toString('utf8')) as { software_statement: string }
    const claims = JSON.parse(Buffer.from(software_statement.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const named = claims[trust.statementNames.softwareId]
    return typeof named === 'string' ? named : undefined
  } catch {
    return undefined
  }
}
