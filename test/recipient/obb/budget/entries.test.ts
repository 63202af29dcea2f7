import { expect, test } from 'vitest'
import { budgetOf as budgetFrom } from '../../../../server/recipient/budget/entries.ts'
import { filtered, queryOf, readFilter } from '../../../../server/recipient/budget/filter.ts'
import { figuresOf, monthsBefore } from '../../../../server/recipient/budget/month.ts'
import { accountsOf, minorOf } from '../../../../server/recipient/obb/budget/read.ts'
import { obbScene } from '../../../../server/recipient/obb/scene.ts'
import type { Connection } from '../../../../server/recipient/store.ts'

const BRL = (amount: string) => ({ amount, currency: 'BRL' })

type Movement = [at: string, way: 'CREDITO' | 'DEBITO', amount: string, name: string, type?: string]

const transactions = (movements: Movement[]) =>
  movements.map(([at, creditDebitType, amount, transactionName, type = 'PIX'], index) => ({
    transactionId: `${transactionName}-${index}`,
    completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
    transactionDateTime: at,
    transactionAmount: BRL(amount),
    ...{ creditDebitType, transactionName, type },
  }))

const account = (number: string, movements: Movement[] = [], accountId = `id-${number}`) => ({
  accountId,
  facts: { companyCnpj: '11222333000181', compeCode: '999', branchCode: '0001', number, checkDigit: '1', accountId },
  balances: { availableAmount: BRL('10.50') },
  limits: null,
  refusal: null,
  transactions: transactions(movements),
})

const connection = (id: string, dataAt: number, accounts: unknown[]): Connection =>
  ({ id, dataAt, permissions: [], data: { resources: [], accounts } }) as unknown as Connection

const budgetOf = (connections: Connection[]) => budgetFrom(connections, (each) => accountsOf(obbScene('en'), each))

test('an account that two connections share counts once, as it was read last', () => {
  const budget = budgetOf([
    connection('newer', 2, [account('7', [], 'as-bruno-sees-it')]),
    connection('older', 1, [account('7', [], 'as-ana-sees-it'), account('8')]),
  ])
  expect(budget.accounts.map(({ accountId }) => accountId).toSorted()).toEqual(['as-bruno-sees-it', 'id-8'])
})

test('what moves between connected accounts is neither income nor spending', () => {
  const moved: [Movement, Movement] = [
    ['2026-11-10T12:00:00Z', 'DEBITO', '100.00', 'Para a poupança'],
    ['2026-11-10T12:00:01Z', 'CREDITO', '100.00', 'Da conta corrente'],
  ]
  const spent: Movement = ['2026-11-10T12:00:00Z', 'DEBITO', '100.00', 'Supermercado', 'CARTAO']
  const figures = figuresOf(
    budgetOf([connection('c', 1, [account('1', [moved[0], spent]), account('2', [moved[1]])])]),
    '2026-11',
  )
  expect(figures).toMatchObject({ incomeMinor: 0, spendingMinor: 100_00 })
})

test('a movement belongs to the month that it is in Brasília', () => {
  const budget = budgetOf([connection('c', 1, [account('1', [['2026-12-01T02:59:59Z', 'DEBITO', '1.00', 'Café']])])])
  expect(figuresOf(budget, '2026-11').spendingMinor).toBe(100)
  expect(figuresOf(budget, '2026-12').spendingMinor).toBe(0)
})

test('spending by category adds up to the month’s spending, the largest first', () => {
  const figures = figuresOf(
    budgetOf([
      connection('c', 1, [
        account('1', [
          ['2026-11-02T12:00:00Z', 'DEBITO', '30.00', 'Compra Supermercado Bom Pomar', 'CARTAO'],
          ['2026-11-03T12:00:00Z', 'DEBITO', '80.10', 'Pix enviado aluguel'],
          ['2026-11-04T12:00:00Z', 'DEBITO', '12.00', 'Hortifruti Folha Viva', 'CARTAO'],
          ['2026-11-05T12:00:00Z', 'CREDITO', '500.00', 'Crédito de salário', 'FOLHA_PAGAMENTO'],
        ]),
      ]),
    ]),
    '2026-11',
  )
  expect(figures.incomeMinor).toBe(500_00)
  expect(figures.spending).toEqual([
    { category: 'home', amountMinor: 80_10, count: 1 },
    { category: 'groceries', amountMinor: 42_00, count: 2 },
  ])
  expect(figures.spendingMinor).toBe(122_10)
})

test.each([
  [BRL('1234.56'), 1234_56],
  [BRL('-0.01'), -1],
  [BRL('10.1299'), 10_12],
  [BRL('10'), 10_00],
  [{ amount: '1.00', currency: 'USD' }, null],
  [BRL('1,00'), null],
  [undefined, null],
])('%j is %j centavos', (amount, minor) => {
  expect(minorOf(amount)).toBe(minor)
})

test('malformed movements are left out and nothing fails', () => {
  const broken = { ...account('1'), transactions: [{}, { transactionDateTime: 'x', transactionAmount: BRL('1.00') }] }
  expect(budgetOf([connection('c', 1, [broken, { ...account('2'), transactions: undefined }])]).entries).toEqual([])
})

test('months are counted back over the year’s end', () => {
  expect(monthsBefore('2026-01', 1)).toBe('2025-12')
  expect(monthsBefore('2025-12', -1)).toBe('2026-01')
})

test('a filter reads what makes sense, ignores the rest, and is written back as it was', () => {
  const query = new URLSearchParams('q=caf%C3%A9&category=eating&direction=out&from=2026-11-01&to=oops&page=-3')
  const filter = readFilter(query)
  expect(filter).toMatchObject({
    text: 'café',
    category: 'eating',
    direction: 'out',
    from: '2026-11-01',
    to: '',
    page: 1,
  })
  expect(queryOf(filter)).toBe('q=caf%C3%A9&category=eating&direction=out&from=2026-11-01')
  expect(readFilter(new URLSearchParams('category=none&direction=up'))).toMatchObject({ category: '', direction: '' })
})

test('movements are shown fifty to a page', () => {
  const many = Array.from({ length: 120 }, (): Movement => ['2026-11-02T12:00:00Z', 'DEBITO', '1.00', 'Café'])
  const { entries } = budgetOf([connection('c', 1, [account('1', many)])])
  const third = filtered(entries, readFilter(new URLSearchParams('q=CAFE&page=3')))
  expect([third.all.length, third.shown.length, third.pages]).toEqual([120, 20, 3])
})
