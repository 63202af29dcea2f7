/** A suspicion of fraud that an application reports. */
export type FraudReport = {
  market: string
  clientId: string
  /** The reporter's own name for it: the same one reported again is the same suspicion. */
  incidentId: string
  type: string
  reason: string
  reporter: unknown
  attributes: unknown
}

/** The verb behind the API that takes such reports. */
export type FraudDesk = {
  /** Takes a report; false for one that was taken before. */
  report(report: FraudReport): boolean
}
