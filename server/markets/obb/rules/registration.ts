import type { Right, Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedRegistrationRules } from '../../rules/registration.ts'
import { say } from '../../rules/words.ts'

const DCR = 'Open Finance Brasil Dynamic Client Registration 1.0'
const OF_STATEMENT = (claim: string) => say(`<the statement's ${claim}>`, `<o ${claim} do statement>`)

/** What registration and its management ask (arrow 3). */
export const registrationRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedRegistrationRules, {
    'registration-statement': `${DCR} 7.1; RFC 7591 2.3, 3.2.2: invalid_software_statement`,
    'registration-once': `${DCR} 7.1: one client for a software`,
  }),
  'registration-certificate': {
    part: 'registration',
    title: say("The certificate is the statement's software's", 'O certificado é do software do statement'),
    clause: `${DCR} 7.1: UID and organizationIdentifier of the certificate`,
    fix: say(
      'Call with the transport certificate of the software in the statement.',
      'Chame com o certificado de transporte do software do statement.',
    ),
    places: [
      { at: 'certificate', right: say("<UID = the statement's software_id>", '<UID = software_id do statement>') },
      { at: 'claim:software_statement.software_id' },
      { at: 'claim:software_statement.org_id' },
    ],
  },
  'registration-standing': {
    part: 'registration',
    title: say('Organisation, software and a role are active', 'Organização, software e um papel estão ativos'),
    clause: `${DCR} 7.1: unapproved_software_statement`,
    fix: say('Have them made active in the directory first.', 'Ative-os antes no diretório.'),
    places: ({ member }) => [{ at: `claim:software_statement.${String(member)}`, right: 'Active' }],
  },
  'registration-metadata': {
    part: 'registration',
    title: say('Metadata are those the profile allows', 'Os metadados são os que o perfil permite'),
    clause: `${DCR} 7.1, 8; RFC 7591 3.2.2: invalid_client_metadata`,
    fix: say(
      'Set the named member as described, or leave it out: the rest has defaults.',
      'Ajuste o membro indicado ou omita-o: o resto tem valores padrão.',
    ),
    places: ({ member, reason }) =>
      member === undefined ? [] : [{ at: `field:${String(member)}`, right: said(String(reason)) }],
  },
  'registration-redirect': {
    part: 'registration',
    title: say(
      "Redirect URIs are the statement's, https, without fragment and not on localhost",
      'Redirect URIs são as do statement, https, sem fragmento e não em localhost',
    ),
    clause: `${DCR} 7.1; OpenID Connect Registration 2: redirect_uris`,
    fix: say(
      'Register an address of the statement; on this machine use https://127.0.0.1:PORT/….',
      'Registre um endereço do statement; nesta máquina use https://127.0.0.1:PORTA/….',
    ),
    places: [
      {
        at: 'field:redirect_uris',
        right: ({ facts, sent }) =>
          facts.instead
            ? [sent].flat().map((uri) => String(uri === facts.uri ? facts.instead : uri))
            : OF_STATEMENT('software_redirect_uris'),
      },
    ],
  },
  'registration-webhook': {
    part: 'registration',
    title: say("webhook_uris are the statement's", 'webhook_uris são as do statement'),
    clause: `${DCR}: invalid_webhook_uris`,
    fix: say('Send software_api_webhook_uris of the statement, or none.', 'Envie software_api_webhook_uris, ou nada.'),
    places: [{ at: 'field:webhook_uris', right: OF_STATEMENT('software_api_webhook_uris') }],
  },
}

/** The one value that is accepted, where the reason names one; else the reason, which words what would be right. */
function said(reason: string): Right {
  const [, only] = /^only (.*) is accepted$/.exec(reason) ?? []
  if (only === undefined) return say(`<${reason}>`, `<${reason}>`)
  return JSON.parse(only) as Right
}
