import type { Database } from '#kernel'
import { directoryStore } from './store.ts'

/** An organisation and its software as a generated history knows them: without keys or certificates. */
export type PastSoftware = {
  organisation: { organisationId: string; name: string; registrationNumber: string; roles: string[] }
  softwareId: string
  market: string
  name: string
  description: string
  redirectUris: string[]
  roles: string[]
  createdAt: number
}

/** Opens the bulk writing of generated organisations and software. Its caller holds the transaction. */
export function openDirectoryPast(db: Database) {
  const store = directoryStore(db)
  return {
    write({ organisation, ...software }: PastSoftware): void {
      const { organisationId } = organisation
      const { createdAt } = software
      store.addOrganisation(
        { ...organisation, ispb: null, status: 'Active', createdAt },
        { isBank: false, origin: 'generated' },
      )
      store.addSoftware(
        {
          ...{ ...software, organisationId, version: '1.0', originUris: [], webhookUris: [], status: 'Active' },
          ...{ clientUri: null, logoUri: null, policyUri: null, tosUri: null },
        },
        'generated',
      )
    },
  }
}
