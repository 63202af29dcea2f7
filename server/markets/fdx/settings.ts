import type { RouteInput } from '../api.ts'

/** What whoever runs this bank may choose about its answers. */
export type DataSettings = {
  /** A search that finds nothing is 404 with code 1107, instead of an empty list. */
  strictNoData: boolean
  /** Accounts carry their clear number, as they did before payment networks. */
  legacyAccountNumber: boolean
  /** Payment networks tell a number that stands for the account's, made for one app and one consent. */
  tokenisedNumbers: boolean
}

const DEFAULTS: DataSettings = { strictNoData: false, legacyAccountNumber: false, tokenisedNumbers: true }

/** The choices that hold for a call. */
export function settingsOf(_input: RouteInput): DataSettings {
  return DEFAULTS
}
