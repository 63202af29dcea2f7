import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedGatewayRules } from '../../rules/gateway.ts'
import { endedTokenPlaces, NEW_UUID, say, tokenOfKind } from '../../rules/words.ts'

/** What the gateway asks of every call, and the authorization server with it. */
export const gatewayRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedGatewayRules, {
    'route-known': 'accounts v2, resources v3, consents v3: paths',
    'no-maintenance': 'Open Finance Brasil APIs: 503; operational manual: scheduled outages',
    'certificate-shown': 'FAPI-BR 5.2.2: mutual TLS on every protected call',
    'certificate-trusted': 'Certificate standard: issued by the directory, valid, not revoked',
    'consent-not-held':
      'Resources v3: TEMPORARILY_UNAVAILABLE; product APIs: 403 STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
    'token-scope': 'Open Finance Brasil APIs: scope of each operation',
    'accept-served': 'Open Finance Brasil APIs: 406',
    'body-typed': 'Open Finance Brasil APIs: 415; RFC 6749 4.1.3; RFC 7591 3.2.2',
    'parameters-valid': "The operation's parameters in the official document",
    'body-valid': "The operation's request body in the official document",
  }),
  'interaction-id-sent': {
    part: 'gateway',
    title: say('Each call has an x-fapi-interaction-id of its own', 'Cada chamada tem seu x-fapi-interaction-id'),
    clause: 'Open Finance Brasil APIs: x-fapi-interaction-id required, UUID',
    fix: say('Send a fresh UUID with each call.', 'Envie um UUID novo em cada chamada.'),
    places: [{ at: 'header:x-fapi-interaction-id', right: NEW_UUID }],
  },
  'token-kind': {
    part: 'gateway',
    title: say('The operation gets the kind of token it needs', 'A operação recebe o tipo de token de que precisa'),
    clause: 'Open Finance Brasil APIs: security of each operation',
    fix: say(
      "Use client_credentials for consents, the customer's token for data.",
      'Use client_credentials para consentimentos e o token do cliente para dados.',
    ),
    places: [{ at: 'header:authorization', right: tokenOfKind }],
  },
  'consent-active': {
    part: 'gateway',
    title: say("The token's consent is authorised", 'O consentimento do token está autorizado'),
    clause: 'consents v3: status AUTHORISED',
    fix: say('Ask the customer for a new consent.', 'Peça ao cliente um novo consentimento.'),
    places: endedTokenPlaces(say('token of a consent that is AUTHORISED', 'token de um consentimento AUTHORISED')),
  },
  'consent-permission': {
    part: 'gateway',
    title: say("The consent has the operation's permission", 'O consentimento tem a permissão da operação'),
    clause: 'Open Finance Brasil APIs: permissions of each operation',
    fix: say("Lodge a consent with the permission's group.", 'Crie um consentimento com o grupo da permissão.'),
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
