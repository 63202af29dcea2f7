import type { Lane } from '../lanes.ts'
import { say } from '../rules/words.ts'
import { guidedClient } from './examples/guided-client.ts'
import { guidedCommands } from './examples/guided-commands.ts'
import { guidedSecurity } from './guided-security.ts'
import { guidedRegistration } from './registration/guided.ts'

/** The ways into FDX for whoever has no certificate yet. Neither is part of the standard. */
export const lanes: readonly Lane[] = [
  {
    id: 'guided',
    path: '/fdx-guided',
    notice: {
      en: 'Guided lane: not the FDX security profile. It has no certificates and no signed requests.',
      'pt-BR': 'Via guiada: não é o perfil de segurança do FDX. Não há certificados nem requisições assinadas.',
    },
    // Those that only a caller with a certificate, or with a key of its own, can pass.
    steps: { without: ['certificate-shown', 'token-bound'] },
    arrowClauses: {
      3: say(
        'RFC 7591, RFC 7592: client registration with a software statement',
        'RFC 7591, RFC 7592: registro de cliente com um software statement',
      ),
      4: say('RFC 7591 3.2.1: client secret', 'RFC 7591 3.2.1: segredo do cliente'),
      5: say(
        'FDX consent API; RFC 9126, RFC 9396: pushed request with authorization_details fdx_v1.0, as parameters',
        'API de consentimento do FDX; RFC 9126, RFC 9396: pedido enviado antes, com authorization_details fdx_v1.0, como parâmetros',
      ),
      6: say('RFC 6749 2.3.1: client secret', 'RFC 6749 2.3.1: segredo do cliente'),
      7: say('RFC 6749 4.1, RFC 7636: code flow with PKCE', 'RFC 6749 4.1, RFC 7636: fluxo de código com PKCE'),
      9: say(
        'RFC 6749 4.1.3, RFC 6750: code and bearer token; FDX consent API: grant_id',
        'RFC 6749 4.1.3, RFC 6750: código e bearer token; API de consentimento do FDX: grant_id',
      ),
    },
    tokens: {
      ...{ security: guidedSecurity, registration: guidedRegistration },
      ...{ exampleClient: guidedClient, exampleCommands: guidedCommands },
    },
  },
  {
    id: 'open',
    path: '/fdx-open',
    notice: {
      en: 'Open lane: anybody on this machine reads the data of the customer chosen for it.',
      'pt-BR': 'Via aberta: qualquer um nesta máquina lê os dados do cliente escolhido para ela.',
    },
    arrowClauses: {
      9: say('Open lane of this bank; no part of the standard', 'Via aberta deste banco; não faz parte do padrão'),
    },
    steps: {
      instead: ['no-maintenance', 'customer-chosen', 'interaction-id-formed', 'accept-served', 'parameters-valid'],
    },
  },
]
