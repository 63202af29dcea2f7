import { gone, refusalIn, said, type Told } from '../wording.ts'

/** Refusals of the rooms whose routes the console serves. */
export const ROOM: Readonly<Record<string, Told>> = {
  'request-invalid': said(
    'Requisição inválida',
    ({ faults }) => `A requisição fere seu esquema em ${Array.isArray(faults) ? faults.length : 'alguns'} ponto(s).`,
    'Corrija isto: facts.faults.',
  ),
  'query-invalid': said(
    'Consulta inválida',
    ({ name, value }) => `O parâmetro de consulta "${name}" não pode ser "${value}".`,
    'Use um destes: facts.allowed.',
  ),
  'journey-not-found': gone('Jornada não encontrada', 'Jornadas são guardadas por 90 dias do tempo do banco.'),
  'exchange-not-found': gone('Troca não encontrada', 'Trocas são guardadas por 90 dias do tempo do banco.'),
  'application-not-found': gone('Aplicação não encontrada', 'Liste as aplicações para ver seus ids.'),
  'developer-not-found': gone('Desenvolvedor não encontrado', 'Entre de novo.'),
  'organisation-not-found': gone('Organização não encontrada', 'Confira o id.'),
  'software-not-found': gone('Software não encontrado', 'Confira o id.'),
  'certificate-not-found': gone('Certificado não encontrado', 'Confira o número de série.'),
  'revocation-reason-unknown': said(
    'Motivo inexistente',
    ({ reason }) => `Um certificado não pode ser revogado por "${reason}".`,
    'Use um destes motivos: facts.allowed.',
  ),
  'job-not-found': gone('Provisionamento não encontrado', 'Liste a fila para ver os ids.'),
  'application-generated': said(
    'Parte do histórico gerado',
    'Esta aplicação foi inventada com o histórico: não tem chaves, e ninguém pode agir por ela.',
    'Crie uma aplicação sua.',
  ),
  'software-generated': said(
    'Parte do histórico gerado',
    'Este software foi inventado com o histórico: não tem chaves e não recebe nenhuma.',
    'Crie uma aplicação sua.',
  ),
  'email-taken': said('E-mail em uso', 'Já há um desenvolvedor cadastrado com este e-mail.', 'Entre.'),
  'organisation-taken': said(
    'Organização em uso',
    'Uma organização com este número de registro foi cadastrada por outra pessoa.',
    'Use a sua organização, ou fale com o primeiro desenvolvedor dela.',
  ),
  'registration-number-taken': said(
    'Número de registro em uso',
    'O diretório já tem uma organização com este número de registro.',
    'Use o número da sua organização.',
  ),
  'password-too-short': said(
    'Senha curta demais',
    ({ minLength }) => `A senha tem menos de ${minLength} caracteres.`,
    'Escolha uma senha mais longa.',
  ),
  'sign-in-refused': said('Entrada recusada', 'O e-mail e a senha não combinam.', 'Confira os dois e tente de novo.'),
  'login-locked': said(
    'Tentativas demais',
    'A entrada está bloqueada depois de várias falhas.',
    'Espere até facts.until, no tempo do banco.',
  ),
  'session-ended': said('Sessão encerrada', 'Esta sessão acabou, ou quem chama não tem nenhuma.', 'Entre de novo.'),
  'product-not-found': said(
    'API inexistente',
    ({ market, api }) => `O mercado "${market}" não tem a API "${api}".`,
    'Use uma destas: facts.known.',
  ),
  'delivery-not-found': gone('Entrega inexistente', 'Liste as entregas para ver seus ids.'),
  'delivery-over': said(
    'Não pode ser repetida',
    'Só uma notificação assinada que falhou pode ser reenviada.',
    'Seu estado é facts.state; o que ainda é devido é tentado sozinho.',
  ),
  'incident-not-found': gone('Alerta inexistente', 'Liste os alertas para ver seus números.'),
  'outage-not-found': gone('Parada inexistente', 'Liste as paradas do mercado para ver seus ids.'),
  'outage-overlaps': said(
    'Paradas sobrepostas',
    'O mercado tem outra parada nesse período.',
    'Cancele a outra (facts.id) ou escolha outro período.',
  ),
  'outage-over': said(
    'Parada encerrada',
    'A parada terminou ou foi cancelada.',
    'O que passou permanece no calendário.',
  ),
  'month-not-found': gone('Mês inexistente', 'Peça o mês atual ou um dos treze anteriores, como 2026-11.'),
  'market-unknown': said(
    'Mercado inexistente',
    ({ market }) => `Este banco não tem o mercado "${market}".`,
    'Use um destes: facts.known.',
  ),
  'role-unknown': said(
    'Papel inexistente',
    ({ role }) => `O mercado não conhece o papel "${role}".`,
    'Use um destes: facts.allowed.',
  ),
  'organisation-without-role': said(
    'Falta o papel',
    'A organização não tem papel neste mercado.',
    'Cadastre-a com um destes papéis: facts.known.',
  ),
  'organisation-name-invalid': said(
    'Nome inválido',
    ({ limit }) => `O nome da organização está vazio ou passa de ${limit} caracteres.`,
    'Escolha outro nome.',
  ),
  'registration-number-invalid': said(
    'Número de registro inválido',
    ({ registrationNumber }) => `"${registrationNumber}" não é um número de registro deste mercado.`,
    'Confira os algarismos.',
  ),
  'software-name-invalid': said(
    'Nome inválido',
    ({ limit }) => `O nome da aplicação está vazio ou passa de ${limit} caracteres.`,
    'Escolha outro nome.',
  ),
  'software-uri-invalid': said(
    'Endereço inválido',
    ({ field, uri }) => `${uri ?? 'Nada'} não pode ser usado em ${field}.`,
    'Dê um endereço https completo.',
  ),
  'redirect-uri-not-allowed': said(
    'Endereço de retorno não permitido',
    ({ uri, reason, instead, lanes }) =>
      [
        `O mercado não admite ${uri} como endereço de retorno: ${reason}.`,
        ...(instead ? [`Registre ${instead} em seu lugar.`] : []),
        ...(Array.isArray(lanes) ? [`A via ${lanes.join(' ou ')} o admite, sem certificados.`] : []),
      ].join(' '),
    'Registre outro endereço, o que é nomeado aqui se houver um, ou use uma via que o admita.',
  ),
  'idempotency-key-reused': said(
    'Chave de idempotência já usada',
    'A mesma chave veio antes com outro conteúdo.',
    'Use uma chave nova para um pedido novo; repita o mesmo pedido para ter a mesma resposta.',
  ),
  'application-not-ready': said(
    'Aplicação ainda não pronta',
    'A aplicação não tem credenciais antes de estar registrada.',
    'Espere pelo estado "ready". O que a última tentativa encontrou: facts.lastError.',
  ),
  'provisioning-failed': said(
    'O provisionamento falhou',
    ({ lastError }) => `O registro da aplicação foi recusado${refusalIn(lastError, ': ')}.`,
    'Corrija a aplicação e tente o provisionamento de novo. O que a última tentativa encontrou: facts.lastError.',
  ),
  'application-detail-invalid': said(
    'Um campo não serve',
    ({ field, reason, allowed }) =>
      `${field}: ${
        {
          unknown: 'o mercado não tem esse campo',
          text: 'é um texto',
          address: 'é um endereço https',
          days: 'é um número de dias dentro dos limites',
        }[String(reason)] ?? 'aceita outros valores'
      }${Array.isArray(allowed) && allowed.length > 0 ? ` (${allowed.join(', ')})` : ''}.`,
    'Os campos de cada mercado estão em /api/markets.',
  ),
  'provisioning-finished': said(
    'Provisionamento concluído',
    'A aplicação já está registrada.',
    'Não há o que tentar de novo.',
  ),
  'provisioning-timeout': said(
    'O provisionamento demora mais',
    'A aplicação não foi registrada no tempo dado.',
    'Pergunte pelo estado de novo; o agente continua tentando.',
  ),
  'customer-not-found': gone('Cliente não encontrado', 'Liste os clientes para ver seus ids.'),
  'account-not-found': gone('Conta não encontrada', 'Tome o id da página do titular.'),
  'consent-state-forbids': said(
    'O consentimento já acabou',
    'O consentimento não pode ser encerrado, porque já acabou.',
    'Não há o que fazer: seus tokens não funcionam mais.',
  ),
  'consent-held': said(
    'O consentimento está suspenso',
    'O banco já mantém este consentimento suspenso.',
    'Libere-o quando ele puder seguir.',
  ),
  'consent-not-held': said(
    'O consentimento não está suspenso',
    'O banco não mantém este consentimento suspenso.',
    'Não há o que liberar.',
  ),
  'consent-hold-forbidden': said(
    'Não pode ser suspenso',
    'Neste estado, ou neste mercado, o consentimento não pode ser suspenso.',
    'Suspenda um consentimento que o cliente confirmou, em um mercado que conheça a suspensão.',
  ),
  'bank-may-not-end': said(
    'Não cabe ao banco encerrar',
    'Neste mercado um banco não encerra consentimentos por conta própria.',
    'Encerre-o por vontade do cliente.',
  ),
  'keys-announced': said(
    'Chaves novas já aguardam',
    'Chaves novas estão anunciadas e ainda não são usadas.',
    'Espere até que sejam usadas, a partir de facts.usedFrom no relógio da máquina, e troque de novo.',
  ),
  'consent-not-found': gone('Consentimento não encontrado', 'Confira o id; o de um consentimento começa com "urn:".'),
  'request-not-pushed': said(
    'Nenhum pedido de autorização à espera',
    'A aplicação não enviou pedido de autorização para este consentimento, ou o pedido já terminou.',
    'Faça a aplicação enviar um, ou dê o endereço de autorização para onde ela mandaria o cliente.',
  ),
  'request-in-browser': said(
    'O pedido vem com o navegador do cliente',
    'A aplicação deste consentimento não envia pedidos antes: o banco só conhece um quando o cliente o traz.',
    'Dê o endereço para onde a aplicação mandaria o cliente (`--url`): o programa dela o mostra ou o abre.',
  ),
  'key-file-unreadable': said(
    'Arquivo de chave ilegível',
    ({ file }) => `O arquivo ${file} não contém chave que o banco saiba ler.`,
    'Reponha este arquivo a partir de uma cópia.',
  ),
  'credentials-missing': said(
    'Credenciais perdidas',
    'Os arquivos de chave da aplicação não estão mais na pasta de dados.',
    'Crie uma nova aplicação; chaves privadas não são guardadas em outro lugar.',
  ),
  'lane-unknown': said(
    'Faixa inexistente',
    ({ market, lane }) => `O mercado "${market}" não tem via "${lane}" em que aplicações se registrem.`,
    'Use uma destas: facts.known.',
  ),
  'lane-not-found': said(
    'Nenhuma via aberta',
    ({ market }) => `O mercado "${market}" não tem via aberta.`,
    'Use um destes: facts.known.',
  ),
}
