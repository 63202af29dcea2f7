import type { Consents } from '#consent'
import type { Directory } from '#directory'
import type { Database, Events, Exchanges, Seal, World } from '#kernel'
import type { Market, SettingValues } from '#markets'
import type { PhoneNotice } from './backchannel/phone.ts'
import type { PhoneStore } from './backchannel/store.ts'
import type { Introspection } from './introspect.ts'
import type { KeyRing } from './key-ring.ts'
import type { Handoffs } from './login/handoff.ts'
import type { Logins } from './login/logins.ts'
import type { People } from './people.ts'
import type { SharingStore } from './sharing/store.ts'
import type { IdentityStore } from './store.ts'

/** What the authorization server of a market works with. */
export type MarketServerDeps = {
  market: Market
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  consents: Consents
  directory: Directory
  people: People
  store: IdentityStore
  /** What the operator set in the market. */
  settings: () => SettingValues
  introspect: (market: string, tokenId: string) => Introspection
  keys: KeyRing
  logins: Logins
  handoffs: Handoffs
  cookieKeys: string[]
  cookieTag: string
  addresses: { public: string; mutual: string }
  phones: PhoneStore
  sharings: SharingStore
  appNamed: (clientId: string) => string | undefined
  seal: Seal
  notify: (notice: PhoneNotice) => void
}
