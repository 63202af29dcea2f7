import { type Api, type Route, route } from '../../../api.ts'
import { accountOf, readableAccounts } from '../../account-status.ts'
import { pageOfList } from '../../paging.ts'
import { official, type SchemaFile } from '../../schema-file.ts'
import { accountType, mapAccount, mapBalances, mapIdentification, mapOverdraft } from './map.ts'
import schemaFile from './schema.json' with { type: 'json' }
import { CURRENT, HISTORY, mapTransactions, readTransactions } from './transactions.ts'

const file = schemaFile as unknown as SchemaFile

/** What the six operations have in common: customer token, scope, arrow; what a hold rests is the accounts. */
function operation(id: string, permission: string) {
  return {
    ...official(file, id),
    token: 'customer',
    scope: 'accounts',
    permissions: [permission],
    arrow: 9,
    whileHeld: 'answered',
    to: 'bank',
  } satisfies Partial<Route>
}

const list = route({
  ...operation('accountsGetAccounts', 'ACCOUNTS_READ'),
  act(rooms, input) {
    const { accountType: wanted } = input.query
    const accounts = readableAccounts(rooms, input)
    return wanted === undefined ? accounts : accounts.filter((account) => accountType(account) === wanted)
  },
  map: (accounts, input) =>
    pageOfList(
      accounts.map((account) => mapAccount(account, input.institution.registrationNumber)),
      input,
      (page) => input.pageKeys.seal({ list: 'accounts', page }),
    ),
})

const identification = route({
  ...operation('accountsGetAccountsAccountId', 'ACCOUNTS_READ'),
  act: accountOf,
  map: (account) => ({ status: 200, data: mapIdentification(account), totals: { records: 1, pages: 1 } }),
})

const balances = route({
  ...operation('accountsGetAccountsAccountIdBalances', 'ACCOUNTS_BALANCES_READ'),
  act: (rooms, input) => rooms.bank.accounts.balances(accountOf(rooms, input).id),
  map: (found) => ({ status: 200, data: mapBalances(found), totals: { records: 1, pages: 1 } }),
})

const overdraftLimits = route({
  ...operation('accountsGetAccountsAccountIdOverdraftLimits', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'),
  act: (rooms, input) => rooms.bank.accounts.balances(accountOf(rooms, input).id),
  map: (found) => ({
    status: 200,
    data: mapOverdraft(found),
    totals: found.overdraft ? { records: 1, pages: 1 } : { records: 0, pages: 0 },
  }),
})

const transactions = route({
  ...operation('accountsGetAccountsAccountIdTransactions', 'ACCOUNTS_TRANSACTIONS_READ'),
  act: readTransactions(HISTORY),
  map: mapTransactions,
})

const transactionsCurrent = route({
  ...operation('accountsGetAccountsAccountIdTransactionsCurrent', 'ACCOUNTS_TRANSACTIONS_READ'),
  act: readTransactions(CURRENT),
  map: mapTransactions,
})

export const accountsApi: Api = {
  id: 'accounts',
  version: file.version,
  basePath: file.basePath,
  family: 'accounts',
  familyVersion: file.version,
  components: file.components,
  errorTotals: true,
  routes: [list, identification, balances, overdraftLimits, transactions, transactionsCurrent],
}
