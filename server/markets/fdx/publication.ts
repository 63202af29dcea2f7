import type { Participant, Publication, PublishedFacts } from '../publication.ts'
import { FDX_VERSIONS } from './apis/meta/map.ts'

/** The registry's list of data providers and recipients (FDX recipient registry), as this install keeps it. */
export const publication: Publication = {
  path: '/fdx/registry',
  document: (facts) => ({ dataProviders: [dataProvider(facts)], recipients: facts.recipients.map(registered) }),
}

/** This bank, as the registry tells of it: a data provider, whatever roles recipients may hold here (FDX 6.4, PartyType). */
export function dataProvider({ bank, institution, issuer, metadataUrl, apiBase }: PublishedFacts) {
  return {
    ...registered({ ...bank, ...institution, roles: ['DATA_PROVIDER'] }),
    issuer,
    metadata: metadataUrl,
    baseUri: apiBase,
    fdxVersions: FDX_VERSIONS,
  }
}

function registered({ organisationId, name, legalName = name, registrationNumber, roles }: Registered) {
  const entity = { registeredEntityName: legalName, registeredEntityId: registrationNumber }
  return { id: organisationId, name, registryReferences: [{ ...entity, registry: 'PRIVATE' }], roles }
}

type Registered = Participant & { legalName?: string }
