import type { Database } from '#kernel'
import type { PastJob } from './model.ts'
import { jobStore } from './store.ts'

/** Opens the bulk writing of a generated history's jobs. Its caller holds the transaction. */
export function openDiscoveryPast(db: Database) {
  const store = jobStore(db)
  return { write: (job: PastJob): void => store.addEnded(job) }
}
