import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedClientRules } from '../../rules/client.ts'
import { say } from '../../rules/words.ts'

const SECURITY = 'FDX API security model'
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** How an FDX application shows who it is at the authorization server (arrow 6). */
export const clientRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedClientRules, {}),
  'client-active': {
    part: 'client',
    title: say('The software and its organisation are active', 'O software e sua organização estão ativos'),
    clause: 'FDX recipient registration: status of a recipient; RFC 6749 5.2',
    fix: say(
      'Let the directory set the software and its organisation to Active, or use another.',
      'Peça ao diretório que deixe o software e sua organização Active, ou use outro.',
    ),
    places: [{ at: 'certificate', right: say('one of an active software', 'um de software ativo') }],
  },
  'client-certificate': {
    part: 'client',
    title: say("The certificate is the client's own", 'O certificado é do próprio cliente'),
    clause: `${SECURITY}: mutual TLS; RFC 8705 2.1`,
    fix: say(
      "Present the certificate whose subject this client registered; headers such as ssl-client-cert don't count.",
      'Apresente o certificado cujo subject o cliente registrou; cabeçalhos como ssl-client-cert não contam.',
    ),
    places: [
      { at: 'certificate', right: say('<the one this client registered>', '<o que este cliente registrou>') },
      { at: 'claim:client_assertion.sub' },
      { at: 'field:client_id' },
    ],
  },
  'client-method': {
    part: 'client',
    title: say(
      'The client authenticates as it registered: by its certificate or with private_key_jwt',
      'O cliente se autentica como registrou: pelo certificado ou com private_key_jwt',
    ),
    clause: `${SECURITY}: mutual TLS or private_key_jwt, never a secret; RFC 8705 2; OpenID Connect Core 9`,
    fix: say(
      'By certificate: send client_id alone. With private_key_jwt: send client_assertion and its type.',
      'Pelo certificado: envie só client_id. Com private_key_jwt: envie client_assertion e seu tipo.',
    ),
    places: [
      {
        at: 'field:client_id',
        right: ({ sent }) => (sent === undefined ? say('<the client id>', '<o client id>') : undefined),
      },
      { at: 'field:client_assertion_type', right: ({ sent }) => (sent === undefined ? undefined : JWT_BEARER) },
      { at: 'header:authorization', right: null },
      { at: 'field:client_secret', right: null },
    ],
  },
  'client-scope': {
    part: 'client',
    title: say('client_credentials gives app scopes only', 'client_credentials dá só escopos do app'),
    clause: 'FDX consent API, event notifications: security of each operation',
    fix: say(
      'Ask client_credentials for the app’s own scopes, or for none; data comes with a customer’s consent.',
      'Peça em client_credentials os escopos do próprio app, ou nenhum; dados vêm com o consentimento do cliente.',
    ),
    places: [{ at: 'field:scope', right: ({ facts }) => [facts.allowed ?? []].flat().join(' ') || null }],
  },
}
