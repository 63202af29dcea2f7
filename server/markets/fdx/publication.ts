import type { Participant, Publication, PublishedFacts } from '../publication.ts'
import { FDX_VERSIONS } from './apis/meta/map.ts'

/** The registry's list of data providers and recipients (FDX recipient registry), as this install keeps it. */
export const publication: Publication = {
  path: '/fdx/registry',
  document: (facts) => ({ dataProviders: [dataProvider(facts)], recipients: facts.recipients.map(registered) }),
}

/** This bank, as the registry tells of it. */
export function dataProvider({ bank, issuer, metadataUrl, apiBase }: PublishedFacts) {
  return { ...registered(bank), issuer, metadata: metadataUrl, baseUri: apiBase, fdxVersions: FDX_VERSIONS }
}

function registered({ organisationId, name, registrationNumber, roles }: Participant) {
  return {
    id: organisationId,
    name,
    registryReferences: [{ registeredEntityName: name, registeredEntityId: registrationNumber, registry: 'PRIVATE' }],
    roles,
  }
}
