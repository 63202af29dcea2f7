import { type Api, type Route, route } from '../../../api.ts'
import { pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter, customerIdParameter } from '../../schema/parameters.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'
import { mapContact, mapCustomer } from './map.ts'
import { currentCustomer, customerOf, holdersOf, relatedCustomers } from './related.ts'
import { components } from './schema.ts'

/** Either cluster opens them; CUSTOMER_PERSONAL is CUSTOMER_CONTACT and more. */
const ofCustomers = {
  method: 'GET',
  token: 'customer',
  scope: ['fdx:customercontact:read', 'fdx:customerpersonal:read'],
  permissions: ['CUSTOMER_CONTACT', 'CUSTOMER_PERSONAL'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

const contact = route({
  ...ofCustomers,
  id: 'getAccountContact',
  path: '/accounts/:accountId/contact',
  parameters: [accountIdParameter],
  responses: { 200: { $ref: '#/components/schemas/AccountContact' } },
  act: (rooms, input) => holdersOf(rooms, accountOf(rooms, input)),
  map: (holders, input) => ({ status: 200, data: mapContact(holders, input) }),
})

const list = route({
  ...ofCustomers,
  id: 'getCustomers',
  path: '/customers',
  parameters: [...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/Customers' } },
  act(rooms, input) {
    const customers = relatedCustomers(rooms, input)
    foundAny(input, customers)
    return pageOfList(customers, input, 'customers')
  },
  map: ({ items, told }, input) => ({
    status: 200,
    data: { ...told, customers: items.map((customer) => mapCustomer(customer, input)) },
  }),
})

/** Any token of a customer tells whose it is. */
const current = route({
  ...ofCustomers,
  id: 'getCustomerInfo',
  path: '/customers/current',
  scope: [],
  permissions: [],
  parameters: [],
  responses: { 200: { $ref: '#/components/schemas/Customer' } },
  act: currentCustomer,
  map: (customer, input) => ({ status: 200, data: mapCustomer(customer, input) }),
})

const one = route({
  ...ofCustomers,
  id: 'getCustomer',
  path: '/customers/:customerId',
  parameters: [customerIdParameter],
  responses: { 200: { $ref: '#/components/schemas/Customer' } },
  act: customerOf,
  map: (customer, input) => ({ status: 200, data: mapCustomer(customer, input) }),
})

export const customersApi: Api = {
  id: 'customers',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'customers',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [contact, list, current, one],
}
