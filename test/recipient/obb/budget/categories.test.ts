import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../../server/recipient/budget/categories.ts'
import { categoryOf } from '../../../../server/recipient/obb/budget/categories.ts'
import { budgetWords } from '../../../../server/recipient/words/budget.ts'

test.each([
  ['FOLHA_PAGAMENTO', 'Crédito de salário', true, 'income'],
  ['PACOTE_TARIFA_SERVICOS', 'Tarifa pacote de serviços', false, 'fees'],
  ['CARTAO', 'Compra no débito Hortifruti Folha Viva', false, 'groceries'],
  ['CARTAO', 'Compra no débito Posto Estrada Real', false, 'transport'],
  ['CONVENIO_ARRECADACAO', 'Débito automático água e esgoto', false, 'home'],
  ['BOLETO', 'Pagamento de boleto Bem Viver Saúde', false, 'health'],
  ['PIX', 'Pix enviado Caio Umbuzeiro', false, 'transfers'],
  ['PIX', 'Pix recebido Colégio Jardim das Letras', true, 'income'],
  ['TRANSFERENCIA_MESMA_INSTITUICAO', 'Aplicação na poupança', false, 'savings'],
  ['OUTROS', 'Xpto', false, 'other'],
] as const)('%s “%s” is filed under its purpose', (kind, narrative, credit, category) => {
  expect(categoryOf({ kind, narrative, credit })).toBe(category)
})

test('every category has a name in both languages', () => {
  for (const language of ['en', 'pt-BR'] as const) {
    expect(Object.keys(budgetWords(language).categories).toSorted()).toEqual([...CATEGORIES].toSorted())
  }
})
