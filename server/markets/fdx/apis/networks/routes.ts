import type { Account, Networks } from '#bank'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { type PageTold, pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter } from '../../schema/parameters.ts'
import { accountOf } from '../../shared-accounts.ts'
import { mapPaymentNetwork, mapTransferNetwork } from './map.ts'
import { components } from './schema.ts'

const ofNetworks = {
  token: 'customer',
  scope: 'fdx:paymentsupport:read',
  permissions: ['PAYMENT_SUPPORT'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

type Reached = { account: Account; networks: Networks; told: PageTold }

/** An account that nobody can pay into now, such as a restricted one, is reached by no network. */
const paymentNetworks = route({
  ...ofNetworks,
  id: 'getAccountPaymentNetworks',
  method: 'GET',
  path: '/accounts/:accountId/payment-networks',
  parameters: [accountIdParameter, ...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/PaymentNetworks' } },
  act(rooms, input): Reached {
    const account = accountOf(rooms, input)
    const { payment } = rooms.bank.networks.ofAccount(account.id)
    const { items, told } = pageOfList(payment, input, `payment networks ${account.id}`)
    return { account, networks: { payment: items, transfer: [] }, told }
  },
  map: ({ account, networks, told }, input) => ({
    status: 200,
    data: { ...told, paymentNetworks: networks.payment.map((network) => mapPaymentNetwork(network, account, input)) },
  }),
})

/** One object and no pages: what callers send of paging is taken and ignored. */
const transferNetworks = route({
  ...ofNetworks,
  id: 'getAccountAssetTransferNetworks',
  method: 'GET',
  path: '/accounts/:accountId/asset-transfer-networks',
  parameters: [
    accountIdParameter,
    { name: 'limit', in: 'query', required: false, schema: { type: 'string', maxLength: 2048 } },
    { name: 'offset', in: 'query', required: false, schema: { type: 'string', maxLength: 2048 } },
  ],
  responses: { 200: { $ref: '#/components/schemas/AssetTransferNetworks' } },
  act: readTransferNetworks,
  map: ({ account, networks }, input) => ({
    status: 200,
    data: { assetTransferNetworks: networks.transfer.map((network) => mapTransferNetwork(network, account, input)) },
  }),
})

function readTransferNetworks(rooms: Rooms, input: RouteInput) {
  const account = accountOf(rooms, input)
  return { account, networks: rooms.bank.networks.ofAccount(account.id) }
}

export const networksApi: Api = {
  id: 'payment-support',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'payment-support',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [paymentNetworks, transferNetworks],
}
