import { CUSTOMER_OPERATIONS } from '../customer-operations.ts'
import type { ArrowTable } from '../market.ts'
import { say } from '../rules/words.ts'

/** The eleven arrows, and which of them each operation is. */
export const arrows: ArrowTable = {
  titles: {
    1: { en: 'The developer enrols in the Marketplace', 'pt-BR': 'O desenvolvedor se inscreve no Marketplace' },
    2: { en: 'The Marketplace provisions the application', 'pt-BR': 'O Marketplace provisiona a aplicação' },
    3: { en: 'The Discovery Agent registers the client', 'pt-BR': 'O agente de descoberta registra o cliente' },
    4: { en: 'The developer gets working credentials', 'pt-BR': 'O desenvolvedor recebe credenciais' },
    5: { en: 'The app lodges a consent and starts the flow', 'pt-BR': 'O app cria o consentimento e inicia o fluxo' },
    6: { en: 'Identity verifies the app', 'pt-BR': 'A identidade verifica o app' },
    7: { en: 'The app sends the customer to the bank', 'pt-BR': 'O app leva o cliente ao banco' },
    8: { en: 'The customer logs in and confirms', 'pt-BR': 'O cliente entra e confirma' },
    9: { en: 'The app gets its token and asks for data', 'pt-BR': 'O app recebe o token e pede dados' },
    10: { en: 'The core bank answers', 'pt-BR': 'O core bancário responde' },
    11: { en: 'Analytics learns of it', 'pt-BR': 'O analytics fica sabendo' },
  },
  clauses: {
    1: say(
      'Directory of participants: organisations, contacts and roles',
      'Diretório de participantes: organizações, contatos e papéis',
    ),
    2: say('Directory of participants: software statements', 'Diretório de participantes: software statements'),
    3: say(
      'Open Finance Brasil Dynamic Client Registration 1.0; RFC 7591, RFC 7592',
      'Open Finance Brasil Dynamic Client Registration 1.0; RFC 7591, RFC 7592',
    ),
    4: say(
      'Certificate standard: transport and signing certificates',
      'Padrão de certificados: certificados de transporte e de assinatura',
    ),
    5: say(
      'consents v3: POST /consents; FAPI-BR 5.2.2: pushed, signed requests (RFC 9126, RFC 9101)',
      'consents v3: POST /consents; FAPI-BR 5.2.2: pedidos enviados antes e assinados (RFC 9126, RFC 9101)',
    ),
    6: say(
      'FAPI 1.0 Part 2 5.2.2: private_key_jwt; RFC 8705: mutual TLS',
      'FAPI 1.0 Parte 2 5.2.2: private_key_jwt; RFC 8705: TLS mútuo',
    ),
    7: say(
      'OpenID Connect Core 3.3: hybrid flow, code id_token',
      'OpenID Connect Core 3.3: fluxo híbrido, code id_token',
    ),
    8: say(
      'consents v3: status AUTHORISED; customer experience guide',
      'consents v3: status AUTHORISED; guia de experiência do usuário',
    ),
    9: say(
      'RFC 8705 3: certificate-bound tokens; FAPI 1.0 Part 1 6.2.1',
      'RFC 8705 3: tokens presos ao certificado; FAPI 1.0 Parte 1 6.2.1',
    ),
    10: say('resources v3, accounts v2: the operation asked for', 'resources v3, accounts v2: a operação pedida'),
    11: say('Operational monitoring: every call is reported', 'Monitoramento operacional: toda chamada é reportada'),
  },
  operations: {
    'register client': 3,
    'read client': 3,
    'update client': 3,
    'delete client': 3,
    'token client_credentials': 5,
    'push authorization request': 5,
    'ask on the phone': 5,
    'verify the app': 6,
    'introspect app token': 6,
    ...CUSTOMER_OPERATIONS,
    'approve on the phone': 8,
    'reject on the phone': 8,
    'notify the app': 8,
    'token authorization_code': 9,
    'token refresh_token': 9,
    'token ciba': 9,
    'introspect customer token': 9,
    'revoke token': 9,
    userinfo: 9,
  },
}
