import type { Lane } from '../lanes.ts'
import { say } from '../rules/words.ts'
import { guidedCommands } from './guided-commands.ts'
import { guidedExample } from './guided-example.ts'
import { guidedRegistration } from './guided-registration.ts'
import { guidedSecurity } from './guided-security.ts'

/** The ways into Open Finance Brasil for whoever has no certificate yet. Neither is part of the standard. */
export const lanes: readonly Lane[] = [
  {
    id: 'guided',
    path: '/obb-guided',
    notice: {
      en: 'Guided lane: not a certified flow. It has no certificates and no signed requests.',
      'pt-BR': 'Via guiada: não é um fluxo certificado. Não há certificados nem requisições assinadas.',
    },
    // Those that only a caller with a certificate can pass.
    steps: { without: ['certificate-shown', 'token-bound'] },
    arrowClauses: {
      3: say(
        'RFC 7591, RFC 7592: dynamic registration with a software statement',
        'RFC 7591, RFC 7592: registro dinâmico com um software statement',
      ),
      4: say('RFC 7591 3.2.1: client secret', 'RFC 7591 3.2.1: segredo do cliente'),
      5: say(
        'consents v3: POST /consents; RFC 6749 4.4: client credentials',
        'consents v3: POST /consents; RFC 6749 4.4: credenciais do cliente',
      ),
      6: say('RFC 6749 2.3.1: client secret', 'RFC 6749 2.3.1: segredo do cliente'),
      7: say('RFC 6749 4.1, RFC 7636: code flow with PKCE', 'RFC 6749 4.1, RFC 7636: fluxo de código com PKCE'),
      9: say('RFC 6749 4.1.3, RFC 6750: code and bearer token', 'RFC 6749 4.1.3, RFC 6750: código e bearer token'),
    },
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
    arrowClauses: {
      9: say('Open lane of this bank; no part of the standard', 'Via aberta deste banco; não faz parte do padrão'),
    },
    steps: { instead: ['no-maintenance', 'customer-chosen', 'accept-served', 'parameters-valid'] },
  },
]
