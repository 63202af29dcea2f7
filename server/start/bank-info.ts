import type { DemonstrationLogin } from '#bank'
import type { LoginSetting } from '#identity'
import type { Unpaired } from '#marketplace'

/** A lane beside the certified one. `market` is the id under which all of it is kept. */
export type LaneInfo = {
  id: string
  market: string
  /** Null where nobody needs a token. */
  issuer: string | null
  metadata: string | null
  apis: { id: string; version: string; base: string; openapi: string }[]
}

/** What a running bank tells its owner of itself: the answer to GET /api/info. Times are bank time in milliseconds. */
export type BankInfo = {
  version: string
  startId: string
  addresses: Record<string, string>
  clock: { now: number; offsetMs: number; frozen: boolean }
  ca: { certificatePem: string; fingerprint256: string }
  /** Applications whose files name other addresses than the bank has. */
  unpaired: Unpaired[]
  markets: {
    id: string
    name: string
    /** Which of the core bank's books its customers are of. */
    book: string
    issuer: string
    metadata: string
    participants: string
    /** Where account holders see what they share, and end it. */
    sharing: string
    apis: { id: string; version: string; base: string; openapi: string }[]
    customers: DemonstrationLogin[]
    lanes: LaneInfo[]
    /** How they log in. */
    login: LoginSetting
  }[]
}
