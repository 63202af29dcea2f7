import type { Rule } from '../../rule.ts'
import { say } from '../../rules/words.ts'

/** What is asked of requests to the phone (CIBA) and of their answers, beside what is asked of every signed request. */
export const phoneRules: Readonly<Record<string, Rule>> = {
  'phone-hint': {
    part: 'request',
    title: say(
      'login_hint names a waiting consent of this client, and is the only hint',
      'login_hint indica um consentimento pendente deste cliente e é a única dica',
    ),
    clause: 'CIBA 7.1; FAPI-BR CIBA: login_hint is the consent id, invalid_login_hint',
    fix: say(
      'Lodge a consent and send its id as login_hint; leave id_token_hint and login_hint_token out.',
      'Crie um consentimento e envie seu id como login_hint; omita id_token_hint e login_hint_token.',
    ),
    places: [
      { at: 'claim:request.login_hint', right: say('<the id of a waiting consent>', '<o id de um consentimento>') },
      { at: 'claim:request.id_token_hint', right: null },
      { at: 'claim:request.login_hint_token', right: null },
    ],
  },
  'phone-once': {
    part: 'request',
    title: say('A request object counts once, by its jti', 'Um request object vale uma vez, pelo seu jti'),
    clause: 'CIBA 7.1.1: jti',
    fix: say('Sign a new request object with a fresh jti.', 'Assine um novo request object com um jti novo.'),
    places: [{ at: 'claim:request.jti', right: say('<a fresh UUID>', '<um UUID novo>') }],
  },
  'phone-code': {
    part: 'request',
    title: say('Nobody types a code for the app', 'Ninguém digita um código para o app'),
    clause: 'FAPI-BR CIBA: user_code is refused',
    fix: say('Leave user_code out.', 'Omita user_code.'),
    places: [{ at: 'claim:request.user_code', right: null }],
  },
  'phone-message': {
    part: 'request',
    title: say(
      'The binding message can be shown whole on a phone',
      'A mensagem de vínculo pode ser mostrada inteira em um celular',
    ),
    clause: 'CIBA 13: invalid_binding_message',
    fix: say(
      'Send at most 64 letters, digits, signs and blanks, in one line.',
      'Envie no máximo 64 letras, dígitos, sinais e espaços, em uma linha.',
    ),
    places: [{ at: 'claim:request.binding_message', right: '1234' }],
  },
  'phone-expiry': {
    part: 'request',
    title: say('requested_expiry is a number of seconds', 'requested_expiry é um número de segundos'),
    clause: 'CIBA 7.1: requested_expiry',
    fix: say('Leave it out: the bank decides how long it asks.', 'Omita: o banco decide por quanto tempo pergunta.'),
    places: [{ at: 'claim:request.requested_expiry', right: null }],
  },
  'phone-notification': {
    part: 'request',
    title: say(
      'An app that is pinged gives a token for the ping',
      'Um app que recebe ping informa um token para o ping',
    ),
    clause: 'CIBA 7.1: client_notification_token',
    fix: say(
      'Send a fresh bearer token of at most 1024 characters.',
      'Envie um bearer token novo de no máximo 1024 caracteres.',
    ),
    places: [{ at: 'claim:request.client_notification_token', right: say('<a fresh token>', '<um token novo>') }],
  },
  'phone-customer': {
    part: 'request',
    title: say('The consent is of a customer of this bank', 'O consentimento é de um cliente deste banco'),
    clause: 'CIBA 13: unknown_user_id',
    fix: say(
      'Lodge the consent with the CPF of a customer of this bank.',
      'Crie o consentimento com o CPF de um cliente deste banco.',
    ),
    places: [{ at: 'claim:request.login_hint' }],
  },
  'phone-answered': {
    part: 'token',
    title: say('The customer has answered on the phone', 'O cliente respondeu no celular'),
    clause: 'CIBA 11: authorization_pending',
    fix: say('Ask again after the interval.', 'Pergunte de novo após o intervalo.'),
    places: [{ at: 'field:auth_req_id' }],
  },
  'phone-interval': {
    part: 'token',
    title: say('An app waits the interval between two questions', 'O app espera o intervalo entre duas perguntas'),
    clause: 'CIBA 11: slow_down',
    fix: say(
      'Wait five seconds longer from now on, for this and all later questions.',
      'Espere cinco segundos a mais a partir de agora, nesta e nas próximas perguntas.',
    ),
    places: [{ at: 'field:auth_req_id' }],
  },
  'phone-current': {
    part: 'token',
    title: say(
      'The request to the phone is known, not over, and gives its tokens once',
      'O pedido no celular é conhecido, não terminou e dá seus tokens uma vez',
    ),
    clause: 'CIBA 11: expired_token, invalid_grant',
    fix: say('Ask on the phone again.', 'Pergunte no celular de novo.'),
    places: [{ at: 'field:auth_req_id', right: say('<the id of a fresh request>', '<o id de um novo pedido>') }],
  },
  'phone-request-waiting': {
    part: 'customer',
    title: say('The request still waits on the phone', 'O pedido ainda espera no celular'),
    clause: 'FAPI-BR CIBA; OpenID Connect CIBA 7.3, 11: expires_in, expired_token',
    fix: say('Let the app ask again, and answer in time.', 'Faça o app perguntar de novo e responda a tempo.'),
    places: [{ at: 'field:auth_req_id' }],
  },
  'approval-hook-open': {
    part: 'customer',
    title: say(
      'The approval address for test suites was opened by the owner',
      'O endereço de aprovação para suítes de teste foi aberto pelo dono',
    ),
    clause: 'FAPI-CIBA conformance: automated approval',
    fix: say(
      'Open it on the phone page or with bancada consent hook, and use the address it gives.',
      'Abra-o na página do celular ou com bancada consent hook e use o endereço dado.',
    ),
    places: [{ at: 'address' }],
  },
}
