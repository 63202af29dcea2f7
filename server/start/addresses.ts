import type { ConsoleFacts } from '#console'
import { houseOf } from '#identity'
import type { World } from '#kernel'
import type { Market } from '#markets'
import { DEFAULT_PORT } from '../config.ts'
import { DOORS, type Door, type Listeners } from './listeners.ts'

/** The ports to bind: those asked for, else the folder's own, else the default ones. */
export function wantedPorts(port: number | undefined, kept: number[] | undefined): Record<Door, number> {
  const first = port ?? DEFAULT_PORT
  const ports =
    port === undefined && kept?.length === DOORS.length ? kept : DOORS.map((_, i) => (first === 0 ? 0 : first + i))
  return Object.fromEntries(DOORS.map((door, i) => [door, ports[i]])) as Record<Door, number>
}

/** Absolute addresses, from the doors' own ports and never from a request. */
export function addressesOf({ ports }: Listeners): Record<Door, string> {
  return {
    console: `http://localhost:${ports.console}`,
    public: `https://localhost:${ports.public}`,
    mutual: `https://localhost:${ports.mutual}`,
    app: `https://127.0.0.1:${ports.app}`,
    provider: `https://localhost:${ports.provider}`,
  }
}

/** What every page of the console shows. `changing` while the bank is being reset or restored. */
export function factsOf(of: {
  version: string
  world: World
  markets: readonly Market[]
  listeners: Listeners
  urls: Record<Door, string>
  changing: boolean
}): ConsoleFacts {
  const { clock } = of.world
  const service = (door: Door, state: 'up' | 'starting' = 'up') => ({
    name: door,
    port: of.listeners.ports[door],
    url: of.urls[door],
    state,
  })
  const bank = of.changing ? 'starting' : 'up'
  return {
    version: of.version,
    clock: { now: clock.now(), offsetMs: clock.offsetMs(), frozen: clock.frozen() },
    services: [
      service('console'),
      service('public', bank),
      service('mutual', bank),
      service('app'),
      service('provider', bank),
    ],
    markets: of.markets.map(({ id, name, book, institution, lane }) => ({
      ...{ id, name, book, bank: houseOf({ institution, lane }).bank },
      ...(lane ? { lane: { id: lane.id, market: lane.market, issuesTokens: lane.issuesTokens } } : {}),
    })),
    sampleApp: of.urls.app,
  }
}
