import type { DemonstrationLogin } from '#bank'
import type { LoginSetting } from '#identity'

/** What a running bank tells its owner of itself: the answer to GET /api/info. Times are bank time in milliseconds. */
export type BankInfo = {
  version: string
  startId: string
  addresses: Record<string, string>
  clock: { now: number; offsetMs: number; frozen: boolean }
  ca: { certificatePem: string; fingerprint256: string }
  markets: {
    id: string
    name: string
    issuer: string
    metadata: string
    participants: string
    apis: { id: string; version: string; base: string; openapi: string }[]
    customers: DemonstrationLogin[]
    /** How they log in. */
    login: LoginSetting
  }[]
}
