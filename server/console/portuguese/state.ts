import { said, type Told } from '../wording.ts'

const list = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'nenhum')

/** Refusals of what concerns the bank as a whole: its clock, resets and snapshots. */
export const STATE: Readonly<Record<string, Told>> = {
  'setting-unknown': said(
    'Configuração inexistente',
    ({ setting, known }) => `Não há configuração ${setting}; há ${list(known)}.`,
    'Use uma destas: facts.known.',
  ),
  'setting-out-of-bounds': said(
    'Configuração fora dos limites',
    ({ setting, reason }) => `${setting} não aceita este valor: ${reason}.`,
    'GET /api/settings diz o que cada uma aceita.',
  ),
  'bank-changing': said(
    'O banco está mudando de estado',
    'O banco está sendo restaurado.',
    'Tente de novo em instantes.',
  ),
  'duration-invalid': said(
    'Não é uma duração',
    ({ duration }) => `"${duration}" não é um intervalo de tempo.`,
    'Escreva 90m, 36h, 2d, 13mo, 1y ou 1d12h, ou como na ISO 8601: PT90M, P13M.',
  ),
  'clock-not-forward': said(
    'O relógio só avança',
    ({ duration }) => `"${duration}" não leva o tempo do banco adiante.`,
    'Dê uma duração maior que nada. O caminho de volta é um instantâneo.',
  ),
  'clock-too-far': said(
    'Longe demais',
    ({ duration }) => `"${duration}" levaria o tempo do banco mais de cem anos adiante.`,
    'Dê uma duração menor.',
  ),
  'snapshot-name-invalid': said(
    'Nome inválido',
    ({ name }) => `Um instantâneo não pode se chamar "${name}".`,
    'Use letras, algarismos, "-" e "_", começando por letra ou algarismo: no máximo 64.',
  ),
  'snapshot-exists': said(
    'Nome em uso',
    'Já existe um instantâneo com este nome.',
    'Escolha outro nome, ou substitua-o com `replace` (na linha de comando: --replace).',
  ),
  'snapshot-not-found': said(
    'Instantâneo inexistente',
    ({ name, known }) => `Não há instantâneo "${name}"; há: ${list(known)}.`,
    'Liste os instantâneos para ver seus nomes.',
  ),
  'snapshot-unreadable': said(
    'Instantâneo ilegível',
    'O arquivo não é um instantâneo que esta versão saiba ler.',
    'Apague-o, ou reponha o arquivo em facts.file a partir de uma cópia.',
  ),
  'snapshot-of-another-bank': said(
    'Instantâneo de outro banco',
    'O instantâneo foi feito sob outra autoridade certificadora: suas aplicações teriam certificados mortos.',
    'Restaure-o na pasta em que foi feito.',
  ),
  'data-folder-newer': said(
    'Instantâneo de uma Bancada mais nova',
    'O instantâneo foi feito por uma versão mais nova que a que está rodando.',
    'Use aquela versão para restaurá-lo.',
  ),
  'database-in-use': said(
    'Banco de dados em uso',
    'Outro programa está com o banco de dados aberto, e ele não pôde ser substituído; nada mudou.',
    'Feche esse programa (um visualizador, um backup) e tente de novo.',
  ),
  'state-change-under-way': said(
    'Outra mudança em andamento',
    ({ change }) =>
      change === 'seed'
        ? 'Outro histórico está sendo feito para este banco.'
        : 'Tudo deste banco está sendo feito de novo.',
    'Espere até que termine (GET /api/seed diz) e tente de novo.',
  ),
  'history-not-made': said(
    'Histórico não feito',
    'A criação do histórico falhou; o banco fica como estava.',
    'O que houve: facts.reason. Menos clientes ou dias pedem menos memória e disco.',
  ),
}
