import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type ConsoleRoute, Problem, problem } from '#kernel'
import { laneHeader, laneOf, type Market } from '#markets'
import { openUnderWay } from './under-way.ts'

const CHANGING = 'bank-changing'

export type Doorkeeper = ReturnType<typeof openDoorkeeper>

/**
 * Stands between the listeners and whichever rooms are open: knows what is under way, turns away what comes while the
 * rooms are closed, and answers for what outlasts them. `now` is bank time, for the market's own error bodies.
 */
export function openDoorkeeper({ markets, now }: { markets: readonly Market[]; now: () => number }) {
  let closed = false
  /** Fails when the rooms that are open now are closed under what still acts on them. */
  let lost = Promise.withResolvers<never>()
  lost.promise.catch(() => undefined)
  const answering = openUnderWay<ServerResponse>()
  const acting = new Set<Promise<unknown>>()

  function turnAway(req: IncomingMessage, res: ServerResponse): void {
    if (res.headersSent || res.writableEnded) return
    const { status, headers, body } = changingAnswer(req.url ?? '/', markets, now())
    res.writeHead(status, { ...headers, 'retry-after': '1', connection: 'close' })
    res.end(JSON.stringify(body))
  }

  return {
    /** Wraps a door's handler, which is asked for at every call. */
    door(handler: () => RequestListener): RequestListener {
      return (req, res) => {
        if (closed) {
          turnAway(req, res)
          return
        }
        res.once('close', answering.enter(res))
        handler()(req, res)
      }
    },

    /** Wraps the console's routes, so that each acts on the rooms that are open when it is called. */
    routes(current: () => readonly ConsoleRoute[]): ConsoleRoute[] {
      return current().map((route, position) => ({
        ...route,
        async act(input) {
          if (closed) throw problem(CHANGING)
          const routes = current()
          const act = Promise.resolve().then(() => (routes[position] as ConsoleRoute).act(input))
          acting.add(act)
          try {
            return await Promise.race([act, lost.promise])
          } catch (error) {
            // The rooms were closed under it: what it met there is nobody's fault.
            if (current() !== routes && !(error instanceof Problem)) throw problem(CHANGING)
            throw error
          } finally {
            acting.delete(act)
          }
        },
      }))
    },

    /** Throws bank-changing while the rooms are closed. */
    needOpen<T>(verb: () => T): T {
      if (closed) throw problem(CHANGING)
      return verb()
    },

    isClosed: () => closed,

    /** Lets nobody in any more, and waits for those who are inside; after `patienceMs` they are answered 503. */
    async close(patienceMs: number): Promise<void> {
      closed = true
      const left = answering.all().map((res) => new Promise((resolve) => res.once('close', resolve)))
      const settled = Promise.allSettled([...left, ...acting])
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        settled,
        new Promise((resolve) => {
          timer = setTimeout(resolve, patienceMs)
        }),
      ])
      clearTimeout(timer)
      for (const res of answering.all()) turnAway(res.req, res)
      lost.reject(problem(CHANGING))
    },

    open(): void {
      if (!closed) return
      closed = false
      lost = Promise.withResolvers()
      lost.promise.catch(() => undefined)
    },
  }
}

type ChangingAnswer = { status: number; headers: Record<string, string>; body: unknown }

/** In the market's own words where the address is one of its APIs'; in OAuth's elsewhere. */
function changingAnswer(url: string, markets: readonly Market[], at: number): ChangingAnswer {
  const market = markets.find(({ addresses }) => url.startsWith(`${addresses.apiPath}/`))
  const place = market ?? markets.find(({ addresses }) => url.startsWith(`${addresses.issuerPath}/`))
  const lane: Record<string, string> = place ? { [laneHeader]: laneOf(place) } : {}
  const answer = market?.problems[CHANGING]
  if (market && answer) {
    return {
      status: answer.status,
      headers: { 'content-type': market.envelope.contentType, ...answer.headers, ...lane },
      body: market.envelope.error(answer, {}, at, undefined),
    }
  }
  return {
    status: 503,
    headers: { 'content-type': 'application/json', ...lane },
    body: {
      error: 'temporarily_unavailable',
      error_description: 'the bank is being reset or restored; try again in a moment',
    },
  }
}
