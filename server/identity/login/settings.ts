import { type Database, type Events, problem } from '#kernel'
import type { Market } from '#markets'
import { type LoginSetting, type LoginStore, WAYS } from './store.ts'

export type LoginSettings = ReturnType<typeof openLoginSettings>

/** A market with the way its customers log in. */
export type MarketLogin = LoginSetting & { market: string; name: string }

/** How a market's customers log in until somebody sets it otherwise. */
const AT_FIRST: LoginSetting = { way: 'identity', secondFactor: false }

/** Opens the settings of login, market by market. They change while the bank runs, for the logins that begin after. */
export function openLoginSettings({
  db,
  events,
  store,
  markets,
}: {
  db: Database
  events: Events
  store: LoginStore
  markets: readonly Market[]
}) {
  const of = (market: string): LoginSetting => store.setting(market) ?? AT_FIRST

  const known = (id: string): Market => {
    const market = markets.find((candidate) => candidate.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: markets.map((one) => one.id) })
    return market
  }

  return {
    of,
    list: (): MarketLogin[] => markets.map(({ id, name }) => ({ market: id, name, ...of(id) })),
    /**
     * Sets a market's way of login, its second factor, or both; what is left out stays. Returns the setting as it is
     * from now on. Throws market-unknown.
     */
    set(id: string, change: Partial<LoginSetting>): MarketLogin {
      const { name } = known(id)
      return db
        .transaction((): MarketLogin => {
          const before = of(id)
          const after = { way: change.way ?? before.way, secondFactor: change.secondFactor ?? before.secondFactor }
          if (after.way !== before.way || after.secondFactor !== before.secondFactor) {
            store.set(id, after)
            events.record({ type: 'customer.login-set', market: id, data: after })
          }
          return { market: id, name, ...after }
        })
        .immediate()
    },
    ways: WAYS,
  }
}
