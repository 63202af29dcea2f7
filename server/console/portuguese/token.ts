import { gone, said, type Told } from '../wording.ts'

/** Refusals of the operator's tools for tokens and rules. */
export const TOKEN: Readonly<Record<string, Told>> = {
  'token-not-found': gone(
    'Token não encontrado',
    'Cole o token inteiro. Um token revogado ou já apagado não é guardado.',
  ),
  'token-ended': said('Token já encerrado', 'Este token já terminou.', 'Não há nada a fazer.'),
  'client-unknown': said(
    'Cliente inexistente',
    ({ clientId, market }) => `Nenhum cliente "${clientId}" está registrado no mercado "${market}".`,
    'Use o client id de uma aplicação pronta. As do histórico gerado não estão registradas.',
  ),
  'client-certificate-revoked': said(
    'Certificado revogado',
    'O certificado desta aplicação foi revogado: nenhum token pode ser preso a ele.',
    'Use outra aplicação, ou crie uma nova.',
  ),
  'company-not-represented': said(
    'Não é empresa do cliente',
    ({ company }) => `O cliente não representa ${company}.`,
    'Escolha uma empresa que o cliente represente, ou nenhuma.',
  ),
  'market-refuses': said(
    'O mercado recusa este consentimento',
    ({ detail }) => String(detail),
    'Corrija o que se pede; a regra é facts.rule, que a página Regras explica.',
  ),
  'exchange-not-refused': said(
    'Não foi recusada',
    'Esta troca foi respondida, não recusada.',
    'Abra uma que foi recusada; o registro de requisições pode ser filtrado por elas.',
  ),
  'rule-not-known': gone('Regra inexistente', 'As regras estão listadas em /api/rules.'),
}
