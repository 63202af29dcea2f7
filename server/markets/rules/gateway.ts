import type { Rule } from '../rule.ts'
import { allowed, faultPlaces, say } from './words.ts'

const TOKEN = say('Bearer <a token that this app was given>', 'Bearer <um token dado a este app>')

/** What every gateway asks of every call. */
export const sharedGatewayRules: Readonly<Record<string, Rule>> = {
  'route-known': {
    part: 'gateway',
    title: say('The address and method are offered', 'O endereço e o método existem'),
    clause: 'RFC 9110 15.5.5, 15.5.6',
    fix: say(
      'Take addresses from the participants list and the metadata, and methods from the operation.',
      'Use os endereços da lista de participantes e dos metadados, e o método da operação.',
    ),
    places: [{ at: 'method', right: ({ facts }) => allowed(facts) }, { at: 'address' }],
  },
  'body-size': {
    part: 'gateway',
    title: say('The body is whole and no longer than the limit', 'O corpo chega inteiro e dentro do limite'),
    clause: "The bank's own limit; RFC 9110 15.5.14",
    fix: say('Send a smaller body, to its end.', 'Envie um corpo menor, até o fim.'),
    places: [{ at: 'header:content-length', right: ({ facts }) => sized(facts.limit) }],
  },
  'no-maintenance': {
    part: 'gateway',
    title: say('The APIs are not under maintenance', 'As APIs não estão em manutenção'),
    clause: 'RFC 9110 15.6.4, 10.2.3',
    fix: say(
      'Wait as long as Retry-After says, then send the same request again.',
      'Espere o tempo indicado em Retry-After e repita a mesma requisição.',
    ),
    places: [{ at: 'address' }],
  },
  'certificate-shown': {
    part: 'gateway',
    title: say('A protected call shows a client certificate', 'Uma chamada protegida mostra um certificado'),
    clause: 'RFC 8705 2: mutual TLS',
    fix: say(
      "Call the mutual-TLS port with the application's certificate.",
      'Chame a porta de TLS mútuo com o certificado da aplicação.',
    ),
    places: [
      { at: 'certificate', right: say("the app's transport certificate", 'o certificado de transporte do app') },
    ],
  },
  'certificate-trusted': {
    part: 'gateway',
    title: say(
      'The certificate is from the directory, valid and not revoked',
      'O certificado é do diretório, válido e não revogado',
    ),
    clause: 'RFC 8705 2.1; RFC 5280 6',
    fix: say(
      "Use the certificate of the application's credentials.",
      'Use o certificado das credenciais da aplicação.',
    ),
    places: [
      { at: 'certificate', right: say('one that this directory issued', 'um certificado emitido por este diretório') },
    ],
  },
  'consent-not-held': {
    part: 'gateway',
    title: say('The bank does not hold the consent', 'O banco não suspendeu o consentimento'),
    clause: "The bank's own mark",
    fix: say(
      'Keep the token and ask again later: the consent has not changed.',
      'Guarde o token e tente mais tarde: o consentimento não mudou.',
    ),
    places: [{ at: 'header:authorization' }],
  },
  'customer-chosen': {
    part: 'gateway',
    title: say('The open lane has a customer whose data it reads', 'A via aberta tem um cliente cujos dados lê'),
    clause: 'Open lane of this bank; no part of the standard',
    fix: say(
      'Choose a customer for it: bancada lane open --customer LOGIN, or in the console.',
      'Escolha um cliente: bancada lane open --customer LOGIN, ou no console.',
    ),
    places: [{ at: 'address' }],
  },
  'token-sent': {
    part: 'gateway',
    title: say('The token comes in the Authorization header', 'O token vem no cabeçalho Authorization'),
    clause: 'RFC 6750 2.1; FAPI 1.0 Part 1 6.2.1: never in the query',
    fix: say('Send Authorization: Bearer <token>.', 'Envie Authorization: Bearer <token>.'),
    places: [
      { at: 'header:authorization', right: TOKEN },
      { at: 'query:access_token', right: null },
    ],
  },
  'token-active': {
    part: 'gateway',
    title: say('The token is known, in time and not revoked', 'O token é conhecido, está no prazo e não foi revogado'),
    clause: 'FAPI 1.0 Part 1 6.2.1: verify the token',
    fix: say('Get a new token, or refresh.', 'Obtenha um novo token ou use o refresh token.'),
    places: [{ at: 'header:authorization', right: say('Bearer <a fresh token>', 'Bearer <um token novo>') }],
  },
  'token-bound': {
    part: 'gateway',
    title: say('The token comes with the certificate it is bound to', 'O token vem com o certificado a que está preso'),
    clause: 'RFC 8705 3: certificate-bound access tokens',
    fix: say('Use the certificate that the token was issued to.', 'Use o certificado com que o token foi emitido.'),
    places: [
      { at: 'certificate', right: say("the one whose thumbprint is the token's cnf", 'o do cnf do token') },
      {
        at: 'header:authorization',
        right: say('Bearer <a token of this certificate>', 'Bearer <token deste certificado>'),
      },
    ],
  },
  'token-scope': {
    part: 'gateway',
    title: say("The token has the API's scope", 'O token tem o escopo da API'),
    clause: 'RFC 6750 3.1: insufficient_scope',
    fix: say("Ask for the API's scope in the authorization request.", 'Peça o escopo da API no pedido de autorização.'),
    places: [
      {
        at: 'header:authorization',
        right: ({ facts }) =>
          say(`Bearer <a token with the scope ${facts.scope}>`, `Bearer <um token com o escopo ${facts.scope}>`),
      },
    ],
  },
  'accept-served': {
    part: 'gateway',
    title: say('Accept leaves room for JSON in UTF-8', 'Accept admite JSON em UTF-8'),
    clause: 'RFC 9110 15.5.7',
    fix: say('Send Accept: application/json, */* or none.', 'Envie Accept: application/json, */* ou nenhum.'),
    places: [{ at: 'header:accept', right: 'application/json' }],
  },
  'body-typed': {
    part: 'gateway',
    title: say('The Content-Type is the one of the endpoint', 'O Content-Type é o do endereço'),
    clause: 'RFC 9110 15.5.16; RFC 6749 4.1.3',
    fix: say(
      'Send application/json to APIs and registration, a form to PAR, token and revocation.',
      'Envie application/json às APIs e ao registro, e um formulário a PAR, token e revogação.',
    ),
    places: [{ at: 'header:content-type', right: ({ facts }) => String(facts.needed ?? 'application/json') }],
  },
  'body-coding': {
    part: 'gateway',
    title: say('The body is in no content coding', 'O corpo vem sem content coding'),
    clause: 'RFC 9110 8.4, 15.5.16: 415',
    fix: say(
      'Send the body uncompressed and without Content-Encoding.',
      'Envie o corpo sem compressão e sem Content-Encoding.',
    ),
    places: [{ at: 'header:content-encoding', right: null }],
  },
  'parameters-valid': {
    part: 'gateway',
    title: say("Parameters fit the operation's schema", 'Os parâmetros seguem o schema da operação'),
    clause: "The operation's parameters",
    fix: say('Correct the named parameter.', 'Corrija o parâmetro indicado.'),
    places: faultPlaces,
  },
  'body-valid': {
    part: 'gateway',
    title: say("The body fits the operation's schema", 'O corpo segue o schema da operação'),
    clause: "The operation's request body",
    fix: say('Correct the named field.', 'Corrija o campo indicado.'),
    places: faultPlaces,
  },
  'internal-error': {
    part: 'gateway',
    title: say('The bank answers what it can', 'O banco responde o que pode'),
    clause: 'None: the bank failed, not the request',
    fix: say(
      "The bank's log has the failure under the interaction id; please report it.",
      'O log do banco tem a falha sob o interaction id; por favor, relate-a.',
    ),
    places: [],
  },
}

function sized(limit: unknown) {
  return say(`at most ${limit} bytes`, `no máximo ${limit} bytes`)
}
