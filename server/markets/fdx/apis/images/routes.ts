import { problem } from '#kernel'
import { type Api, route } from '../../../api.ts'
import { reachOf } from '../../date-window.ts'
import { chequePng } from '../../documents/cheque.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter, imageIdParameter } from '../../schema/parameters.ts'
import { accountOf } from '../../shared-accounts.ts'

const PNG = 'image/png'

/** The picture of a cheque, by an id of a transaction's `imageIds`; of the days only that the consent looks back on. */
const image = route({
  id: 'getAccountTransactionImages',
  method: 'GET',
  path: '/accounts/:accountId/transaction-images/:imageId',
  token: 'customer',
  scope: 'fdx:images:read',
  permissions: ['IMAGES'],
  arrow: 9,
  to: 'bank',
  parameters: [accountIdParameter, imageIdParameter],
  produces: [PNG],
  responses: { 200: { type: 'string', format: 'binary' } },
  act(rooms, input) {
    const { bank } = rooms
    const account = accountOf(rooms, input)
    const cheque = bank.images.find(account.id, input.params.imageId as string)
    const line = cheque && bank.accounts.transaction(account.id, cheque.transactionId)
    if (!cheque || !line || line.bookedAt < reachOf(input))
      throw problem('image-unknown', { imageId: input.params.imageId }, 'image-known')
    return { cheque, bankName: account.brandName }
  },
  map: ({ cheque, bankName }) => ({
    status: 200,
    file: { mediaType: PNG, name: `cheque-${cheque.number}.png`, bytes: chequePng(cheque, bankName) },
  }),
})

export const imagesApi: Api = {
  id: 'transaction-images',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'transaction-images',
  familyVersion: '6.4.0',
  components: common,
  routes: [image],
}
