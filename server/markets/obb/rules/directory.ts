import type { Rule } from '../../rule.ts'
import { allowed, say } from '../../rules/words.ts'

/** What the directory asks of participants, beside the gateway's rules that it shares. */
export const directoryRules: Readonly<Record<string, Rule>> = {
  'token-request': {
    part: 'directory',
    title: say(
      'A token of the directory is asked for by a form with client_credentials and the software’s id',
      'Um token do diretório é pedido por um formulário com client_credentials e o id do software',
    ),
    clause: 'Directory of Participants, token endpoint; RFC 6749 3.2, 4.4.2; RFC 8705 2',
    fix: say(
      'Send grant_type, client_id and scope once each, as application/x-www-form-urlencoded.',
      'Envie grant_type, client_id e scope uma vez cada, como application/x-www-form-urlencoded.',
    ),
    places: [
      { at: 'header:content-type', right: 'application/x-www-form-urlencoded' },
      { at: 'field:grant_type', right: 'client_credentials' },
      { at: 'field:client_id', right: say('<the software’s id>', '<o id do software>') },
    ],
  },
  'client-active': {
    part: 'directory',
    title: say('The software and its organisation are active', 'O software e sua organização estão ativos'),
    clause: 'Directory of Participants: status of organisations and software statements; RFC 6749 5.2',
    fix: say(
      'Let the directory set the software and its organisation to Active, or use another.',
      'Peça ao diretório que deixe o software e sua organização Active, ou use outro.',
    ),
    places: [{ at: 'certificate', right: say('one of an active software', 'um de software ativo') }],
  },
  'directory-resource': {
    part: 'directory',
    title: say(
      'What the address names is there, and belongs to the token’s software',
      'O que o endereço indica existe e é do software do token',
    ),
    clause: 'Directory of Participants: organisations, software statements, assertions and certificates; RFC 6750 3.1',
    fix: say('Take ids from the lists of your own organisation.', 'Use os ids das listas da sua própria organização.'),
    places: [{ at: 'address', right: ({ facts }) => allowed(facts) }],
  },
}
