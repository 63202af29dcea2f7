import type { ExchangeIds, Part } from './exchange.ts'

/** Who calls the console API: the install's owner, a portal developer, or nobody known yet. */
export type Caller =
  | { role: 'owner' }
  /** `sessionToken` is the bearer token they came with, for renewing or ending that session. */
  | { role: 'developer'; developerId: string; sessionToken?: string }
  | { role: 'anyone' }

export type ConsoleInput = {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  caller: Caller
  /** Ties the recorded exchange to what the call turned out to be about. */
  tie(ids: ExchangeIds): void
}

/** A route of the console API, as data: a room's console.ts lists its own, the console serves them. */
export type ConsoleRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Under /api, with `:name` parameters. */
  path: string
  roles: readonly Caller['role'][]
  /** Success status; 200 unless told. */
  status?: number
  /** Given where the call belongs to a journey: it is then recorded as an exchange, on one of the arrows or on none. */
  exchange?: { arrow: number | null; from: Part; to: Part; operation: string }
  act(input: ConsoleInput): unknown | Promise<unknown>
}
