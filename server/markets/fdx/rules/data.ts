import type { Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

const GRANT = say("<the grant_id of the token's answer>", '<o grant_id da resposta do token>')

/** What the operations of the APIs ask, beyond what the gateway asks of all. */
export const dataRules: Readonly<Record<string, Rule>> = {
  'registry-entry-known': {
    part: 'data',
    title: say('The registry has the recipient or data provider', 'O registro tem o recipient ou o data provider'),
    clause: 'FDX recipient registry: GET /recipients/{recipientId}, GET /data-providers/{id}; error 404',
    fix: say('Use an id from the list of the same address.', 'Use um id da lista do mesmo endereço.'),
    places: [{ at: 'address', right: say('<an id from the list>', '<um id da lista>') }],
  },
  'account-readable': {
    part: 'data',
    title: say('The account is not locked', 'A conta não está bloqueada'),
    clause: 'FDX core API: error 706',
    fix: say(
      'Wait until the bank opens the account to reading again.',
      'Espere o banco liberar de novo a leitura da conta.',
    ),
    places: [{ at: 'address' }],
  },
  'data-found': {
    part: 'data',
    title: say('The search finds something', 'A busca encontra algo'),
    clause: 'FDX core API: error 1107, where the bank is set to strict answers',
    fix: say(
      'Ask for a wider range, or set the bank to answer with an empty list.',
      'Peça um intervalo maior, ou configure o banco para responder com uma lista vazia.',
    ),
    places: [{ at: 'query:startDate' }, { at: 'query:endDate' }],
  },
  'date-range': {
    part: 'data',
    title: say(
      'Dates come in pairs, in order, and no older than the look-back',
      'As datas vêm em par, em ordem, e não além do histórico permitido',
    ),
    clause: 'FDX core API: startDate, endDate; FDX consent API: lookbackPeriod; error 703',
    fix: say(
      'Send both dates, the first not after the second, within the look-back of the consent.',
      'Envie as duas datas, a primeira não depois da segunda, dentro do histórico do consentimento.',
    ),
    places: [
      {
        at: 'query:startDate',
        right: ({ facts }) => (facts.earliest === undefined ? undefined : String(facts.earliest)),
      },
      { at: 'query:endDate', right: ({ facts }) => (facts.today === undefined ? undefined : String(facts.today)) },
    ],
  },
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
