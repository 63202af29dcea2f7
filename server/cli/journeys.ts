import type { CredentialPack } from '#marketplace'
import type { Answer } from './data-recipient.ts'
import { openBrazilianJourney } from './journeys/obb.ts'

/** What a consent journey is walked with. */
export type JourneyOrder = {
  credentials: CredentialPack
  customer: { login: string; password: string; document: string }
  /** Reads the one-time code from the customer's phone, where the bank asks for one. */
  code?: (() => Promise<string | undefined>) | undefined
  /** The company that the customer acts for. */
  business?: string | undefined
  permissions?: readonly string[] | undefined
  /** When the consent ends, as the market writes a time. */
  expires?: string | undefined
  /** Accounts to share; all that the bank offers where left out. */
  accounts?: readonly string[] | undefined
}

/** What a walked journey gives: a token and a request that it is good for. */
export type Journey = {
  consentId: string
  accessToken: string
  refreshToken: string | undefined
  /** Seconds. */
  expiresIn: number | undefined
  scope: string | undefined
  accounts: string[]
  request: { url: string; headers: Record<string, string> }
  /** Makes that request over mutual TLS. */
  read(): Promise<Answer>
  close(): Promise<void>
}

/** The command line as a data recipient, market by market. */
export const JOURNEYS: Record<string, (order: JourneyOrder) => Promise<Journey>> = {
  obb: openBrazilianJourney,
}
