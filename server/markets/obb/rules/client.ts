import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedClientRules } from '../../rules/client.ts'
import { say } from '../../rules/words.ts'

const PRIVATE_KEY_JWT = 'OpenID Connect Core 9; FAPI 1.0 Part 2 5.2.2: private_key_jwt'
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** How an application shows who it is at the authorization server (arrow 6). */
export const clientRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedClientRules, {
    'assertion-algorithm': 'FAPI 1.0 Part 2 8.6; FAPI-BR: PS256',
    'assertion-signature': 'RFC 7523 3 (9); FAPI-BR: keys are those of the directory',
  }),
  'client-certificate': {
    part: 'client',
    title: say("The certificate is the client's own", 'O certificado é do próprio cliente'),
    clause: 'FAPI-BR 5.2.2; RFC 8705 2: the certificate names the software',
    fix: say(
      'Present the certificate of the same application that signs the assertion.',
      'Apresente o certificado da mesma aplicação que assina a asserção.',
    ),
    places: [
      { at: 'certificate', right: say("<the one whose UID is this client's software>", '<o do UID deste software>') },
      { at: 'claim:client_assertion.sub' },
      { at: 'field:client_id' },
    ],
  },
  'client-method': {
    part: 'client',
    title: say('The client authenticates with private_key_jwt alone', 'O cliente se autentica só com private_key_jwt'),
    clause: `${PRIVATE_KEY_JWT}; FAPI-BR 5.2.2`,
    fix: say(
      'Send client_assertion and client_assertion_type, and no other authentication.',
      'Envie client_assertion e client_assertion_type, e nenhuma outra autenticação.',
    ),
    places: [
      { at: 'field:client_assertion_type', right: JWT_BEARER },
      { at: 'field:client_assertion', right: say('<a JWT signed with PS256>', '<um JWT assinado com PS256>') },
      { at: 'header:authorization', right: null },
      { at: 'field:client_secret', right: null },
    ],
  },
  'client-scope': {
    part: 'client',
    title: say('client_credentials gives app scopes only', 'client_credentials dá só escopos do app'),
    clause: 'Open Finance Brasil APIs: security of each operation',
    fix: say(
      'Ask client_credentials for consents; data comes with a customer’s consent.',
      'Peça consents em client_credentials; dados vêm com o consentimento do cliente.',
    ),
    places: [{ at: 'field:scope', right: ({ facts }) => [facts.allowed ?? 'consents'].flat().join(' ') }],
  },
}
