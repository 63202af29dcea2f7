export const PAYMENT_NETWORKS = ['ach', 'fedwire', 'fednow', 'rtp', 'chips', 'acss', 'lvts'] as const
export type PaymentNetworkName = (typeof PAYMENT_NETWORKS)[number]

export const TRANSFER_NETWORKS = ['acats', 'dtc', 'aton'] as const
export type TransferNetworkName = (typeof TRANSFER_NETWORKS)[number]

/** A clearing network on which money reaches an account and leaves it. */
export type PaymentNetwork = {
  name: PaymentNetworkName
  /** The bank's code there. */
  bankCode: string
  /** The account's number there. */
  number: string
  takesIn: boolean
  sendsOut: boolean
  requestForPayment: boolean
  /** The most in one payment, in minor units; null where the network alone limits it. */
  limits: { inMinor: number | null; outMinor: number | null } | null
}

/** A network on which what is held moves from one institution to another. */
export type TransferNetwork = {
  name: TransferNetworkName
  institutionId: string
  institutionName: string
  number: string
  /** Whether the network knows the account only by another number that stands for that one. */
  standsIn: boolean
}

/** How an account is reached from outside. */
export type Networks = { payment: PaymentNetwork[]; transfer: TransferNetwork[] }
