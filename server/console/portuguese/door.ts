import type { Told } from '../wording.ts'

const LINK = 'Abra o link que `bancada info` imprime: ele traz o token de início.'

/** Refusals at the console's own door. */
export const DOOR: Readonly<Record<string, Told>> = {
  'host-unknown': {
    title: 'Host errado',
    detail: ({ host }) => `A requisição nomeia o host "${host}", que não é um endereço deste console.`,
    fix: 'Use um destes endereços: facts.allowed. Um nome que só aponta para esta máquina é recusado de propósito.',
  },
  'origin-foreign': {
    title: 'Origem alheia',
    detail: ({ origin }) => `A requisição foi enviada por uma página de ${origin}.`,
    fix: 'Chame a partir de uma página deste console, ou de um programa que não envie o cabeçalho Origin.',
  },
  'site-foreign': {
    title: 'Requisição de outro site',
    detail: () => 'O navegador diz que outro site causou esta requisição.',
    fix: 'Chame a partir de uma página deste console, ou de um programa.',
  },
  'target-malformed': {
    title: 'Alvo da requisição malformado',
    detail: () => 'O alvo da requisição não é um caminho.',
    fix: 'Envie um caminho que comece com "/" e ponha o host no cabeçalho Host.',
  },
  'authorization-malformed': {
    title: 'Authorization não compreendido',
    detail: () => 'O cabeçalho Authorization não é um token bearer.',
    fix: 'Envie `Authorization: Bearer <token>`.',
  },
  'token-missing': {
    title: 'Falta o token',
    detail: () => 'A chamada não traz token bearer.',
    fix: LINK,
  },
  'token-unknown': {
    title: 'Token desconhecido',
    detail: () => 'O token não é o de início desta execução nem o de uma sessão aberta.',
    fix: `${LINK} Cada reinício gera um novo token.`,
  },
  'role-insufficient': {
    title: 'Não é para este papel',
    detail: ({ role }) => `A chamada não está aberta ao papel "${role}".`,
    fix: 'Use o token de início do dono.',
  },
  'path-unknown': {
    title: 'Caminho inexistente',
    detail: ({ path }) => `A API do console não tem nada em ${path}.`,
    fix: 'Confira o caminho e a grafia dos ids.',
  },
  'method-not-allowed': {
    title: 'Método não permitido',
    detail: ({ method, path }) => `${path} não responde a ${method}.`,
    fix: 'Use um destes métodos: facts.allow.',
  },
  'media-type-unsupported': {
    title: 'Tipo de mídia não aceito',
    detail: ({ given }) => (given ? `O corpo é ${given}.` : 'A chamada não tem Content-Type.'),
    fix: 'Envie `Content-Type: application/json`, mesmo com o corpo vazio.',
  },
  'encoding-unsupported': {
    title: 'Codificação de conteúdo não aceita',
    detail: ({ given }) => `O corpo está codificado como ${given}.`,
    fix: 'Envie o corpo como ele é, sem Content-Encoding.',
  },
  'body-too-large': {
    title: 'Corpo grande demais',
    detail: ({ limitBytes }) => `A API do console lê no máximo ${limitBytes} bytes.`,
    fix: 'Envie menos, ou em várias chamadas.',
  },
  'body-not-json': {
    title: 'JSON quebrado',
    detail: ({ reason }) => `Não foi possível ler o corpo como JSON: ${reason}.`,
    fix: 'Envie um valor JSON em UTF-8.',
  },
  'body-cut-short': {
    title: 'Corpo interrompido',
    detail: () => 'A conexão terminou antes que o corpo inteiro chegasse.',
    fix: 'Envie a chamada de novo.',
  },
  'body-late': {
    title: 'O corpo não chegou',
    detail: ({ seconds }) => `O corpo não chegou inteiro em ${seconds} segundos.`,
    fix: 'Envie a chamada de novo, com tantos bytes quanto diz Content-Length.',
  },
  'live-readers-too-many': {
    title: 'Leitores ao vivo demais',
    detail: ({ limit }) => `O fluxo ao vivo já tem ${limit} leitores.`,
    fix: 'Feche uma página do console, ou leia as listas.',
  },
}
