import type { Facts } from '#kernel'
import type { PlaceName, Rule, RulePlace } from '../rule.ts'
import { say } from './words.ts'

/** What registration and its management ask in every market. */
export const sharedRegistrationRules: Readonly<Record<string, Rule>> = {
  'registration-statement': {
    part: 'registration',
    title: say(
      "The software statement is the directory's, fresh and of this market",
      'O software statement é do diretório, recente e deste mercado',
    ),
    clause: 'RFC 7591 2.3, 3.2.2: invalid_software_statement',
    fix: say(
      'Get a fresh statement from the directory and send it unchanged.',
      'Obtenha um statement novo do diretório e envie-o sem mudanças.',
    ),
    places: statementPlaces,
  },
  'registration-token': {
    part: 'registration',
    title: say("The registration access token is this client's", 'O registration access token é deste cliente'),
    clause: 'RFC 7592 2; RFC 6750 3.1: invalid_token',
    fix: say(
      'Send the token that the registration of this client answered with.',
      'Envie o token dado no registro deste cliente.',
    ),
    places: [
      {
        at: 'header:authorization',
        right: say('Bearer <registration_access_token>', 'Bearer <registration_access_token>'),
      },
    ],
  },
  'registration-client-id': {
    part: 'registration',
    title: say('client_id in the body is the one in the address', 'client_id no corpo é o do endereço'),
    clause: 'RFC 7592 2.2',
    fix: say('Send the same client_id in both places.', 'Envie o mesmo client_id nos dois lugares.'),
    places: [{ at: 'field:client_id', right: say('<the client id of the address>', '<o client id do endereço>') }],
  },
  'registration-fields': {
    part: 'registration',
    title: say("An update has no fields of the server's own", 'Uma atualização não traz campos do servidor'),
    clause: 'RFC 7592 2.2',
    fix: say('Leave the named field out of the body.', 'Omita do corpo o campo indicado.'),
    places: ({ member }) => (member === undefined ? [] : [{ at: `field:${member}` as PlaceName, right: null }]),
  },
  'registration-once': {
    part: 'registration',
    title: say('A software is registered once', 'Um software é registrado uma vez'),
    clause: 'RFC 7591 3.2.2',
    fix: say(
      'Manage the client there is with PUT, or delete it first.',
      'Gerencie o cliente existente com PUT, ou exclua-o antes.',
    ),
    places: [{ at: 'method', right: 'PUT' }],
  },
}

function statementPlaces({ reason }: Facts): RulePlace[] {
  const whole: RulePlace = {
    at: 'field:software_statement',
    right: say('<a fresh statement of the directory>', '<um statement novo do diretório>'),
  }
  const of: Record<string, RulePlace> = {
    algorithm: { at: 'jose:software_statement.alg', right: 'PS256' },
    key: { at: 'jose:software_statement.kid', right: say("<the directory's kid>", '<o kid do diretório>') },
    age: { at: 'claim:software_statement.iat', right: ({ nowSeconds }) => nowSeconds },
    'software-unknown': { at: 'claim:software_statement.software_id' },
  }
  const telling = of[String(reason)]
  return telling ? [telling, whole] : [whole]
}
