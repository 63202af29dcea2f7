import type { Lane } from '#markets'
import { registrationProfile } from './registration.ts'
import { securityProfile } from './security.ts'

/** Two ways onto the island beside the harbour: over the beach, with a secret, and along the cliff, looking only. */
export const lanes: readonly Lane[] = [
  {
    id: 'beach',
    path: '/ilha-beach',
    notice: { en: 'You land on the beach.', 'pt-BR': 'Você desembarca na praia.' },
    steps: { without: ['certificate-shown', 'token-bound'] },
    tokens: {
      security: {
        ...securityProfile,
        plain: true,
        responseTypes: ['code'],
        responseModes: ['query'],
        grantTypes: ['authorization_code', 'client_credentials'],
        clientAuthMethods: ['client_secret_basic'],
      },
      registration: {
        ...registrationProfile,
        extraMetadata: ['software_statement'],
        requested: {},
        redirectFault: () => undefined,
        check: ({ body, statement }) => ({
          redirect_uris: statement.landings,
          grant_types: ['authorization_code', 'client_credentials'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_basic',
          scope: 'openid agreements pots',
          client_name: statement.boat_name,
          software_id: statement.boat,
          organisation_id: statement.owner,
          organisation_name: statement.owner_name,
          software_statement: body.software_statement,
        }),
      },
    },
  },
  {
    id: 'cliff',
    path: '/open',
    notice: { en: 'You look from the cliff.', 'pt-BR': 'Você olha do penhasco.' },
    steps: { instead: ['customer-chosen', 'accept-served', 'parameters-valid'] },
  },
]
