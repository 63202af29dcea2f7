import type { Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

const GRANT = say("<the grant_id of the token's answer>", '<o grant_id da resposta do token>')

/** What the operations of the APIs ask, beyond what the gateway asks of all. */
export const dataRules: Readonly<Record<string, Rule>> = {
  'consent-known': {
    part: 'data',
    title: say('The consent is a grant of the calling application', 'O consentimento é uma concessão deste app'),
    clause: 'FDX consent API: GET /consents/{consentId}, 404',
    fix: say(
      'Use the grant_id that the token endpoint gave to this application.',
      'Use o grant_id que o endereço de tokens deu a esta aplicação.',
    ),
    places: [{ at: 'address', right: lastPart(GRANT) }],
  },
  'consent-state': {
    part: 'data',
    title: say("The consent's state allows the act", 'O estado do consentimento permite o ato'),
    clause: 'FDX consent API: PUT /consents/{consentId}/revocation, 409',
    fix: say(
      'A grant that was revoked or has expired stays ended: ask the customer for a new one.',
      'Uma concessão revogada ou expirada continua encerrada: peça uma nova ao cliente.',
    ),
    places: [{ at: 'address' }],
  },
}
