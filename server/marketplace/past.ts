import type { Database } from '#kernel'
import type { ApplicationRecord } from './model.ts'
import { applicationStore, developerStore } from './store.ts'

/** An application of a generated history, with the developer whose it is. */
export type PastApplication = Omit<ApplicationRecord, 'developerId' | 'origin'> & {
  developer: { id: string; name: string; email: string }
}

/** Opens the bulk writing of generated developers, who can't sign in, and applications. Its caller holds the transaction. */
export function openMarketplacePast(db: Database) {
  const developers = developerStore(db)
  const applications = applicationStore(db)
  return {
    write({ developer, ...application }: PastApplication): void {
      const { organisationId, createdAt } = application
      developers.add({ ...developer, organisationId, createdAt }, 'portal', null, 'generated')
      applications.add({ ...application, developerId: developer.id, origin: 'generated' }, null, '')
    },
  }
}
