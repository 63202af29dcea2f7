import type { Pack } from '#marketplace'
import type { Answer } from './api-request.ts'
import { ACCOUNT_PERMISSIONS } from './data-recipient.ts'
import { USUAL_FDX_WISH } from './fdx/wish.ts'
import { openFdxGuidedJourney, openFdxJourney } from './journeys/fdx.ts'
import { openBrazilianJourney } from './journeys/obb.ts'
import { openGuidedJourney } from './journeys/obb-guided.ts'

/** What a consent journey is walked with. */
export type JourneyOrder = {
  credentials: Pack
  customer: { login: string; password: string; document: string }
  /** Reads the one-time code from the customer's phone, where the bank asks for one. */
  code?: (() => Promise<string | undefined>) | undefined
  /** The company that the customer acts for. */
  business?: string | undefined
  permissions?: readonly string[] | undefined
  /** When the consent ends, as the market says it: a time, or for how many days. */
  expires?: string | undefined
  /** Accounts to share; all that the bank offers where left out. */
  accounts?: readonly string[] | undefined
  /** Asks on the customer's phone, where they choose the accounts; told the request's id when it rings. */
  onPhone?: ((requestId: string) => void) | undefined
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
  /** Makes that request as the application would. */
  read(): Promise<Answer>
  close(): Promise<void>
}

/** What a journey asks for where its order says nothing else, market by market and lane by lane. */
export const USUAL_WISHES: Record<string, { permissions: readonly string[]; expires?: string }> = {
  obb: { permissions: ACCOUNT_PERMISSIONS },
  'obb-guided': { permissions: ACCOUNT_PERMISSIONS },
  fdx: USUAL_FDX_WISH,
  'fdx-guided': USUAL_FDX_WISH,
}

/** The command line as a data recipient, market by market and lane by lane. */
export const JOURNEYS: Record<string, (order: JourneyOrder) => Promise<Journey>> = {
  obb: openBrazilianJourney,
  'obb-guided': openGuidedJourney,
  fdx: openFdxJourney,
  'fdx-guided': openFdxGuidedJourney,
}
