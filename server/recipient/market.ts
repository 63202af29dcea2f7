import type { JWK } from 'jose'

/** A customer offered in the start page's list; with `businessDocument`, the company that this person acts for. */
export type DemoCustomer = { name: string; document: string; login: string; businessDocument?: string }

/** What this app holds of one market: its registration, its keys, and where the market begins. */
export type RecipientMarket = {
  clientId: string
  organisationId: string
  softwareId: string
  redirectUri: string
  /** The issuer of the bank to connect to, as the participants list names it. */
  issuer: string
  participantsUrl: string
  transport: { keyPem: string; certificatePem: string }
  signing: { kid: string; privateJwk: JWK }
  encryption: { kid: string; privateJwk: JWK }
  demoCustomers?: DemoCustomer[]
  /** Sends request objects encrypted to the bank as well as signed (off: signed only). */
  encryptRequestObject?: boolean
}
