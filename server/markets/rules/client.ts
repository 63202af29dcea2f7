import type { Right, RightContext, Rule } from '../rule.ts'
import { ifSent, NEW_UUID, say } from './words.ts'

const ownId = ({ claims }: RightContext): Right =>
  String(claims('client_assertion').sub ?? '') || say('<the client id>', '<o client id>')
const REGISTERED = say('<a registered client id>', '<um client id registrado>')
const inAMinute = ({ nowSeconds }: RightContext): Right => nowSeconds + 60

/** How an application shows who it is, where markets ask the same of it. */
export const sharedClientRules: Readonly<Record<string, Rule>> = {
  'client-known': {
    part: 'client',
    title: say('The client is registered here', 'O cliente está registrado aqui'),
    clause: 'RFC 6749 5.2: invalid_client',
    fix: say(
      'Use the client id that registration gave, at the issuer that gave it.',
      'Use o client id dado pelo registro, no issuer que o deu.',
    ),
    places: [
      { at: 'claim:client_assertion.sub', right: ifSent(REGISTERED) },
      { at: 'field:client_id', right: ifSent(REGISTERED) },
      { at: 'query:client_id', right: ifSent(REGISTERED) },
    ],
  },
  'assertion-form': {
    part: 'client',
    title: say('The client assertion is a signed JWT', 'A asserção do cliente é um JWT assinado'),
    clause: 'RFC 7523 3',
    fix: say('Send a JWS of three parts in client_assertion.', 'Envie um JWS de três partes em client_assertion.'),
    places: [
      {
        at: 'field:client_assertion',
        right: say('<header>.<claims>.<signature>', '<cabeçalho>.<claims>.<assinatura>'),
      },
    ],
  },
  'assertion-algorithm': {
    part: 'client',
    title: say('The client assertion is signed with PS256', 'A asserção do cliente é assinada com PS256'),
    clause: 'FAPI 1.0 Part 2 8.6',
    fix: say('Sign with PS256.', 'Assine com PS256.'),
    places: [{ at: 'jose:client_assertion.alg', right: 'PS256' }],
  },
  'assertion-signature': {
    part: 'client',
    title: say(
      "The client assertion is signed by a key of the client's key set",
      'A asserção é assinada por uma chave do conjunto do cliente',
    ),
    clause: 'RFC 7523 3 (9)',
    fix: say(
      "Sign with a key that the directory's key set shows, and name it in kid.",
      'Assine com uma chave que o diretório mostra e indique-a em kid.',
    ),
    places: [
      { at: 'jose:client_assertion.kid', right: say("<a kid of the client's jwks_uri>", '<um kid do jwks_uri>') },
      { at: 'field:client_assertion' },
    ],
  },
  'assertion-issuer': {
    part: 'client',
    title: say('iss and sub of the assertion are the client id', 'iss e sub da asserção são o client id'),
    clause: 'RFC 7523 3 (1, 2)',
    fix: say('Set iss, sub and client_id to the same client id.', 'Use o mesmo client id em iss, sub e client_id.'),
    places: [
      { at: 'claim:client_assertion.iss', right: ownId },
      { at: 'claim:client_assertion.sub', right: ownId },
      { at: 'field:client_id', right: ownId },
    ],
  },
  'assertion-audience': {
    part: 'client',
    title: say("The assertion's aud is this server", 'O aud da asserção é este servidor'),
    clause: 'RFC 7523 3 (3); FAPI 1.0: issuer, token endpoint or the endpoint called',
    fix: say('Set aud to the issuer.', 'Use o issuer em aud.'),
    places: [{ at: 'claim:client_assertion.aud', right: ({ issuer }) => issuer }],
  },
  'assertion-lifetime': {
    part: 'client',
    title: say(
      'The assertion is in time, and ends within the hour',
      'A asserção está no prazo e termina em até uma hora',
    ),
    clause: 'RFC 7523 3 (4, 5, 6)',
    fix: say(
      "Date it by the machine's clock, with exp a minute ahead; the bank's own clock does not count here.",
      'Date-a pelo relógio da máquina, com exp um minuto à frente; o relógio do banco não conta aqui.',
    ),
    places: [
      { at: 'claim:client_assertion.exp', right: inAMinute },
      {
        at: 'claim:client_assertion.nbf',
        right: ({ nowSeconds, sent }) => (sent === undefined ? undefined : nowSeconds),
      },
      { at: 'claim:client_assertion.iat', right: ({ nowSeconds }) => nowSeconds },
    ],
  },
  'assertion-once': {
    part: 'client',
    title: say('Each assertion has a jti of its own and is used once', 'Cada asserção tem seu jti e é usada uma vez'),
    clause: 'RFC 7523 3 (7); OpenID Connect Core 9: jti',
    fix: say(
      'Make a new assertion with a fresh jti for each call.',
      'Faça uma nova asserção com jti novo a cada chamada.',
    ),
    places: [{ at: 'claim:client_assertion.jti', right: NEW_UUID }],
  },
}
