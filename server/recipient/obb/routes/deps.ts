import type { World } from '#kernel'
import type { Drafts } from '../../drafts.ts'
import type { RecipientMarket } from '../../market.ts'
import type { Connections } from '../connections.ts'
import type { ObbDraft } from '../draft.ts'

export type ObbDeps = {
  market: RecipientMarket
  world: World
  connections: Connections
  drafts: Drafts<ObbDraft>
}
