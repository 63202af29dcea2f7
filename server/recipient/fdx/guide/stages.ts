import type { ShownMessage } from '../../messages.ts'
import type { Stage } from '../../web/developer/guide.ts'
import type { Language } from '../../web/language.ts'

const STAGES = [
  'registry',
  'par',
  'redirect',
  'return',
  'exchange',
  'token',
  'grant',
  'data',
  'document',
  'renewal',
  'end',
  'record',
] as const
type StageId = (typeof STAGES)[number]

const en: Record<StageId, [title: string, why: string]> = {
  registry: [
    'Registry',
    'The bank’s base address and its metadata come from the registry of data providers; what it does not list is not called. Both are kept for ten minutes, for all connections.',
  ],
  par: [
    'Pushed request',
    'The whole consent asked for travels in the authorization request: authorization_details of type fdx_v1.0 name clusters, duration and look-back, and the scope says the same. The bank lodges the consent as it accepts the request; no call comes before this one.',
  ],
  redirect: [
    'To the bank',
    'The browser is sent to the bank with a reference to the pushed request, and nothing else. The bank answers 302 to its login and names the consent there.',
  ],
  return: [
    'Back',
    'The bank answers with one signed token in the address (JARM): code and state inside it, under the bank’s signature.',
  ],
  exchange: [
    'Code exchange',
    'The code becomes an access and a refresh token, bound to this app’s certificate. grant_id is the consent’s id: only now does the app learn it.',
  ],
  token: [
    'App’s own token',
    'A token of the app itself (client credentials). It reads and revokes the app’s own grants, also after the customer’s tokens have died.',
  ],
  grant: [
    'The grant',
    'What the customer granted: the accounts chosen at the bank with their clusters, the duration, and the status. A consent that nobody confirmed is not told of at all.',
  ],
  data: [
    'Data',
    'The customer’s data with the customer’s token: accounts with resultType=details, then each account’s own lists, page by page with opaque keys. Token, certificate, consent and cluster are checked at every call.',
  ],
  document: ['Documents', 'A statement as the bank prints it; the Accept header chooses its form.'],
  renewal: [
    'Token renewal',
    'Access tokens live for five minutes. A refresh token works once: the answer brings the next, and one used twice ends them all.',
  ],
  end: [
    'The end',
    'The customer ends the sharing: PUT on the grant’s revocation, with a reason and who asked for it. Data and refresh tokens are dead at once.',
  ],
  record: ['Record', 'How the bank keeps the revocation: each one with its reason, its initiator and its moment.'],
}

const ptBR: typeof en = {
  registry: [
    'Registro',
    'O endereço do banco e seus metadados vêm do registro de provedores de dados; o que ele não lista não é chamado. Ambos ficam guardados por dez minutos, para todas as conexões.',
  ],
  par: [
    'Pedido enviado',
    'O consentimento inteiro viaja no pedido de autorização: authorization_details do tipo fdx_v1.0 diz os clusters, a duração e o alcance no passado, e o scope diz o mesmo. O banco cria o consentimento ao aceitar o pedido; nenhuma chamada vem antes desta.',
  ],
  redirect: [
    'Ao banco',
    'O navegador vai ao banco com uma referência ao pedido enviado, e nada mais. O banco responde 302 para o seu login e ali nomeia o consentimento.',
  ],
  return: [
    'De volta',
    'O banco responde no endereço com um só token assinado (JARM): dentro dele, code e state, sob a assinatura do banco.',
  ],
  exchange: [
    'Troca do código',
    'O código vira um token de acesso e um de renovação, vinculados ao certificado deste aplicativo. grant_id é o id do consentimento: só agora o aplicativo o conhece.',
  ],
  token: [
    'Token do aplicativo',
    'Um token do próprio aplicativo (client credentials). Lê e encerra os consentimentos do próprio aplicativo, também depois que os tokens do cliente acabaram.',
  ],
  grant: [
    'O consentimento',
    'O que o cliente concedeu: as contas escolhidas no banco com seus clusters, a duração e o status. Um consentimento que ninguém confirmou não é mostrado a ninguém.',
  ],
  data: [
    'Dados',
    'Os dados do cliente com o token do cliente: contas com resultType=details, depois as listas de cada conta, página a página com chaves opacas. Token, certificado, consentimento e cluster são conferidos a cada chamada.',
  ],
  document: ['Documentos', 'Um extrato como o banco o imprime; o cabeçalho Accept escolhe a forma.'],
  renewal: [
    'Renovação do token',
    'Tokens de acesso vivem cinco minutos. Um token de renovação serve uma vez: a resposta traz o próximo, e um usado duas vezes encerra todos.',
  ],
  end: [
    'O fim',
    'O cliente encerra o compartilhamento: PUT na revogação do consentimento, com um motivo e quem pediu. Dados e tokens de renovação acabam na hora.',
  ],
  record: ['Registro do fim', 'Como o banco guarda o encerramento: cada um com motivo, autor e momento.'],
}

/** The stages of a connection under FDX, in order. */
export function stagesOf(language: Language): Stage[] {
  const words = language === 'pt-BR' ? ptBR : en
  return STAGES.map((id) => ({ id, title: words[id][0], why: words[id][1] }))
}

/** Which stage a message belongs to, by its address and what it asks for. */
export function stageOf({ channel, method, url, request, response }: ShownMessage): StageId {
  if (channel === 'front') return response.body === '' ? 'redirect' : 'return'
  const { pathname } = new URL(url)
  if (pathname.endsWith('/revocation')) return method === 'GET' ? 'record' : 'end'
  if (/\/consents\/[^/]+$/.test(pathname)) return 'grant'
  if (/\/statements\/[^/]+$/.test(pathname)) return 'document'
  const grant = /^grant_type = (.*)$/m.exec(request.body)?.[1]
  if (grant !== undefined) return GRANTS[grant] ?? 'token'
  if (method === 'POST') return 'par'
  return request.headers.some(([name]) => name === 'authorization') ? 'data' : 'registry'
}

const GRANTS: Record<string, StageId> = { authorization_code: 'exchange', refresh_token: 'renewal' }
