import type { Facts } from '#kernel'
import type { PlaceName, Right, Rule, RulePlace } from '../rule.ts'
import { ifSent, oneOf, say } from './words.ts'

const part = 'console'

/** What the marketplace asks of developers and their applications (arrows 1 and 4), whatever the market. */
export const marketplaceRules: Readonly<Record<string, Rule>> = {
  'marketplace-organisation': {
    part,
    title: say('An organisation is enrolled once', 'Uma organização é inscrita uma vez'),
    clause: "The directory's register: one enrolment of a registration number; RFC 9110 15.5.10",
    fix: say(
      'Enrol your own organisation, or ask the developer who enrolled this one.',
      'Inscreva a sua organização, ou peça a quem inscreveu esta.',
    ),
    places: [
      {
        at: 'field:organisation.registrationNumber',
        right: say('<the number of your own organisation>', '<o número da sua organização>'),
      },
    ],
  },
  'marketplace-number': {
    part,
    title: say('The registration number is one of the market', 'O número de registro é um do mercado'),
    clause: "The market's trust rules: registration numbers and their check digits",
    fix: say('Check its digits.', 'Confira os dígitos.'),
    places: [
      {
        at: 'field:organisation.registrationNumber',
        right: say('<a number with right check digits>', '<um número com dígitos verificadores certos>'),
      },
    ],
  },
  'marketplace-name': {
    part,
    title: say('A name is there, and not too long', 'Um nome existe e não é longo demais'),
    clause: "The directory's register: names of organisations and software",
    fix: say('Choose another name.', 'Escolha outro nome.'),
    places: [
      { at: 'field:organisation.name', right: ifSent(say('<a shorter name>', '<um nome mais curto>')) },
      { at: 'field:name', right: ifSent(say('<a shorter name>', '<um nome mais curto>')) },
    ],
  },
  'marketplace-role': {
    part,
    title: say('The organisation has a role of the market', 'A organização tem um papel do mercado'),
    clause: "The market's trust rules: roles of participants",
    fix: say('Enrol it with a role that the market knows.', 'Inscreva-a com um papel que o mercado conhece.'),
    places: [{ at: 'field:organisation.roles', right: ({ facts }) => listed(facts.allowed ?? facts.known) }],
  },
  'marketplace-email': {
    part,
    title: say('An e-mail address has one developer', 'Um e-mail tem um desenvolvedor'),
    clause: "The marketplace's own accounts; RFC 9110 15.5.10",
    fix: say('Sign in, or use another address.', 'Entre, ou use outro e-mail.'),
    places: [{ at: 'field:developer.email', right: say('<another address>', '<outro e-mail>') }],
  },
  'marketplace-password': {
    part,
    title: say('The password is long enough', 'A senha é longa o bastante'),
    clause: 'NIST 800-63B 5.1.1.2',
    fix: say('Choose a longer password.', 'Escolha uma senha mais longa.'),
    places: [
      {
        at: 'field:developer.password',
        right: ({ facts }) =>
          say(`<${facts.minLength} characters at least>`, `<ao menos ${facts.minLength} caracteres>`),
      },
    ],
  },
  'marketplace-sign-in': {
    part,
    title: say('The password belongs to the e-mail address', 'A senha é a do e-mail'),
    clause: 'NIST 800-63B 5.2.2',
    fix: say(
      'Check both; after several failures wait, or move the bank’s clock.',
      'Confira ambos; após várias falhas espere, ou avance o relógio do banco.',
    ),
    places: [{ at: 'field:email' }, { at: 'field:password' }],
  },
  'marketplace-market': {
    part,
    title: say('The bank has the market, and the market the lane', 'O banco tem o mercado, e o mercado a via'),
    clause: "The bank's list of markets, and each market's lanes",
    fix: say('Use a market and a lane that bancada info lists.', 'Use um mercado e uma via que bancada info lista.'),
    places: ({ lane, known }) => [
      { at: lane === undefined ? 'field:market' : 'field:lane', right: () => choiceOf(known) },
    ],
  },
  'marketplace-redirect': {
    part,
    title: say(
      'The market’s lane admits each redirect address',
      'A via do mercado admite cada endereço de redirecionamento',
    ),
    clause: 'RFC 7591 2: redirect_uris; OpenID Connect Registration 2; what the market’s registration admits',
    fix: say(
      'Register another address, the one named here if there is one, or take a lane that admits it.',
      'Registre outro endereço, o indicado aqui se houver, ou use uma via que o admita.',
    ),
    places: [
      {
        at: 'field:redirectUris',
        right: ({ facts, sent }) =>
          facts.instead
            ? [sent].flat().map((uri) => String(uri === facts.uri ? facts.instead : uri))
            : say(`<addresses that hold: ${facts.reason}>`, `<endereços que cumpram: ${facts.reason}>`),
      },
    ],
  },
  'marketplace-notification': {
    part,
    title: say('The market notifies the address', 'O mercado notifica o endereço'),
    clause: 'OpenID CIBA 4: backchannel_client_notification_endpoint',
    fix: say('Give an https address of the application, or none.', 'Dê um endereço https da aplicação, ou nenhum.'),
    places: [{ at: 'field:notificationUri', right: null }],
  },
  'marketplace-address': {
    part,
    title: say(
      'Addresses of an application are full https addresses',
      'Endereços de uma aplicação são https completos',
    ),
    clause: 'RFC 7591 2; RFC 9110 4.2.2',
    fix: say('Give a full https address.', 'Dê um endereço https completo.'),
    places: ({ field }) => [named(field, say('<a full https address>', '<um endereço https completo>'))],
  },
  'marketplace-detail': {
    part,
    title: say(
      'The market’s own fields hold what the market takes',
      'Os campos próprios do mercado trazem o que ele aceita',
    ),
    clause: 'RFC 7591 2: client metadata, as the market extends it',
    fix: say('The fields of each market are in /api/markets.', 'Os campos de cada mercado estão em /api/markets.'),
    places: ({ field, reason, allowed }) => [
      named(field && `details.${field}`, reason === 'unknown' ? null : choiceOf(allowed)),
    ],
  },
  'marketplace-key': {
    part,
    title: say('An idempotency key comes with one content', 'Uma chave de idempotência vem com um só conteúdo'),
    clause: "RFC 9110 9.2.2; the console API's own key",
    fix: say(
      'Use a new key for a new request; repeat the very same request to get its answer again.',
      'Use uma chave nova em um pedido novo; repita o mesmo pedido para receber a mesma resposta.',
    ),
    places: [{ at: 'field:idempotencyKey', right: say('<a new key>', '<uma chave nova>') }],
  },
  'marketplace-registered': {
    part,
    title: say(
      'The gateway registers an application, which then has credentials',
      'O gateway registra uma aplicação, que então tem credenciais',
    ),
    clause: 'RFC 7591 3.2',
    fix: say(
      'Wait for the state "ready"; where registration was refused, its exchange tells why.',
      'Espere pelo estado "ready"; se o registro foi recusado, a troca dele diz por quê.',
    ),
    places: [{ at: 'address' }],
  },
}

function named(field: unknown, right: Right | undefined): RulePlace {
  const at: PlaceName = typeof field === 'string' ? `field:${field}` : 'body'
  return { at, right: () => right }
}

function listed(values: Facts[string]): readonly string[] | undefined {
  return Array.isArray(values) ? values.map(String) : undefined
}

function choiceOf(values: unknown): Right | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined
  return values.length === 1 ? String(values[0]) : oneOf(values.join(', '))
}
