import { Problem, problem, type World } from '#kernel'
import type { Messages, ShownSide } from './messages.ts'
import { type Decryption, shownBody } from './redact.ts'
import type { Connection, ConnectionStore } from './store.ts'
import type { TokenKeeper } from './tokens.ts'

export type LifeDeps = {
  marketId: string
  world: World
  store: ConnectionStore
  messages: Messages
  decryption: Decryption
  /** Reads anew whatever is remembered of the banks. */
  doubt: () => void
}

/** What a market's own verbs are made with. */
export type LifeUse = {
  life: Life
  marketId: string
  redirectUri: string
  world: World
  store: ConnectionStore
  tokens: TokenKeeper
}

/** What a connection's life has in common in every market. Every problem carries its `connectionId`. */
export function openLife({ marketId, world, store, messages, decryption, doubt }: LifeDeps) {
  return {
    /** A connection of the session; throws `not-found`, for another session's too. */
    find(session: string, id: string): Connection {
      const connection = store.find(session, id)
      if (!connection || connection.market !== marketId) throw problem('not-found')
      return connection
    },

    list: (session: string): Connection[] => store.list(session, marketId),

    /** Where the waiting connection's browser goes; throws `not-found` once it came back. */
    onward(session: string, id: string): string {
      const url = store.authorizationUrl(session, id)
      if (url === undefined) throw problem('not-found')
      return url
    },

    /** Runs one action of a connection; what it throws says whose messages tell the story. */
    async within<T>(connectionId: string, act: () => Promise<T>): Promise<T> {
      try {
        return await act()
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // Stale addresses or keys could explain it: what is remembered of the bank is read anew.
        if (DOUBTFUL.has(error.type)) doubt()
        throw problem(error.type, { ...error.facts, connectionId })
      }
    },

    /** A consent that the bank does not know (it was set back to an earlier state) will never be known again. */
    forget(id: string): void {
      store.saveConsent(id, { status: 'NOT_FOUND', rejectedBy: null, rejectionCode: null }, world.clock.now())
      store.forgetTokens(id)
    },

    /** What passes through the browser's address is a message too, though it does not pass through our own calls. */
    async keepFront(connectionId: string, url: string, parameters: string, way: 'request' | 'response'): Promise<void> {
      const { text, tokens } = await shownBody('application/x-www-form-urlencoded', parameters, decryption)
      const front = { channel: 'front', method: 'GET', status: null, durationMs: null, interactionId: null } as const
      const sides = { request: NOTHING, response: NOTHING, [way]: { headers: [], body: text } }
      const read = tokens.map((token) => ({ ...token, side: way }))
      messages.add(connectionId, { ...front, at: world.wire.now(), url, ...sides, tokens: read })
    },
  }
}

export type Life = ReturnType<typeof openLife>

const NOTHING: ShownSide = { headers: [], body: '' }

const DOUBTFUL = new Set(['answer-untrustworthy', 'bank-unreachable', 'endpoint-not-published'])
