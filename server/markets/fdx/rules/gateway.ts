import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedGatewayRules } from '../../rules/gateway.ts'
import { endedTokenPlaces, NEW_UUID, say, tokenOfKind } from '../../rules/words.ts'

/** What the gateway asks of every call, and the authorization server with it. */
export const gatewayRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedGatewayRules, {
    'route-known': 'FDX core API: paths under /fdx/v6; errors 404, 1206',
    'no-maintenance': 'FDX core API: scheduled maintenance, error 503; availability API: planned outages',
    'certificate-shown': 'FDX API security model: mutual TLS on every protected call; error 603',
    'certificate-trusted': 'FDX API security model: certificates that the provider trusts; RFC 8705 2; error 603',
    'consent-not-held': "The bank's own mark: the FDX consent API tells of it as ACTIVE; error 602",
    'token-sent': 'RFC 6750 2.1; FAPI 1.0 Part 1 6.2.1: never in the query; FDX error 603',
    'token-active': 'FDX API security model: the token is checked on every call; error 603',
    'token-bound': 'RFC 8705 3: certificate-bound access tokens; FDX error 603',
    'token-scope': 'FDX data clusters: the scope of each operation; error 602',
    'accept-served': 'FDX core API: 406, error 1203',
    'body-typed': 'FDX core API: bodies are JSON, error 1203; RFC 6749 4.1.3',
    'parameters-valid': "FDX core API: the operation's parameters, error 401",
    'body-valid': "FDX core API: the operation's request body, error 401",
  }),
  'key-proof': {
    part: 'gateway',
    title: say(
      'A proof of the key that a token is bound to is for this very call, and new',
      'A prova da chave a que o token está preso é desta mesma chamada, e nova',
    ),
    clause: 'RFC 9449 4.3, 7: DPoP; FAPI 2.0 5.3.2.1',
    fix: say(
      'Sign a fresh proof: htm and htu of the call, ath of the token, iat now by the machine’s clock, a new jti.',
      'Assine uma prova nova: htm e htu da chamada, ath do token, iat agora pelo relógio da máquina, um jti novo.',
    ),
    places: [
      {
        at: 'header:dpop',
        right: say('<a fresh proof, a JWT of type dpop+jwt>', '<uma prova nova, um JWT do tipo dpop+jwt>'),
      },
    ],
  },
  'customer-chosen': {
    part: 'gateway',
    title: say('The open lane has a customer whose data it reads', 'A via aberta tem um cliente cujos dados lê'),
    clause: 'Open lane of this bank; no part of the standard',
    fix: say(
      'Choose a customer for it: bancada lane open --market fdx --customer LOGIN, or in the console.',
      'Escolha um cliente: bancada lane open --market fdx --customer LOGIN, ou no console.',
    ),
    places: [{ at: 'address' }],
  },
  'interaction-id-formed': {
    part: 'gateway',
    title: say(
      'An x-fapi-interaction-id, where one is sent, is a UUID',
      'Um x-fapi-interaction-id, quando enviado, é um UUID',
    ),
    clause: 'FDX core API: x-fapi-interaction-id, a UUID of 36 characters; error 401',
    fix: say('Send a UUID, or leave the header out.', 'Envie um UUID ou omita o cabeçalho.'),
    places: [{ at: 'header:x-fapi-interaction-id', right: NEW_UUID }],
  },
  'token-kind': {
    part: 'gateway',
    title: say('The operation gets the kind of token it needs', 'A operação recebe o tipo de token de que precisa'),
    clause: 'FDX API security model: grant type of each operation; error 602',
    fix: say(
      "Use the customer's token for data, client_credentials for events and metrics.",
      'Use o token do cliente para dados e client_credentials para eventos e métricas.',
    ),
    places: [{ at: 'header:authorization', right: tokenOfKind }],
  },
  'consent-active': {
    part: 'gateway',
    title: say("The token's consent is active", 'O consentimento do token está ativo'),
    clause: 'FDX consent API: status ACTIVE; error 602',
    fix: say('Ask the customer for a new consent.', 'Peça ao cliente um novo consentimento.'),
    places: endedTokenPlaces(say('token of a consent that is ACTIVE', 'token de um consentimento ACTIVE')),
  },
  'consent-permission': {
    part: 'gateway',
    title: say("The consent has the operation's data cluster", 'O consentimento tem o data cluster da operação'),
    clause: 'FDX data clusters: what each opens; error 602',
    fix: say(
      'Ask for the cluster in authorization_details, and for its scope.',
      'Peça o cluster em authorization_details, e o seu escopo.',
    ),
    places: [
      {
        at: 'header:authorization',
        right({ facts }) {
          const one = [facts.permissions].flat().join(', ')
          return say(`Bearer <token of a consent with ${one}>`, `Bearer <token de um consentimento com ${one}>`)
        },
      },
    ],
  },
}
