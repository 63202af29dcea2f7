import type { Right, RightContext, Rule } from '../rule.ts'
import { ifSent, say, unlessSent } from './words.ts'

const IN_FIVE_MINUTES = ({ nowSeconds }: RightContext): Right => nowSeconds + 300
const NOW = ({ nowSeconds }: RightContext): Right => nowSeconds
const CLIENT_ID = ({ claims }: RightContext): Right =>
  String(claims('client_assertion').sub ?? '') || say('<the client id>', '<o client id>')
const CLAIMS = '{"id_token":{"acr":{"essential":true}}}'

const URN = 'urn:ietf:params:oauth:request_uri:'

/** A request_uri that could be a push's is another's or over; any other address is none at all. */
function givenByPush({ sent }: RightContext): Right {
  if (String(sent ?? '').startsWith(URN)) return say('<a request_uri just given>', '<um request_uri recém-dado>')
  return say(`${URN}<what /par gave>`, `${URN}<o que /par deu>`)
}

/** What any authorization request must be. */
export const sharedRequestRules: Readonly<Record<string, Rule>> = {
  'push-by-value': {
    part: 'request',
    title: say('What is pushed is the request object itself', 'O que se envia é o próprio request object'),
    clause: 'RFC 9126 2.1: no request_uri',
    fix: say('Push request, never request_uri.', 'Envie request, nunca request_uri.'),
    places: [
      { at: 'field:request_uri', right: null },
      { at: 'field:request', right: say('<the signed request object>', '<o request object assinado>') },
    ],
  },
  'request-pushed': {
    part: 'request',
    title: say('Authorization starts with a pushed request', 'A autorização começa com um pedido enviado por PAR'),
    clause: 'RFC 9126 5: require_pushed_authorization_requests',
    fix: say(
      'Push the request first; send the browser with client_id and request_uri only.',
      'Envie antes o pedido por PAR; mande o navegador só com client_id e request_uri.',
    ),
    places: [
      { at: 'query:request_uri', right: say('<the request_uri that /par gave>', '<o request_uri dado por /par>') },
      { at: 'query:request', right: null },
    ],
  },
  'request-uri-current': {
    part: 'request',
    title: say(
      'The request_uri is known, in time and not used up',
      'O request_uri é conhecido, está no prazo e não foi gasto',
    ),
    clause: 'RFC 9126 2.2, 4',
    fix: say(
      'Push the request again and use the request_uri of the answer at once, to the letter.',
      'Envie o pedido de novo e use logo o request_uri da resposta, letra por letra.',
    ),
    places: [{ at: 'query:request_uri', right: givenByPush }, { at: 'query:client_id' }],
  },
  'request-algorithm': {
    part: 'request',
    title: say('The request object is signed with PS256', 'O request object é assinado com PS256'),
    clause: 'FAPI 1.0 Part 2 8.6',
    fix: say('Sign with PS256; none is never accepted.', 'Assine com PS256; none nunca é aceito.'),
    places: [{ at: 'jose:request.alg', right: 'PS256' }],
  },
  'request-lifetime': {
    part: 'request',
    title: say(
      'The request object has exp and nbf, at most 60 minutes apart, and is in time',
      'O request object tem exp e nbf, com até 60 minutos entre si, e está no prazo',
    ),
    clause: 'FAPI 1.0 Part 2 5.2.2 (13, 17)',
    fix: say(
      "Date it by the machine's clock: nbf now, exp a few minutes ahead.",
      'Date-o pelo relógio da máquina: nbf agora, exp alguns minutos à frente.',
    ),
    places: [
      { at: 'claim:request.exp', right: IN_FIVE_MINUTES },
      { at: 'claim:request.nbf', right: NOW },
      { at: 'claim:request.iat', right: ({ sent, nowSeconds }) => (sent === undefined ? undefined : nowSeconds) },
    ],
  },
  'request-audience': {
    part: 'request',
    title: say("The request object's aud is the issuer", 'O aud do request object é o issuer'),
    clause: 'FAPI 1.0 Part 2 5.2.2 (15); RFC 9101 4',
    fix: say("Set aud to the server's issuer.", 'Use o issuer do servidor em aud.'),
    places: [{ at: 'claim:request.aud', right: ({ issuer }) => issuer }],
  },
  'request-issuer': {
    part: 'request',
    title: say('iss of the request object is the client id', 'iss do request object é o client id'),
    clause: 'RFC 9101 4; OpenID Connect Core 6.1',
    fix: say('Set iss to the client id.', 'Use o client id em iss.'),
    places: [{ at: 'claim:request.iss', right: CLIENT_ID }],
  },
  'request-client': {
    part: 'request',
    title: say('client_id is the same everywhere', 'client_id é o mesmo em todo lugar'),
    clause: 'RFC 9101 5; RFC 9126 2.1',
    fix: say(
      'Set client_id of the request object to the authenticated client.',
      'Use em client_id do request object o cliente autenticado.',
    ),
    places: [
      { at: 'claim:request.client_id', right: CLIENT_ID },
      { at: 'field:client_id', right: CLIENT_ID },
      { at: 'query:client_id' },
    ],
  },
  'request-nested': {
    part: 'request',
    title: say('A request object holds no other request', 'Um request object não contém outro pedido'),
    clause: 'RFC 9101 4: request and request_uri must not be in it',
    fix: say('Take request and request_uri out of the claims.', 'Tire request e request_uri dos claims.'),
    places: [
      { at: 'claim:request.request_uri', right: null },
      { at: 'claim:request.request', right: null },
    ],
  },
  'request-redirect': {
    part: 'request',
    title: say('redirect_uri is one that the client registered', 'redirect_uri é um que o cliente registrou'),
    clause: 'FAPI 1.0 Part 1 5.2.2 (8, 9, 10): exact match',
    fix: say(
      'Use a registered address to the letter, or update the registration.',
      'Use um endereço registrado, letra por letra, ou atualize o registro.',
    ),
    places: [
      { at: 'claim:request.redirect_uri', right: say('<a registered redirect_uri>', '<um redirect_uri registrado>') },
    ],
  },
  'request-pkce': {
    part: 'request',
    title: say('The request has an S256 code_challenge', 'O pedido tem code_challenge S256'),
    clause: 'FAPI 1.0 Part 2 5.2.2 (18); RFC 7636 4.3',
    fix: say(
      'Send code_challenge, the SHA-256 of a verifier, and code_challenge_method S256.',
      'Envie code_challenge, o SHA-256 de um verifier, e code_challenge_method S256.',
    ),
    places: [
      {
        at: 'claim:request.code_challenge',
        right: unlessSent(say('<SHA-256 of a verifier>', '<SHA-256 do verifier>')),
      },
      { at: 'claim:request.code_challenge_method', right: 'S256' },
    ],
  },
  'request-claims': {
    part: 'request',
    title: say(
      'claims is an object of claims by where they are wanted',
      'claims é um objeto de claims por onde são pedidos',
    ),
    clause: 'OpenID Connect Core 5.5',
    fix: say(
      'Send one JSON object, not a list, with id_token, userinfo or both, each an object of claims that the metadata lists.',
      'Envie um só objeto JSON, não uma lista, com id_token, userinfo ou ambos, cada um um objeto de claims listados nos metadados.',
    ),
    places: [
      { at: 'claim:request.claims', right: ifSent(CLAIMS) },
      { at: 'query:claims', right: ifSent(CLAIMS) },
      { at: 'field:claims', right: ifSent(CLAIMS) },
    ],
  },
  'request-hint': {
    part: 'request',
    title: say('No id_token_hint is sent', 'Nenhum id_token_hint é enviado'),
    clause: 'OpenID Connect Core 3.1.2.1: id_token_hint',
    fix: say('Leave id_token_hint out.', 'Omita id_token_hint.'),
    places: [{ at: 'claim:request.id_token_hint', right: null }],
  },
  'request-prompt': {
    part: 'request',
    title: say('The customer may be asked', 'O cliente pode ser perguntado'),
    clause: 'OpenID Connect Core 3.1.2.1: prompt, max_age; every consent is asked for anew',
    fix: say(
      'Leave prompt out, or ask for login or consent; never none.',
      'Omita prompt ou peça login ou consent; nunca none.',
    ),
    places: [
      { at: 'claim:request.prompt', right: null },
      { at: 'claim:request.max_age', right: ({ sent }) => (sent === undefined ? undefined : null) },
    ],
  },
}
