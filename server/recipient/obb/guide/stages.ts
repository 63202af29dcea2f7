import type { ShownMessage } from '../../messages.ts'
import type { Stage } from '../../web/developer/guide.ts'
import type { Language } from '../../web/language.ts'

const STAGES = [
  'directory',
  'token',
  'consent',
  'par',
  'redirect',
  'return',
  'exchange',
  'check',
  'data',
  'renewal',
  'extension',
  'end',
] as const
type StageId = (typeof STAGES)[number]

const en: Record<StageId, [title: string, why: string]> = {
  directory: [
    'Directory',
    'Addresses are read from the participants list and the bank’s discovery document, never built. Both are kept for ten minutes, for all connections.',
  ],
  token: [
    'Client token',
    'A token of the app itself (client credentials, scope “consents”), for the Consent API only. The app proves who it is by certificate and signed assertion.',
  ],
  consent: [
    'Consent',
    'The consent is lodged before the customer is involved: who, which permissions, until when. It waits for at most 60 minutes.',
  ],
  par: [
    'Pushed request',
    'The authorization request goes to the bank directly, signed, so that the browser carries nothing that could be changed.',
  ],
  redirect: [
    'To the bank',
    'The browser is sent to the bank with a reference to the pushed request, and nothing else.',
  ],
  return: [
    'Back',
    'The bank answers in the address’s fragment: code, encrypted id_token and state. The id_token is the seal on the other two.',
  ],
  exchange: [
    'Code exchange',
    'After every check has passed, the code becomes an access and a refresh token, bound to this app’s certificate.',
  ],
  check: [
    'Consent check',
    'The app asks what became of the consent: its status, its permissions, and why it ended where it did.',
  ],
  data: [
    'Data',
    'The customer’s data with the customer’s token: resources first, then each account. The bank checks token, certificate and consent at every call.',
  ],
  renewal: [
    'Token renewal',
    'Access tokens live for minutes; the refresh token gets a new one and stays the same as long as the consent.',
  ],
  extension: ['Renewal', 'A new term for the consent, without a redirect.'],
  end: ['The end', 'The customer ends the sharing: the consent is revoked at the bank and its tokens die with it.'],
}

const ptBR: typeof en = {
  directory: [
    'Diretório',
    'Os endereços vêm da lista de participantes e do documento de descoberta do banco, nunca são montados. Ambos ficam guardados por dez minutos, para todas as conexões.',
  ],
  token: [
    'Token do aplicativo',
    'Um token do próprio aplicativo (client credentials, escopo “consents”), só para a API de consentimentos. O aplicativo prova quem é com certificado e assertiva assinada.',
  ],
  consent: [
    'Consentimento',
    'O consentimento é criado antes de envolver o cliente: quem, quais permissões, até quando. Espera no máximo 60 minutos.',
  ],
  par: [
    'Pedido enviado',
    'O pedido de autorização vai direto ao banco, assinado, para que o navegador não leve nada que possa ser mudado.',
  ],
  redirect: ['Ao banco', 'O navegador vai ao banco com uma referência ao pedido enviado, e nada mais.'],
  return: [
    'De volta',
    'O banco responde no fragmento do endereço: code, id_token cifrado e state. O id_token é o lacre dos outros dois.',
  ],
  exchange: [
    'Troca do código',
    'Depois de todas as verificações, o código vira um token de acesso e um de renovação, vinculados ao certificado deste aplicativo.',
  ],
  check: [
    'Conferência',
    'O aplicativo pergunta o que foi feito do consentimento: status, permissões e por que terminou, se terminou.',
  ],
  data: [
    'Dados',
    'Os dados do cliente com o token do cliente: primeiro os recursos, depois cada conta. O banco confere token, certificado e consentimento a cada chamada.',
  ],
  renewal: [
    'Renovação do token',
    'Tokens de acesso vivem minutos; o token de renovação busca um novo e continua o mesmo enquanto durar o consentimento.',
  ],
  extension: ['Renovação', 'Um novo prazo para o consentimento, sem redirecionamento.'],
  end: [
    'O fim',
    'O cliente encerra o compartilhamento: o consentimento é revogado no banco e seus tokens acabam com ele.',
  ],
}

/** The stages of a connection in Open Finance Brasil, in order. */
export function stagesOf(language: Language): Stage[] {
  const words = language === 'pt-BR' ? ptBR : en
  return STAGES.map((id) => ({ id, title: words[id][0], why: words[id][1] }))
}

/** Which stage a message belongs to, by its address and what it asks for. */
export function stageOf({ channel, method, url, request, response }: ShownMessage): StageId {
  if (channel === 'front') return response.body === '' ? 'redirect' : 'return'
  const { pathname } = new URL(url)
  if (pathname.endsWith('/extends') || pathname.endsWith('/extensions')) return 'extension'
  if (/\/consents(\/[^/]+)?$/.test(pathname)) return CONSENT[method] ?? 'check'
  if (pathname.includes('/open-banking/')) return 'data'
  const grant = /^grant_type = (.*)$/m.exec(request.body)?.[1]
  if (grant !== undefined) return GRANTS[grant] ?? 'token'
  return method === 'POST' ? 'par' : 'directory'
}

const CONSENT: Record<string, StageId> = { POST: 'consent', GET: 'check', DELETE: 'end' }
const GRANTS: Record<string, StageId> = { authorization_code: 'exchange', refresh_token: 'renewal' }
