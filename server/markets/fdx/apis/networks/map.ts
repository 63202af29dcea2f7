import type { Account, PaymentNetwork, TransferNetwork } from '#bank'
import type { RouteInput } from '../../../api.ts'
import { known, minor } from '../../amounts.ts'
import { fdxSettings } from '../../settings.ts'
import { tokenOf } from './token.ts'

const PAYMENT: Readonly<Record<PaymentNetwork['name'], string>> = {
  ach: 'US_ACH',
  fedwire: 'US_FEDWIRE',
  fednow: 'US_FEDNOW',
  rtp: 'US_RTP',
  chips: 'US_CHIPS',
  acss: 'CA_ACSS',
  lvts: 'CA_LVTS',
}

const TRANSFER: Readonly<Record<TransferNetwork['name'], string>> = {
  acats: 'US_ACATS',
  dtc: 'US_DTC',
  aton: 'CA_ATON',
}

/** A network that reaches an account, with the number to pay to: by default one that stands for the account's own. */
export function mapPaymentNetwork(network: PaymentNetwork, account: Account, input: RouteInput) {
  const tokenised = fdxSettings(input.settings).tokenisedNetworks
  return {
    bankId: network.bankCode,
    identifier: tokenised ? tokenOf(account, input, 'payment') : network.number,
    identifierType: tokenised ? 'TOKENIZED_ACCOUNT_NUMBER' : 'ACCOUNT_NUMBER',
    type: PAYMENT[network.name],
    transferIn: network.takesIn,
    transferOut: network.sendsOut,
    supportsRequestForPayment: network.requestForPayment,
    ...known({ transferLimits: limitsOf(network) }),
  }
}

function limitsOf({ limits }: PaymentNetwork) {
  const one = (most: number | null) => (most === null ? undefined : { transaction: { transferMaxAmount: minor(most) } })
  return limits && known({ in: one(limits.inMinor), out: one(limits.outMinor) })
}

/** A network on which what is held moves to another institution; some know accounts by tokens alone, whatever was set. */
export function mapTransferNetwork(network: TransferNetwork, account: Account, input: RouteInput) {
  const tokenised = network.standsIn || fdxSettings(input.settings).tokenisedNetworks
  return {
    identifier: tokenised ? tokenOf(account, input, 'transfer') : network.number,
    identifierType: tokenised ? 'TOKENIZED_ACCOUNT_NUMBER' : 'ACCOUNT_NUMBER',
    institutionId: network.institutionId,
    institutionName: network.institutionName,
    type: TRANSFER[network.name],
    jointAccount: account.holders.length > 1,
  }
}
