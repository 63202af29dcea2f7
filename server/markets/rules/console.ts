import type { Facts } from '#kernel'
import type { PlaceName, Right, RightContext, Rule, RulePlace } from '../rule.ts'
import { marketplaceRules } from './marketplace.ts'
import { allowed, oneOf, say } from './words.ts'

const part = 'console'

/** What the console API asks of its callers, whatever the market. */
export const consoleRules: Readonly<Record<string, Rule>> = {
  'console-host': {
    part,
    title: say('A call names an address of this console', 'Uma chamada indica um endereço deste console'),
    clause: 'RFC 9110 7.2, 15.5.20; a name rebound to this machine is refused',
    fix: say('Call the address that bancada info prints.', 'Chame o endereço que bancada info mostra.'),
    places: [{ at: 'header:host', right: ({ facts }) => allowed(facts) }],
  },
  'console-origin': {
    part,
    title: say('No page of another site caused the call', 'Nenhuma página de outro site causou a chamada'),
    clause: 'RFC 6454 7; Fetch Metadata: Sec-Fetch-Site',
    fix: say(
      'Call from a page of this console, or from a program that sends no Origin.',
      'Chame de uma página deste console, ou de um programa que não envia Origin.',
    ),
    places: [{ at: 'header:origin', right: null }],
  },
  'console-path': {
    part,
    title: say('The console API has the address', 'A API do console tem o endereço'),
    clause: 'RFC 9112 3.2.1; RFC 9110 15.5.5',
    fix: say('Check the path.', 'Confira o caminho.'),
    places: [{ at: 'address' }],
  },
  'console-method': {
    part,
    title: say('The address answers the method', 'O endereço responde ao método'),
    clause: 'RFC 9110 15.5.6',
    fix: say('Use a method that the Allow header names.', 'Use um método indicado no cabeçalho Allow.'),
    places: [{ at: 'method', right: ({ facts }) => (facts.allow ? [facts.allow].flat().join(', ') : undefined) }],
  },
  'console-token': {
    part,
    title: say(
      'The token is the start token of this run, or of a live session',
      'O token é o de início desta execução, ou de uma sessão viva',
    ),
    clause: 'RFC 6750 2.1, 3',
    fix: say(
      'Sign in again, or open the link that bancada info prints.',
      'Entre de novo, ou abra o link que bancada info mostra.',
    ),
    places: [{ at: 'header:authorization', right: say('Bearer <a live token>', 'Bearer <um token vivo>') }],
  },
  'console-role': {
    part,
    title: say('The call is open to the role of its caller', 'A chamada é aberta ao papel de quem chama'),
    clause: 'RFC 6750 3.1: insufficient_scope',
    fix: say('Use the start token of the owner.', 'Use o token de início do dono.'),
    places: [{ at: 'header:authorization', right: say("Bearer <the owner's token>", 'Bearer <o token do dono>') }],
  },
  'console-media-type': {
    part,
    title: say('A change is sent as JSON, and not encoded', 'Uma mudança é enviada como JSON, sem codificação'),
    clause: 'RFC 9110 8.3, 8.4, 15.5.16',
    fix: say(
      'Send Content-Type: application/json, even where the body is empty, and no Content-Encoding.',
      'Envie Content-Type: application/json, mesmo com o corpo vazio, e nenhum Content-Encoding.',
    ),
    places: [
      { at: 'header:content-type', right: 'application/json' },
      { at: 'header:content-encoding', right: ({ sent }) => (sent === undefined ? undefined : null) },
    ],
  },
  'console-body': {
    part,
    title: say(
      'The body is one JSON value in UTF-8, whole and within the limit',
      'O corpo é um valor JSON em UTF-8, inteiro e dentro do limite',
    ),
    clause: 'RFC 8259 2, 8.1; RFC 9110 15.5.1, 15.5.14',
    fix: say('Send one JSON value, to its end.', 'Envie um valor JSON, até o fim.'),
    places: [{ at: 'body', right: say('<one JSON value>', '<um valor JSON>') }],
  },
  'console-fields': {
    part,
    title: say(
      'Each field and parameter holds what the call takes',
      'Cada campo e parâmetro traz o que a chamada aceita',
    ),
    clause: "RFC 9110 15.5.1; the console API's own schema of the call",
    fix: say('Correct the named field.', 'Corrija o campo indicado.'),
    places: faultPlaces,
  },
  'console-object': {
    part,
    title: say('What the call names is there', 'O que a chamada indica existe'),
    clause: 'RFC 9110 15.5.5',
    fix: say(
      'Take ids from the lists; what is of somebody else is not there for others.',
      'Use os ids das listas; o que é de outro não existe para os demais.',
    ),
    places: [{ at: 'address' }],
  },
  'console-state': {
    part,
    title: say('What is asked fits the state that things are in', 'O que se pede cabe no estado das coisas'),
    clause: 'RFC 9110 15.5.10',
    fix: say(
      'Read how the thing stands now; then ask for what its state allows.',
      'Leia como a coisa está agora; depois peça o que o estado permite.',
    ),
    places: [{ at: 'address' }],
  },
  'console-consent': {
    part,
    title: say(
      'The bank ends and holds a consent as its state and market allow',
      'O banco encerra e suspende um consentimento como o estado e o mercado permitem',
    ),
    clause: "The market's table of states of a consent; RFC 9110 15.5.10",
    fix: say(
      'Read the state of the consent; end it on the wish of its customer where the bank may not.',
      'Leia o estado do consentimento; encerre-o por vontade do cliente onde o banco não pode.',
    ),
    places: [{ at: 'address' }],
  },
  'console-customer': {
    part,
    title: say(
      'The customer answers as themselves, or for a company they represent',
      'O cliente responde por si, ou por uma empresa que representa',
    ),
    clause: 'OpenID Connect Core 3.1.2.3: whoever consents is authenticated; the person of the consent',
    fix: say('Answer as the person that the consent names.', 'Responda como a pessoa que o consentimento indica.'),
    places: [{ at: 'body' }],
  },
  'console-accounts': {
    part,
    title: say('At least one account is named, of those offered', 'Ao menos uma conta é indicada, das oferecidas'),
    clause: 'Choice of accounts by their holder',
    fix: say('Name accounts that are offered.', 'Indique contas que são oferecidas.'),
    places: [
      {
        at: 'field:accounts',
        right: ({ facts }) => (Array.isArray(facts.offered) ? facts.offered.map(String) : undefined),
      },
    ],
  },
  'console-market': {
    part,
    title: say('The market admits the consent that is asked for', 'O mercado admite o consentimento pedido'),
    clause: "The market's own rule, which the refusal names",
    fix: say('Correct what that rule looks at.', 'Corrija o que essa regra examina.'),
    places: [{ at: 'body' }],
  },
  'console-ready': {
    part,
    title: say('The bank is able to do it now', 'O banco pode fazê-lo agora'),
    clause: 'RFC 9110 15.6.1, 15.6.4',
    fix: say(
      'Try again in a moment; what lasts is in the log of the bank.',
      'Tente de novo em instantes; o que perdura está no registro do banco.',
    ),
    places: [],
  },
  ...marketplaceRules,
}

type Fault = { pointer?: string; keyword?: string; message?: string; allowed?: unknown; example?: unknown }

/** What a schema found, each at its field; the whole body where nothing is told, or no body came. */
function faultPlaces({ faults = [] }: Facts): RulePlace[] {
  return (faults as Fault[]).slice(0, 8).map((fault) => {
    const pointer = fault.pointer ?? '/'
    const at: PlaceName = pointer === '/' ? 'body' : `field:${pointer.slice(1).replaceAll('/', '.')}`
    return { at, right: (context) => rightOf(fault, context) }
  })
}

function rightOf({ keyword, message, allowed: values, example }: Fault, { sent }: RightContext): Right {
  if (keyword === 'additionalProperties') return null
  if (typeof example === 'string' || typeof example === 'number') return example
  if (Array.isArray(values) && values.length > 0) return oneOf(values.join(', '))
  if (sent === undefined) return say('<what belongs here>', '<o que cabe aqui>')
  return say(`<a value that holds: ${message}>`, `<um valor que cumpra: ${message}>`)
}
