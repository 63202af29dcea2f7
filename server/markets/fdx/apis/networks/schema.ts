import type { JsonSchema } from '#kernel'
import { boolean, list, money, object, oneOf, part, text } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'

const IDENTIFIER_TYPE = oneOf('ACCOUNT_NUMBER', 'TOKENIZED_ACCOUNT_NUMBER')
const LIMIT = object({}, { transaction: object({}, { transferMaxAmount: money }) })

export const components: Readonly<Record<string, JsonSchema>> = {
  PaymentNetwork: object(
    {
      bankId: text(),
      identifier: text(),
      type: oneOf('US_ACH', 'US_FEDWIRE', 'US_FEDNOW', 'US_RTP', 'US_CHIPS', 'CA_ACSS', 'CA_LVTS'),
      transferIn: boolean,
      transferOut: boolean,
    },
    {
      identifierType: IDENTIFIER_TYPE,
      supportsRequestForPayment: boolean,
      transferLimits: object({}, { in: LIMIT, out: LIMIT }),
    },
  ),
  PaymentNetworks: pageOf('paymentNetworks', part('PaymentNetwork')),
  AssetTransferNetworks: object({
    assetTransferNetworks: list(
      object(
        { identifier: text(), institutionId: text(), type: oneOf('US_ACATS', 'US_DTC', 'CA_ATON') },
        { identifierType: IDENTIFIER_TYPE, institutionName: text(), jointAccount: boolean },
      ),
    ),
  }),
}
