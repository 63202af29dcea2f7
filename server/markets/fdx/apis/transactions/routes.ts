import { type Api, route } from '../../../api.ts'
import { dateParameters } from '../../date-window.ts'
import { pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter } from '../../schema/parameters.ts'
import { mapMovement } from './map.ts'
import { readMovements } from './read.ts'
import { components } from './schema.ts'

const list = route({
  id: 'searchForAccountTransactions',
  method: 'GET',
  path: '/accounts/:accountId/transactions',
  token: 'customer',
  scope: 'fdx:transactions:read',
  permissions: ['TRANSACTIONS'],
  arrow: 9,
  to: 'bank',
  parameters: [accountIdParameter, ...dateParameters, ...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/Transactions' } },
  act: readMovements,
  map: (page, input) => ({
    status: 200,
    data: { ...page.told, transactions: page.movements.map((movement) => mapMovement(movement, page, input)) },
  }),
})

export const transactionsApi: Api = {
  id: 'transactions',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'transactions',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [list],
}
