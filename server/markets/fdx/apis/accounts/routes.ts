import type { Consent } from '#consent'
import { type Api, route } from '../../../api.ts'
import { mapDescriptor } from './map.ts'
import { components } from './schema.ts'

const list = route({
  id: 'searchForAccounts',
  method: 'GET',
  path: '/accounts',
  token: 'customer',
  scope: ['fdx:accountbasic:read', 'fdx:accountdetailed:read'],
  permissions: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED'],
  arrow: 9,
  to: 'bank',
  parameters: [],
  responses: { 200: { $ref: '#/components/schemas/Accounts' } },
  act: ({ bank }, input) => bank.accounts.list((input.consent as Consent).accountIds),
  map: (accounts) => ({
    status: 200,
    data: { page: { totalElements: accounts.length }, accounts: accounts.map(mapDescriptor) },
  }),
})

export const accountsApi: Api = {
  id: 'accounts',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'accounts',
  familyVersion: '6.4.0',
  components,
  routes: [list],
}
