import type { World } from '#kernel'
import type { Brand } from './brand.ts'
import type { ReadAccount } from './budget/entries.ts'
import type { RecipientMarket } from './market.ts'
import type { Messages } from './messages.ts'
import type { ConnectionParts } from './pages/connection.ts'
import type { Sharing } from './pages/state.ts'
import type { Visit } from './routing.ts'
import type { Scene } from './scene.ts'
import type { Connection } from './store.ts'
import type { Guide } from './web/developer/guide.ts'
import type { Certificate } from './web/developer/page.ts'
import type { Language } from './web/language.ts'

/** What every market's desk is made with. */
export type DeskBasis = { market: RecipientMarket; world: World; messages: Messages }

/** The verbs that every market has for its connections. */
export type ConnectionVerbs = {
  find(session: string, id: string): Connection
  list(session: string): Connection[]
  onward(session: string, id: string): string
  complete(session: string, answer: string): Promise<string>
  refresh(session: string, id: string): Promise<void>
  disconnect(session: string, id: string): Promise<void>
}

/** What the pages that every market has alike need of one: its verbs, and how it tells what it knows. */
export type Desk = {
  world: World
  messages: Messages
  connections: ConnectionVerbs
  certificate: Certificate
  /** Where the bank sends the browser back to. */
  returnPath: string
  scene(language: Language): Scene
  guide(language: Language): Guide
  /** The banks to choose from; throws where the list can't be read. */
  brands(): Promise<Brand[]>
  /** Begins the way to a connection with a bank; returns the first step's address. */
  begin(session: string, bank: Brand): string
  sharingOf(language: Language, connection: Connection): Sharing
  partsOf(visit: Visit, connection: Connection): Promise<ConnectionParts>
  accountsOf(scene: Scene, connection: Connection): ReadAccount[]
  /** What the total of the overview is called. */
  totalLabel(language: Language): string
  /** Whether a connection shares what income and spending are read from. */
  sharesMovements(connection: Connection): boolean
}

/** The connections of the visitor that are in use and were read. */
export function activeOf({ connections, sharingOf }: Desk, { session, language }: Visit): Connection[] {
  return connections
    .list(session.key)
    .filter((connection) => sharingOf(language, connection).state === 'active' && connection.data !== null)
}
