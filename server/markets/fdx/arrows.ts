import { CUSTOMER_OPERATIONS } from '../customer-operations.ts'
import type { ArrowTable } from '../market.ts'
import { say } from '../rules/words.ts'

/** The eleven arrows of FDX: here the Marketplace provisions through the gateway, which registers in Identity Management. */
export const arrows: ArrowTable = {
  titles: {
    1: { en: 'The developer enrols in the Marketplace', 'pt-BR': 'O desenvolvedor se inscreve no Marketplace' },
    2: {
      en: 'The Marketplace provisions the application at the gateway',
      'pt-BR': 'O Marketplace provisiona a aplicação no gateway',
    },
    3: { en: 'The gateway registers the client', 'pt-BR': 'O gateway registra o cliente' },
    4: { en: 'The developer gets working credentials', 'pt-BR': 'O desenvolvedor recebe credenciais' },
    5: { en: 'The app pushes its request with the consent', 'pt-BR': 'O app envia o pedido com o consentimento' },
    6: { en: 'Identity verifies the app', 'pt-BR': 'A identidade verifica o app' },
    7: { en: 'The app sends the customer to the bank', 'pt-BR': 'O app leva o cliente ao banco' },
    8: { en: 'The customer logs in and confirms', 'pt-BR': 'O cliente entra e confirma' },
    9: { en: 'The app gets its token and asks for data', 'pt-BR': 'O app recebe o token e pede dados' },
    10: { en: 'The core bank answers', 'pt-BR': 'O core bancário responde' },
    11: { en: 'Analytics learns of it', 'pt-BR': 'O analytics fica sabendo' },
  },
  clauses: {
    1: say(
      'FDX recipient registration: organisations and their registry references',
      'Registro de receptores do FDX: organizações e suas referências de registro',
    ),
    2: say('FDX recipient registration API: POST /register', 'API de registro de receptores do FDX: POST /register'),
    3: say(
      'RFC 7591, RFC 7592: client registration and management',
      'RFC 7591, RFC 7592: registro e gestão de clientes',
    ),
    4: say('FDX API security model: client certificates', 'Modelo de segurança da API do FDX: certificados de cliente'),
    5: say(
      'FDX consent API; RFC 9126, RFC 9396: pushed request with authorization_details fdx_v1.0',
      'API de consentimento do FDX; RFC 9126, RFC 9396: pedido enviado antes, com authorization_details fdx_v1.0',
    ),
    6: say('RFC 8705: mutual TLS; FAPI 1.0 Part 2 5.2.2', 'RFC 8705: TLS mútuo; FAPI 1.0 Parte 2 5.2.2'),
    7: say(
      'FDX consent API: authorization; JARM: answers as a JWT',
      'API de consentimento do FDX: autorização; JARM: respostas como JWT',
    ),
    8: say(
      'FDX user experience guidelines: login, accounts, clusters, duration',
      'Diretrizes de experiência do usuário do FDX: login, contas, grupos de dados, duração',
    ),
    9: say(
      'RFC 8705 3: certificate-bound tokens; FDX consent API: grant_id',
      'RFC 8705 3: tokens presos ao certificado; API de consentimento do FDX: grant_id',
    ),
    10: say('FDX core API: the operation asked for', 'API principal do FDX: a operação pedida'),
    11: say(
      'FDX certification metrics: every call is counted',
      'Métricas de certificação do FDX: toda chamada é contada',
    ),
  },
  ways: { 2: { from: 'marketplace', to: 'gateway' }, 3: { from: 'gateway', to: 'identity' } },
  operations: {
    'register recipient': 2,
    'read recipient': 2,
    'update recipient': 2,
    'delete recipient': 2,
    'find registration': 2,
    'register client': 3,
    'read client': 3,
    'update client': 3,
    'delete client': 3,
    'push authorization request': 5,
    'verify the app': 6,
    'begin authorization': 7,
    ...CUSTOMER_OPERATIONS,
    'token client_credentials': 9,
    'token authorization_code': 9,
    'token refresh_token': 9,
    'introspect app token': 9,
    'introspect customer token': 9,
    'revoke token': 9,
    userinfo: 9,
  },
}
