import type { Participant, Publication } from '../publication.ts'

/** The registry's list of data providers and recipients (FDX recipient registry), as this install keeps it. */
export const publication: Publication = {
  path: '/fdx/registry',
  document: ({ bank, recipients, issuer, metadataUrl, addresses }) => ({
    dataProviders: [
      {
        ...registered(bank),
        issuer,
        metadata: metadataUrl,
        baseUri: `${addresses.mutual}/fdx/v6`,
        fdxVersions: ['V6.4'],
      },
    ],
    recipients: recipients.map(registered),
  }),
}

function registered({ organisationId, name, registrationNumber, roles }: Participant) {
  return {
    id: organisationId,
    name,
    registryReferences: [{ registeredEntityName: name, registeredEntityId: registrationNumber, registry: 'PRIVATE' }],
    roles,
  }
}
