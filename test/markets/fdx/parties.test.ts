import { describe, expect, it } from 'vitest'
import { partiesOf, platformsOf } from '../../../server/markets/fdx/parties.ts'

const BANK = {
  ...{ name: 'Bancada Bank', legalName: 'Bancada Bank, N.A.', registrationNumber: '009999008' },
  homeUri: 'https://localhost:4301',
}

describe('The parties of a grant (FDX consent API, Party)', () => {
  it('are the bank, the recipient and each platform between them, in that order, as they registered', () => {
    const client = {
      ...{
        client_id: 'c-1',
        client_name: 'Tidy Budget',
        client_uri: 'https://tidy.example',
        logo_uri: 'https://tidy.example/l',
      },
      registry_references: [{ registered_entity_name: 'Tidy Inc', registered_entity_id: 'TB-1', registry: 'GLEIF' }],
      intermediaries: [{ name: 'Wirebridge', uri: 'https://wirebridge.example' }],
    }
    expect(partiesOf(BANK, client)).toEqual([
      {
        ...{ name: 'Bancada Bank', type: 'DATA_PROVIDER', homeUri: 'https://localhost:4301', registry: 'PRIVATE' },
        ...{ registeredEntityName: 'Bancada Bank, N.A.', registeredEntityId: '009999008' },
      },
      {
        ...{ name: 'Tidy Budget', type: 'DATA_RECIPIENT', homeUri: 'https://tidy.example', registry: 'GLEIF' },
        ...{ logoUri: 'https://tidy.example/l', registeredEntityName: 'Tidy Inc', registeredEntityId: 'TB-1' },
      },
      {
        ...{ name: 'Wirebridge', type: 'DATA_ACCESS_PLATFORM', homeUri: 'https://wirebridge.example' },
        ...{ registry: 'PRIVATE', registeredEntityName: 'Wirebridge', registeredEntityId: 'Wirebridge' },
      },
    ])
    expect(platformsOf(client)).toEqual(['Wirebridge'])
  })

  it('have every member that is demanded, also for a client that registered as little as it may', () => {
    const [, recipient] = partiesOf(BANK, { client_id: 'c-1', redirect_uris: ['https://app.example/cb?x=1'] })
    expect(recipient).toEqual({
      ...{ name: 'c-1', type: 'DATA_RECIPIENT', homeUri: 'https://app.example', registry: 'PRIVATE' },
      ...{ registeredEntityName: 'c-1', registeredEntityId: 'c-1' },
    })
  })
})
