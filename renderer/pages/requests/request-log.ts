import type { LoggedExchange } from '#journey'
import type { ExportColumn } from '../../client/table-file.ts'

/** What the log is narrowed by; each is a name in the address, and the same in the API's. */
export const FILTERS = [
  'kind',
  'arrow',
  'client',
  'api',
  'operation',
  'origin',
  'status',
  'actor',
  'rule',
  'q',
  'from',
  'to',
] as const

/** The log's address in the API, under the filters of the page's address. */
export function logPath(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of FILTERS) {
    const value = query.get(name)
    if (value) asked.set(name, value)
  }
  return `/api/requests?${asked}`
}

export const EXPORT_COLUMNS: readonly ExportColumn<LoggedExchange>[] = [
  { name: 'at', of: ({ at }) => new Date(at).toISOString() },
  { name: 'id', of: ({ id }) => id },
  { name: 'arrow', of: ({ arrow }) => arrow },
  { name: 'from', of: ({ from }) => from },
  { name: 'to', of: ({ to }) => to },
  { name: 'operation', of: ({ operation }) => operation },
  { name: 'method', of: ({ method }) => method },
  { name: 'url', of: ({ url }) => url },
  { name: 'status', of: ({ status }) => status },
  { name: 'durationMs', of: ({ durationMs }) => Math.round(durationMs * 1000) / 1000 },
  { name: 'problem', of: ({ problem }) => problem?.type ?? null },
  { name: 'rule', of: ({ problem }) => problem?.rule ?? null },
  { name: 'market', of: ({ market }) => market },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'consentId', of: ({ consentId }) => consentId },
  { name: 'interactionId', of: ({ interactionId }) => interactionId },
  { name: 'actor', of: ({ actor }) => actor },
  { name: 'origin', of: ({ origin }) => origin },
]
