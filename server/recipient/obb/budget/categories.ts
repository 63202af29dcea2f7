import type { Category } from '../../budget/categories.ts'

/** Kinds of accounts v2 that say by themselves what the money was for. */
const BY_KIND: Record<string, Category> = {
  FOLHA_PAGAMENTO: 'income',
  PORTABILIDADE_SALARIO: 'income',
  RENDIMENTO_APLIC_FINANCEIRA: 'income',
  SAQUE: 'cash',
  TARIFA_SERVICOS_AVULSOS: 'fees',
  PACOTE_TARIFA_SERVICOS: 'fees',
  ENCARGOS_JUROS_CHEQUE_ESPECIAL: 'fees',
}

/** Words of a narrative, first match wins; accents and case are taken away before. */
const BY_NARRATIVE: [RegExp, Category][] = [
  [/\b(poupanca|aplicacao|investimento|resgate|cdb|tesouro)\b/, 'savings'],
  [/\b(imposto|tributo|fazenda|iptu|ipva|darf|inss)\b/, 'taxes'],
  [
    /\b(aluguel|condominio|energia|luz|eletrica|agua|aguas|esgoto|gas|fibra|internet|telefone|telecom|imobiliaria)\b/,
    'home',
  ],
  [/\b(supermercado|mercado|hortifruti|padaria|acougue|feira|mercearia)\b/, 'groceries'],
  [/\b(salarios?|folha de pagamento|fornecedor|farinha|moinho|laticinios?|embalagens?|contabil\w*|fornos?)\b/, 'work'],
  [/\b(restaurante|lanchonete|cafe|bar|pizzaria|delivery|lanche)\b/, 'eating'],
  [/\b(posto|combustivel|corrida|onibus|metro|estacionamento|pedagio|oficina|mobilidade)\b/, 'transport'],
  [/\b(saude|farmacia|drogaria|pilates|academia|clinica|dentista|medico|hospital|exame)\b/, 'health'],
  [/\b(escola|curso|colegio|aulas?|faculdade|universidade|mensalidade|idiomas|livraria)\b/, 'learning'],
  [/\b(assinatura|streaming|cinema|teatro|show|viagem|pousada|hotel|passagem|ingresso|jogos)\b/, 'leisure'],
  [/\b(pet|veterinari[ao]|racao)\b/, 'pets'],
  [/\b(loja|casa do|magazine|roupas?|moveis|eletro\w*|ferragens|presente|compra)\b/, 'shopping'],
]

const TRANSFERS = new Set(['PIX', 'TED', 'DOC', 'TRANSFERENCIA_MESMA_INSTITUICAO'])

/** Files a movement by its kind, its direction and the words of its narrative. It is a guess and told as one. */
export function categoryOf({
  kind,
  narrative,
  credit,
}: {
  kind: string
  narrative: string
  credit: boolean
}): Category {
  const certain = BY_KIND[kind]
  if (certain) return certain
  const plain = narrative.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const told = BY_NARRATIVE.find(([words]) => words.test(plain))?.[1]
  if (credit) return told === 'savings' ? 'savings' : 'income'
  return told ?? (TRANSFERS.has(kind) ? 'transfers' : 'other')
}
