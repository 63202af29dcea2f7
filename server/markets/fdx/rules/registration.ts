import type { Right, Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedRegistrationRules } from '../../rules/registration.ts'
import { say } from '../../rules/words.ts'

const REGISTER = 'FDX recipient registration API'

/** What recipient registration and its management ask (arrow 3). */
export const registrationRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedRegistrationRules, {
    'registration-statement': `This install's way; RFC 7591 2.3, 3.2.2: invalid_software_statement`,
    'registration-once': `${REGISTER}: a client_id names a recipient with its intermediaries`,
  }),
  'registration-certificate': {
    part: 'registration',
    title: say("The certificate is the registering software's", 'O certificado é do software que se registra'),
    clause: `${REGISTER}: client certificates; RFC 8705 2`,
    fix: say(
      'Call with the transport certificate of the same application.',
      'Chame com o certificado de transporte da mesma aplicação.',
    ),
    places: [{ at: 'certificate', right: say("<the application's own>", '<o da própria aplicação>') }],
  },
  'registration-metadata': {
    part: 'registration',
    title: say(
      'Metadata are those that this bank can give a client',
      'Os metadados são os que este banco pode dar a um cliente',
    ),
    clause: `${REGISTER}: POST /register; RFC 7591 3.2.2: invalid_client_metadata`,
    fix: say(
      'Set the named member as described, or leave it out: the rest has defaults.',
      'Ajuste o membro indicado ou omita-o: o resto tem valores padrão.',
    ),
    places: ({ member, reason }) =>
      member === undefined ? [] : [{ at: `field:${String(member)}`, right: said(String(reason)) }],
  },
  'registration-chain': {
    part: 'registration',
    title: say(
      'A client keeps the intermediaries it was registered with',
      'Um cliente mantém os intermediários com que foi registrado',
    ),
    clause: `${REGISTER}: a client_id names a recipient with its intermediaries`,
    fix: say(
      'Send the same intermediaries, or register the application through the others as another client.',
      'Envie os mesmos intermediários, ou registre a aplicação por meio dos outros como outro cliente.',
    ),
    places: [{ at: 'field:intermediaries' }],
  },
  'registration-redirect': {
    part: 'registration',
    title: say(
      'Redirect URIs are absolute, https and without fragment',
      'Redirect URIs são absolutas, https e sem fragmento',
    ),
    clause: `${REGISTER}: redirect_uris; RFC 6749 3.1.2`,
    fix: say('Register https://… addresses without #.', 'Registre endereços https://… sem #.'),
    places: [{ at: 'field:redirect_uris', right: say('https://<your address>', 'https://<seu endereço>') }],
  },
}

const said = (reason: string): Right => say(`<${reason}>`, `<${reason}>`)
