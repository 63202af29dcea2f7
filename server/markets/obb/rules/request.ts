import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedRequestRules } from '../../rules/request.ts'
import { say, unlessSent } from '../../rules/words.ts'

/** What an authorization request must be: pushed, signed, and for one consent (arrow 5). */
export const requestRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedRequestRules, {
    'request-pushed': 'FAPI-BR 5.2.2; RFC 9126 5: require_pushed_authorization_requests',
    'request-uri-current': 'RFC 9126 2.2, 4; FAPI-BR: lives at least 60 s',
    'request-algorithm': 'FAPI 1.0 Part 2 8.6; FAPI-BR: PS256',
    'request-hint': 'FAPI-BR 5.2.2: a hint would carry personal data',
  }),
  'request-signed': {
    part: 'request',
    title: say('The request is a signed JWT that can be read', 'O pedido é um JWT assinado e legível'),
    clause: 'FAPI 1.0 Part 2 5.2.2 (1); RFC 9101 6.2',
    fix: say(
      'Send request as a JWS, or a JWS inside a JWE for a key of this server.',
      'Envie request como JWS, ou um JWS dentro de um JWE para uma chave deste servidor.',
    ),
    places: [{ at: 'field:request', right: say('<header>.<claims>.<signature>', '<cabeçalho>.<claims>.<assinatura>') }],
  },
  'request-signature': {
    part: 'request',
    title: say(
      "The request object is signed by a key of the client's key set, named in kid",
      'O request object é assinado por uma chave do cliente, indicada em kid',
    ),
    clause: 'RFC 9101 6.2; FAPI-BR: kid in the header',
    fix: say(
      "Sign with a key that the directory's key set shows, and name it in kid.",
      'Assine com uma chave que o diretório mostra e indique-a em kid.',
    ),
    places: [
      { at: 'jose:request.kid', right: say("<a kid of the client's jwks_uri>", '<um kid do jwks_uri>') },
      { at: 'field:request' },
    ],
  },
  'request-members': {
    part: 'request',
    title: say(
      'The request object has response_type, nonce, redirect_uri and scope',
      'O request object tem response_type, nonce, redirect_uri e scope',
    ),
    clause: 'FAPI 1.0 Part 2 5.2.2 (10); OpenID Connect Core 3.3.2.1',
    fix: say(
      'Put every parameter inside the signed object; those outside it do not count.',
      'Coloque todos os parâmetros no objeto assinado; os de fora não contam.',
    ),
    places: [
      { at: 'claim:request.response_type', right: unlessSent('code id_token') },
      { at: 'claim:request.nonce', right: unlessSent(say('<a fresh nonce>', '<um nonce novo>')) },
      {
        at: 'claim:request.redirect_uri',
        right: unlessSent(say('<a registered redirect_uri>', '<um redirect_uri registrado>')),
      },
      {
        at: 'claim:request.scope',
        right: unlessSent(say('openid consent:<id> accounts …', 'openid consent:<id> accounts …')),
      },
    ],
  },
  'request-response': {
    part: 'request',
    title: say('response_type is code id_token, in the fragment', 'response_type é code id_token, no fragmento'),
    clause: 'FAPI-BR 5.2.2: hybrid flow; OpenID Connect Core 3.3',
    fix: say(
      'Ask for code id_token, with response_mode fragment or none.',
      'Peça code id_token, com response_mode fragment ou nenhum.',
    ),
    places: [
      { at: 'claim:request.response_type', right: 'code id_token' },
      { at: 'claim:request.response_mode', right: ({ sent }) => (sent === undefined ? undefined : 'fragment') },
    ],
  },
  'request-scope': {
    part: 'request',
    title: say('Scopes are openid and those the client registered', 'Os escopos são openid e os registrados'),
    clause: 'RFC 6749 3.3; OpenID Connect Core 3.1.2.1',
    fix: say(
      'Ask for openid, the consent and scopes that the registration has.',
      'Peça openid, o consentimento e escopos do registro.',
    ),
    places: [
      { at: 'claim:request.scope', right: say('openid consent:<id> accounts …', 'openid consent:<id> accounts …') },
      { at: 'field:scope' },
    ],
  },
  'request-consent': {
    part: 'request',
    title: say(
      'The scope names one consent of this client that is still waiting',
      'O escopo indica um consentimento deste cliente ainda pendente',
    ),
    clause: 'FAPI-BR: dynamic scope consent:{consentId}; consents v3: AWAITING_AUTHORISATION',
    fix: say(
      'Lodge a consent and put consent:<its id> into scope, exactly once.',
      'Crie um consentimento e ponha consent:<seu id> em scope, uma só vez.',
    ),
    places: [
      {
        at: 'claim:request.scope',
        right: say('openid consent:<a consent that waits> …', 'openid consent:<um consentimento pendente> …'),
      },
    ],
  },
}
