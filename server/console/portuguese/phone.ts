import { gone, said, type Told } from '../wording.ts'

const known = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

/** Refusals of the simulated phone and of the requests that wait there. */
export const PHONE: Readonly<Record<string, Told>> = {
  'phone-request-not-found': gone(
    'Pedido não encontrado no telefone',
    'Os pedidos que esperam estão na página do telefone.',
  ),
  'phone-request-ended': said(
    'Pedido encerrado',
    'Este pedido já foi respondido, expirou ou seu consentimento terminou.',
    'Deixe a aplicação pedir de novo.',
  ),
  'phone-login-failed': said(
    'Acesso recusado',
    ({ login }) => `"${login}" e a senha não combinam.`,
    'Confira os dois e tente de novo.',
  ),
  'phone-of-another-person': said(
    'Telefone de outra pessoa',
    'O pedido está no telefone de outra pessoa.',
    'Responda como a pessoa que o consentimento indica.',
  ),
  'consent-of-another-person': said(
    'Consentimento de outra pessoa',
    'O consentimento indica outra pessoa.',
    'Responda como a pessoa que o consentimento indica.',
  ),
  'consent-of-another-company': said(
    'Consentimento de outra empresa',
    'A pessoa não representa a empresa que o consentimento indica.',
    'Rejeite o pedido, ou deixe a aplicação perguntar a quem representa a empresa.',
  ),
  'accounts-not-shareable': said(
    'Conta não oferecida',
    ({ offered }) =>
      `Foi indicada uma conta que o cliente não pode compartilhar; as oferecidas são: ${known(offered)}.`,
    'Escolha entre estas contas: facts.offered.',
  ),
  'accounts-none-chosen': said(
    'Nenhuma conta escolhida',
    'As permissões precisam de ao menos uma conta.',
    'Escolha uma destas, facts.offered, ou omita a escolha para compartilhar todas.',
  ),
  'notification-uri-not-allowed': said(
    'Endereço de notificação não permitido',
    ({ uri, reason }) => `${uri} não pode ser notificado: ${reason}.`,
    'Dê um endereço https da aplicação, ou nenhum: ela pode consultar.',
  ),
  'approval-hook-closed': said(
    'Endereço inexistente',
    'O endereço de aprovação para suítes de teste está fechado, ou foi aberto de novo com outra chave.',
    'Abra-o na página do telefone ou com `bancada consent hook`, e use o endereço que ele dá.',
  ),
}
