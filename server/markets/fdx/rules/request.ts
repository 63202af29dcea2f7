import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedRequestRules } from '../../rules/request.ts'
import { say, unlessSent } from '../../rules/words.ts'

const CLUSTERS = say(
  '<the scopes of the clusters in authorization_details>',
  '<os escopos dos clusters em authorization_details>',
)

/** What an authorization request must be: pushed, signed, and with the consent it asks for (arrow 5). */
export const requestRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedRequestRules, {
    'request-pushed': 'FDX API security model: PAR is mandatory; RFC 9126 5',
    'request-uri-current': 'RFC 9126 2.2, 4: 60 seconds, one client, one use; invalid_request_uri',
  }),
  'request-signed': {
    part: 'request',
    title: say('The request is a signed JWT that can be read', 'O pedido é um JWT assinado e legível'),
    clause: 'FAPI 1.0 Part 2 5.2.2 (1); RFC 9101 6.2',
    fix: say('Send request as a JWS of three parts.', 'Envie request como um JWS de três partes.'),
    places: [{ at: 'field:request', right: say('<header>.<claims>.<signature>', '<cabeçalho>.<claims>.<assinatura>') }],
  },
  'request-signature': {
    part: 'request',
    title: say(
      "The request object is signed by a key of the client's key set",
      'O request object é assinado por uma chave do conjunto do cliente',
    ),
    clause: 'RFC 9101 6.2; RFC 7517 4.5: kid is optional',
    fix: say(
      "Sign with a key that the client's key set shows; kid may be left out.",
      'Assine com uma chave que o conjunto do cliente mostra; kid pode ser omitido.',
    ),
    places: [{ at: 'field:request' }, { at: 'jose:request.kid' }],
  },
  'request-members': {
    part: 'request',
    title: say('The request has response_type and scope', 'O pedido tem response_type e scope'),
    clause: 'FAPI 1.0 Part 2 5.2.2 (10); RFC 6749 4.1.1',
    fix: say(
      'Put every parameter inside the signed object; those outside it do not count.',
      'Coloque todos os parâmetros no objeto assinado; os de fora não contam.',
    ),
    places: [
      { at: 'claim:request.response_type', right: unlessSent('code') },
      { at: 'claim:request.scope', right: unlessSent(CLUSTERS) },
    ],
  },
  'request-response': {
    part: 'request',
    title: say(
      'response_type is code with response_mode jwt, or code id_token',
      'response_type é code com response_mode jwt, ou code id_token',
    ),
    clause: 'FAPI 1.0 Part 2 5.2.2 (2); JARM 2.3; FAPI 2.0 5.3.2.2: code alone',
    fix: say(
      'Ask for code with response_mode jwt, or for code id_token with openid and a nonce.',
      'Peça code com response_mode jwt, ou code id_token com openid e nonce.',
    ),
    places: [
      { at: 'claim:request.response_type', right: 'code' },
      { at: 'claim:request.response_mode', right: 'jwt' },
    ],
  },
  'request-scope': {
    part: 'request',
    title: say('Scopes are those that the client registered', 'Os escopos são os que o cliente registrou'),
    clause: 'RFC 6749 3.3; FDX API security model: invalid_scope',
    fix: say(
      'Ask for the scopes of the clusters asked for, as the registration has them.',
      'Peça os escopos dos clusters pedidos, como no registro.',
    ),
    places: [{ at: 'claim:request.scope', right: CLUSTERS }, { at: 'field:scope' }],
  },
  'request-details': {
    part: 'request',
    title: say(
      'authorization_details ask for one consent that the bank and the registration allow, and for what scope says',
      'authorization_details pedem um consentimento que o banco e o registro permitem, e o mesmo que scope',
    ),
    clause: 'RFC 9396 5: invalid_authorization_details; FDX consent API: consentRequest, clusters and scopes',
    fix: say(
      'Send one element of type fdx_v1.0 within the limits, with the clusters whose scopes are in scope.',
      'Envie um elemento do tipo fdx_v1.0 dentro dos limites, com os clusters cujos escopos estão em scope.',
    ),
    places: ({ description }) =>
      /scope/.test(String(description))
        ? [{ at: 'claim:request.scope', right: CLUSTERS }, { at: 'claim:request.authorization_details' }]
        : [
            {
              at: 'claim:request.authorization_details',
              right: say(
                '<one element of type fdx_v1.0 with a consentRequest>',
                '<um elemento do tipo fdx_v1.0 com um consentRequest>',
              ),
            },
          ],
  },
}
