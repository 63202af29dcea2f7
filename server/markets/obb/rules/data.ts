import type { Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

const OWN_CONSENT = say('<the consentId that POST /consents gave>', '<o consentId que POST /consents devolveu>')

/** What the operations of the APIs ask, beyond what the gateway asks of all. */
export const dataRules: Readonly<Record<string, Rule>> = {
  'resource-covered': {
    part: 'data',
    title: say('The consent covers the resource', 'O consentimento cobre o recurso'),
    clause: 'Resources v3 and product APIs: 403 RESOURCE_FORBIDDEN',
    fix: say('Use ids from GET /resources of this consent.', 'Use os ids de GET /resources deste consentimento.'),
    places: [{ at: 'address', right: lastPart(say('<an id from GET /resources>', '<um id de GET /resources>')) }],
  },
  'resource-status': {
    part: 'data',
    title: say('The resource is available', 'O recurso está disponível'),
    clause: 'Resources v3: status of a resource',
    fix: say('Wait until the resource is AVAILABLE again.', 'Espere o recurso voltar a AVAILABLE.'),
    places: [{ at: 'address' }],
  },
  'booking-window': {
    part: 'data',
    title: say('Booking dates come in pairs and within reach', 'As datas vêm em par e dentro do alcance'),
    clause: 'accounts v2: fromBookingDate, toBookingDate',
    fix: say('Send both dates, within reach.', 'Envie as duas datas, dentro do alcance.'),
    places: [
      { at: 'query:fromBookingDate', right: ({ facts }) => reached(facts.reach) },
      { at: 'query:toBookingDate', right: say('<a date not before the first>', '<uma data não anterior à primeira>') },
    ],
  },
  'consent-known': {
    part: 'data',
    title: say('The consent exists', 'O consentimento existe'),
    clause: 'consents v3: 404',
    fix: say('Use the consentId that POST /consents returned.', 'Use o consentId que POST /consents devolveu.'),
    places: [{ at: 'address', right: lastPart(OWN_CONSENT) }],
  },
  'consent-owner': {
    part: 'data',
    title: say('The consent is of the calling application', 'O consentimento é da aplicação que chama'),
    clause: 'consents v3: 403',
    fix: say('Use the application that lodged the consent.', 'Use a aplicação que criou o consentimento.'),
    places: [{ at: 'address', right: lastPart(OWN_CONSENT) }],
  },
  'consent-state': {
    part: 'data',
    title: say("The consent's state allows the act", 'O estado do consentimento permite o ato'),
    clause: 'consents v3: 422 CONSENTIMENTO_EM_STATUS_REJEITADO',
    fix: say(
      'A consent that has ended stays ended: lodge a new one where the sharing should go on.',
      'Um consentimento encerrado continua encerrado: crie outro se o compartilhamento deve seguir.',
    ),
    places: [{ at: 'address' }],
  },
  'consent-permissions': {
    part: 'data',
    title: say('Permissions are asked for in whole groups', 'As permissões são pedidas em grupos inteiros'),
    clause: 'consents v3: orientations on permission groups; 422 COMBINACAO_PERMISSOES_INCORRETA',
    fix: say(
      'Ask for whole groups with RESOURCES_READ, for a person or for a company, never both.',
      'Peça grupos inteiros com RESOURCES_READ, para pessoa ou para empresa, nunca os dois.',
    ),
    places: [
      { at: 'field:data.permissions', right: ({ facts, sent }) => whole(facts, sent) },
      { at: 'field:data.businessEntity' },
    ],
  },
  'consent-person': {
    part: 'data',
    title: say('Only the person of the consent extends it', 'Só a pessoa do consentimento o renova'),
    clause: 'consents v3, extends: loggedUser is the one of the consent (403)',
    fix: say(
      'Send the document of the person who asked for the consent.',
      'Envie o documento de quem pediu o consentimento.',
    ),
    places: [
      {
        at: 'field:data.loggedUser.document.identification',
        right: say("<the consent's own CPF>", '<o CPF do consentimento>'),
      },
    ],
  },
  'consent-company': {
    part: 'data',
    title: say('The company of a consent never changes', 'A empresa de um consentimento não muda'),
    clause: 'consents v3, extends: businessEntity can not change',
    fix: say(
      'Send the company of the consent, or none where it has none.',
      'Envie a empresa do consentimento, ou nenhuma se não houver.',
    ),
    places: [
      { at: 'field:data.businessEntity', right: say("<the consent's own company>", '<a empresa do consentimento>') },
    ],
  },
  'consent-expiry': {
    part: 'data',
    title: say(
      'A consent ends later than now, and within twelve months or never',
      'Um consentimento termina depois de agora, em até doze meses ou nunca',
    ),
    clause: 'consents v3: 422 DATA_EXPIRACAO_INVALIDA',
    fix: say('Send a date within twelve months, or none.', 'Envie uma data em até doze meses, ou nenhuma.'),
    places: [
      {
        at: 'field:data.expirationDateTime',
        right: ({ facts }) => (typeof facts.to === 'number' ? iso(facts.to) : null),
      },
    ],
  },
}

function reached(reach: unknown) {
  return say(`<a date within ${reach}>`, `<uma data dentro de ${reach}>`)
}

/** What was asked for, without the lonely permissions and with the one that belongs to every group. */
function whole(facts: Record<string, unknown>, sent: unknown) {
  const lonely = new Set([facts.incomplete].flat())
  const kept = [sent].flat().filter((one) => typeof one === 'string' && !lonely.has(one))
  if (facts.missing !== undefined) kept.push(facts.missing)
  const rest = lonely.size > 0 ? ' + <the rest of their groups>' : ''
  const resto = lonely.size > 0 ? ' + <o resto dos grupos>' : ''
  return say(`${kept.join(', ')}${rest}`, `${kept.join(', ')}${resto}`)
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}
