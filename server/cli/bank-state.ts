import type { Changed, RestingBank, Snapshot } from '../start/index.ts'
import type { Call } from './command.ts'
import { findBank, type RunningBank } from './running-bank.ts'

/** The state of the bank in a folder, whether it runs or not: its console API, or its files. */
export async function bankState({ dataDir, version }: Call): Promise<RestingBank> {
  const running = await findBank(dataDir)
  if (running) return overApi(running)
  // Loaded only where it is needed: it brings every room with it.
  const { restingBank } = await import('../main.ts')
  return restingBank(dataDir, version)
}

function overApi({ call }: RunningBank): RestingBank {
  const of = (name: string) => `/api/snapshots/${encodeURIComponent(name)}`
  return {
    reset: ({ all, key }) => call<Changed>('POST', '/api/reset', { all, ...keyed(key) }),
    snapshots: {
      list: async () => (await call<{ snapshots: Snapshot[] }>('GET', '/api/snapshots')).snapshots,
      save: async (name, { replace, key }) =>
        (await call<{ snapshot: Snapshot }>('POST', '/api/snapshots', { name, replace, ...keyed(key) })).snapshot,
      restore: (name, { key }) => call('POST', `${of(name)}/restore`, keyed(key)),
      delete: (name) => call('DELETE', of(name)),
    },
  }
}

/** The member of a request that names it, so that it takes effect once. */
export function keyed(idempotencyKey: string | undefined): { idempotencyKey?: string } {
  return idempotencyKey === undefined ? {} : { idempotencyKey }
}
