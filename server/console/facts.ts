/** A service of the bank as the console's rail shows it. */
export type ServiceFact = {
  /** console, public, mutual, app or provider: the console says it in the reader's language, any other as it is. */
  name: string
  port: number
  url: string
  state: 'up' | 'starting' | 'down'
}

/** What every page of the console shows. Times are bank time in milliseconds. */
export type ConsoleFacts = {
  version: string
  clock: { now: number; offsetMs: number; frozen: boolean }
  services: ServiceFact[]
  /**
   * Each lane of a market beside the certified one is listed as a market of its own, with `lane`; one that issues no tokens
   * has no authorization server. `book` is that of the bank's customers whom it reads, `bank` what they call the bank.
   */
  markets: {
    id: string
    name: string
    book: string
    bank: string
    lane?: { id: string; market: string; issuesTokens: boolean }
  }[]
  /** Where the sample data-recipient app runs. */
  sampleApp: string
}
