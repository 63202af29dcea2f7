import { expect, test } from 'vitest'
import { bankRoutes } from '#bank'
import { Problem } from '#kernel'
import { hamlet } from './support.ts'

function calls() {
  const { bank, db, events } = hamlet()
  const routes = bankRoutes(bank, events)
  const get = (path: string, query = '', id = '') => {
    const route = routes.find((one) => one.path === path)
    const caller = { role: 'owner' } as const
    return route?.act({ params: { id }, query: new URLSearchParams(query), body: undefined, caller, tie() {} })
  }
  const customers = (query = '') =>
    get('/api/customers', query) as { customers: { id: string; name: string }[]; next: string }
  return { routes, get, customers, bank, db }
}

test('customers and accounts are shown to the owner only, and nothing is changed there', () => {
  const { routes } = calls()
  expect(routes.every(({ method, roles }) => method === 'GET' && roles.join() === 'owner')).toBe(true)
})

test('customers are listed by name, page by page, each once', () => {
  const { customers } = calls()
  const first = customers('limit=2')
  expect(first.customers).toMatchObject([
    { name: 'Iris Thorn', login: 'iris' },
    { name: 'Otto Reed', login: null },
  ])
  expect(customers(`limit=2&after=${encodeURIComponent(first.next)}`)).toMatchObject({
    customers: [{ name: 'The Mill Ltd', kind: 'company' }],
    next: null,
  })
  expect(customers('q=MILL').customers).toHaveLength(1)
  expect(customers('q=2').customers).toMatchObject([{ name: 'Otto Reed' }])
  expect(customers('kind=company&book=hamlet').customers).toHaveLength(1)
})

test('a customer is shown with whom they act for, and their accounts with what is on them', () => {
  const { get, customers } = calls()
  const otto = customers('q=Otto').customers[0]
  expect(get('/api/customers/:id', '', otto?.id)).toMatchObject({
    customer: {
      actsFor: [{ name: 'The Mill Ltd' }],
      accounts: [
        { number: '200', balances: { available: { amountMinor: 100_00, currency: 'EUR' } } },
        { number: '400', holderNames: ['Otto Reed', 'Iris Thorn'] },
      ],
    },
  })
})

test('an account’s ledger is read newest first, by key', () => {
  const { get, customers } = calls()
  const iris = customers('q=Iris').customers[0]
  const { customer } = get('/api/customers/:id', '', iris?.id) as { customer: { accounts: { id: string }[] } }
  const id = customer.accounts[0]?.id
  expect(get('/api/accounts/:id', '', id)).toMatchObject({ account: { number: '100', holderNames: ['Iris Thorn'] } })
  const page = get('/api/accounts/:id/transactions', 'limit=1', id) as { next: string }
  expect(page).toMatchObject({ transactions: [{ narrative: 'First deposit', direction: 'credit' }] })
  expect(get('/api/accounts/:id/transactions', `limit=1&before=${page.next}`, id)).toMatchObject({
    transactions: [],
    next: null,
  })
})

test.each([
  ['/api/customers/:id', '', 'customer-not-found'],
  ['/api/accounts/:id', '', 'account-not-found'],
  ['/api/customers', 'limit=0', 'request-invalid'],
  ['/api/customers', 'after=x', 'request-invalid'],
])('%s?%s is refused as %s', (path, query, type) => {
  expect(() => calls().get(path, query, 'nobody')).toThrow(Problem)
  expect(() => calls().get(path, query, 'nobody')).toThrowError(type)
})

test('customers and ledger lines say where they come from and are narrowed by it', () => {
  const { get, customers, db } = calls()
  db.exec(`UPDATE customers SET origin = 'generated' WHERE name = 'Otto Reed'`)
  expect(customers('origin=generated').customers).toMatchObject([{ name: 'Otto Reed', origin: 'generated' }])
  expect(customers('origin=live').customers).toHaveLength(2)
  const iris = customers('q=Iris').customers[0]
  const { customer } = get('/api/customers/:id', '', iris?.id) as { customer: { accounts: { id: string }[] } }
  const lines = (query: string) =>
    (get('/api/accounts/:id/transactions', query, customer.accounts[0]?.id) as { transactions: object[] }).transactions
  expect(lines('origin=live').length).toBeGreaterThan(0)
  expect(lines('origin=live')).toEqual(lines(''))
  expect(lines('origin=live')[0]).toMatchObject({ origin: 'live' })
  expect(lines('origin=generated')).toEqual([])
  expect(() => lines('origin=made-up')).toThrow(Problem)
})

test('a customer is shown with what happened to them', () => {
  const { get, customers, bank } = calls()
  const iris = customers('q=Iris').customers[0]
  const account = bank.accounts.ofHolder(iris?.id ?? '')[0]
  bank.accounts.block(account?.id ?? '')
  expect(get('/api/customers/:id', '', iris?.id)).toMatchObject({ customer: { events: [{ type: 'account.blocked' }] } })
})
