import type { Lane } from '../lanes.ts'
import { guidedCommands } from './guided-commands.ts'
import { guidedExample } from './guided-example.ts'
import { guidedRegistration } from './guided-registration.ts'
import { guidedSecurity } from './guided-security.ts'
import { steps } from './steps.ts'

/** Steps that only a caller with a certificate can pass. */
const OF_CERTIFICATES: readonly string[] = ['certificate-shown', 'token-bound']

/** The ways into Open Finance Brasil for whoever has no certificate yet. Neither is part of the standard. */
export const lanes: readonly Lane[] = [
  {
    id: 'guided',
    path: '/obb-guided',
    notice: {
      en: 'Guided lane: not a certified flow. It has no certificates and no signed requests.',
      'pt-BR': 'Via guiada: não é um fluxo certificado. Não há certificados nem requisições assinadas.',
    },
    steps: steps.filter((step) => !OF_CERTIFICATES.includes(step)),
    tokens: {
      ...{ security: guidedSecurity, registration: guidedRegistration },
      ...{ exampleClient: guidedExample, exampleCommands: guidedCommands },
    },
  },
  {
    id: 'open',
    path: '/open',
    notice: {
      en: 'Open lane: anybody on this machine reads the data of the customer chosen for it.',
      'pt-BR': 'Via aberta: qualquer um nesta máquina lê os dados do cliente escolhido para ela.',
    },
    steps: ['customer-chosen', 'accept-served', 'parameters-valid'],
  },
]
