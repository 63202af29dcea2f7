import type { Right, Rule } from '../rule.ts'
import { say } from './words.ts'

const ITS_VALUE = say('<its value>', '<seu valor>')

/** One value in the place of a list: scopes stand in one text, of anything else the first counts. */
function oneOfList(name: string, sent: unknown): Right | undefined {
  if (!Array.isArray(sent)) return undefined
  return name === 'scope' ? sent.join(' ') : String(sent[0] ?? '')
}

/** What every token and revocation endpoint asks. */
export const sharedTokenRules: Readonly<Record<string, Rule>> = {
  'grant-type': {
    part: 'token',
    title: say('The grant type is one that the client may use', 'O grant type é um que o cliente pode usar'),
    clause: 'RFC 6749 5.2: unsupported_grant_type',
    fix: say(
      'Use authorization_code, refresh_token or client_credentials.',
      'Use authorization_code, refresh_token ou client_credentials.',
    ),
    places: [{ at: 'field:grant_type', right: 'authorization_code' }],
  },
  'code-current': {
    part: 'token',
    title: say(
      'The code is known, within its 60 seconds, and used for the first time',
      'O código é conhecido, está em seus 60 segundos e é usado pela primeira vez',
    ),
    clause: 'RFC 6749 4.1.2',
    fix: say(
      'Exchange each code once, at once. After a reuse everything it gave is revoked: start again.',
      'Troque cada código uma só vez, logo. Após um reuso tudo o que ele deu é revogado: recomece.',
    ),
    places: [
      { at: 'field:code', right: say('<a fresh code of a new authorization>', '<um código de nova autorização>') },
    ],
  },
  'code-redirect': {
    part: 'token',
    title: say('redirect_uri is the one of the request', 'redirect_uri é o mesmo do pedido'),
    clause: 'RFC 6749 4.1.3',
    fix: say('Send the same redirect_uri as in the request object.', 'Envie o mesmo redirect_uri do request object.'),
    places: [
      { at: 'field:redirect_uri', right: say("<the request object's redirect_uri>", '<o redirect_uri do pedido>') },
    ],
  },
  'code-verifier': {
    part: 'token',
    title: say("code_verifier fits the request's code_challenge", 'code_verifier corresponde ao code_challenge'),
    clause: 'RFC 7636 4.6',
    fix: say(
      'Send the verifier whose SHA-256 was the code_challenge.',
      'Envie o verifier cujo SHA-256 foi o code_challenge.',
    ),
    places: [{ at: 'field:code_verifier', right: say('<the verifier of this request>', '<o verifier deste pedido>') }],
  },
  'refresh-scope': {
    part: 'token',
    title: say('A refresh asks for no more than was granted', 'Um refresh não pede mais do que foi dado'),
    clause: 'RFC 6749 6',
    fix: say('Leave scope out, or ask for less.', 'Omita scope ou peça menos.'),
    places: [{ at: 'field:scope', right: null }],
  },
  'grant-client': {
    part: 'token',
    title: say(
      'A code or refresh token works for the client it was given to',
      'Um código ou refresh token serve só ao cliente que o recebeu',
    ),
    clause: 'RFC 6749 5.2: issued to another client',
    fix: say('Use the client that started the flow.', 'Use o cliente que iniciou o fluxo.'),
    places: [
      { at: 'claim:client_assertion.sub', right: say('<the client that was given it>', '<o cliente que o recebeu>') },
    ],
  },
  'grant-alive': {
    part: 'token',
    title: say('The grant behind it was not revoked', 'A autorização por trás não foi revogada'),
    clause: 'RFC 6749 5.2; RFC 7009 2.1',
    fix: say('Start again with a new consent.', 'Recomece com um novo consentimento.'),
    places: [
      { at: 'field:code', right: say('<a code of a new consent>', '<um código de novo consentimento>') },
      { at: 'field:refresh_token', right: say('<token of a new consent>', '<token de novo consentimento>') },
    ],
  },
  'parameters-present': {
    part: 'token',
    title: say('Every parameter that the endpoint needs is there', 'Todos os parâmetros necessários estão lá'),
    clause: 'RFC 6749 4.1.3, 6; RFC 7009 2.1',
    fix: say('Add the named parameter.', 'Inclua o parâmetro indicado.'),
    places: ({ description }) =>
      [...String(description).matchAll(/'(\w+)'/g)].flatMap(([, name]) => [
        { at: `field:${name}` as const, right: ({ method }) => (method === 'GET' ? undefined : ITS_VALUE) },
        { at: `query:${name}` as const, right: ({ method }) => (method === 'GET' ? ITS_VALUE : undefined) },
      ]),
  },
  'parameters-once': {
    part: 'token',
    title: say('No parameter comes twice', 'Nenhum parâmetro vem duas vezes'),
    clause: 'RFC 6749 3.1, 3.2',
    fix: say(
      'Send each parameter once; in a request object as one value, not as a list.',
      'Envie cada parâmetro uma vez; num request object, como um só valor, não uma lista.',
    ),
    places: ({ description }) =>
      [...String(description).matchAll(/'(\w+)'/g)].flatMap(([, name = '']) => [
        { at: `field:${name}` as const, right: ({ sent }) => (Array.isArray(sent) ? String(sent[0]) : undefined) },
        { at: `claim:request.${name}` as const, right: ({ sent }) => oneOfList(name, sent) },
      ]),
  },
  'token-target': {
    part: 'token',
    title: say('No resource is named: tokens are for the APIs', 'Nenhum resource é indicado: tokens são para as APIs'),
    clause: 'RFC 8707 2: invalid_target',
    fix: say('Leave resource out.', 'Omita resource.'),
    places: [{ at: 'field:resource', right: null }],
  },
  'revocation-own': {
    part: 'token',
    title: say('A client revokes tokens of its own', 'Um cliente revoga os próprios tokens'),
    clause: 'RFC 7009 2.1',
    fix: say('Send a token that this client was given.', 'Envie um token dado a este cliente.'),
    places: [{ at: 'field:token', right: say('<a token of this client>', '<um token deste cliente>') }],
  },
  'oauth-request': {
    part: 'token',
    title: say('The message is one that OAuth 2.0 knows', 'A mensagem é uma que o OAuth 2.0 conhece'),
    clause: 'RFC 6749 4.1.2.1, 5.2',
    fix: say('Read error_description: it names what is wrong.', 'Leia error_description: diz o que está errado.'),
    places: [],
  },
}
