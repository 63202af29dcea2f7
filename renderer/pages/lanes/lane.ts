/** A market as /api/info tells of it. */
export type MarketInfo = {
  id: string
  name: string
  /** Which of the core bank's books its customers are of. */
  book: string
  issuer: string
  apis: Api[]
  customers: { login: string; name: string; document: string }[]
  lanes: LaneInfo[]
}

/** A lane beside the certified one; its issuer is null where nobody needs a token. */
export type LaneInfo = { id: string; market: string; issuer: string | null; apis: Api[] }

export type Api = { id: string; version: string; base: string }

/** Whose data a market's open lane shows; null while it is closed. */
export type OpenLane = {
  market: string
  lane: string
  customer: { holderId: string; name: string; chosenAt: number } | null
}
