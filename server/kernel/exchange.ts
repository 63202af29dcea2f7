/** The parts of the ecosystem that exchange messages. */
export type Part =
  | 'developer'
  | 'operator'
  | 'app'
  | 'consumer'
  | 'marketplace'
  | 'discovery'
  | 'directory'
  | 'gateway'
  | 'identity'
  | 'provider'
  | 'consent'
  | 'bank'
  | 'analytics'

/** Headers as Node gives them: lower-case names. */
export type Headers = Record<string, string | string[] | number | undefined>

/** One side of an exchange: an HTTP message, or an operation's arguments or result. */
export type Message = {
  method?: string
  url?: string
  status?: number
  headers?: Headers
  body?: unknown
}

/** What ties an exchange to a journey. Interaction ids are per call and tie nothing. */
export type ExchangeIds = {
  market?: string
  applicationId?: string
  clientId?: string
  consentId?: string
  grantId?: string
  /** An access token's own id; the recorder keeps only its hash. */
  tokenId?: string
  /** Ids of other secrets that were shown or given in the exchange (a code, a refresh token); kept as hashes too. */
  secretIds?: readonly string[]
  interactionId?: string
}

/** Why an exchange was refused, as recorded beside the market's answer. */
export type ExchangeProblem = { type: string; rule: string | undefined; facts: Record<string, unknown> }

/** An exchange while it happens: what it meets on the way is written onto it. */
export type Exchange = {
  /** That of a call which happened in another's course begins with the other's id and a dot. */
  id: string
  /** The exchange in whose course this one happened (an HTTP call and the calls it caused). */
  parent: string | undefined
  /** How many exchanges happened in its course so far. */
  caused: number
  /** Which of the market's arrows this is; null where it is none of them. */
  arrow: number | null
  from: Part
  to: Part
  operation: string
  kind: 'http' | 'call'
  /** Bank time in milliseconds. */
  at: number
  durationMs: number
  request: Message
  response: Message | undefined
  /** The peer's TLS certificate, DER, when it showed one. */
  certificate: Buffer | undefined
  problem: ExchangeProblem | undefined
  ids: ExchangeIds
}

export type ExchangeStart = {
  arrow: number | null
  from: Part
  to: Part
  operation: string
  kind?: 'http' | 'call'
  request: Message
  parent?: Exchange | undefined
  certificate?: Buffer | undefined
  ids?: ExchangeIds
}

/** What is counted of an exchange once it was kept. Times are bank milliseconds. */
export type TrafficRecord = {
  at: number
  kind: Exchange['kind']
  arrow: number | null
  from: Part
  to: Part
  operation: string
  market: string | null
  clientId: string | null
  status: number | null
  problemType: string | null
  problemRule: string | null
  durationMs: number
}

export type Recorder = (exchange: Exchange) => void
/** May delay an exchange (a trainer pauses at an arrow); resolves when it may go on. */
export type Holder = (exchange: Exchange) => Promise<void> | undefined

export type Exchanges = {
  /**
   * The one way across: runs `next` and hands the finished exchange to the recorder, whether `next` returned or threw.
   * A child shares its parent's ids object, so what is learned inside ties the whole call to its journey.
   */
  pass<T>(start: ExchangeStart, next: (exchange: Exchange) => Promise<T> | T): Promise<T>
  /** The same for calls that answer at once and can't be held: the hot path's calls into identity and the bank. */
  passNow<T>(start: ExchangeStart, next: (exchange: Exchange) => T): T
  install(hooks: { recorder?: Recorder; holder?: Holder }): void
}

/**
 * Opens the exchange of a bank. Without hooks, `pass` only calls `next`. `run` tells the ids of one run of the process
 * from those of another: a moment of wire time, since bank time may stand still or come back.
 */
export function openExchanges({ now, run: began = now() }: { now: () => number; run?: number }): Exchanges {
  let recorder: Recorder | undefined
  let holder: Holder | undefined
  let count = 0
  const run = Math.floor(began).toString(36)

  function begin(start: ExchangeStart): Exchange {
    return {
      id: nextId(start.parent),
      parent: start.parent?.id,
      caused: 0,
      arrow: start.arrow,
      from: start.from,
      to: start.to,
      operation: start.operation,
      kind: start.kind ?? 'call',
      at: now(),
      durationMs: performance.now(),
      request: start.request,
      response: undefined,
      certificate: start.certificate ?? start.parent?.certificate,
      problem: undefined,
      ids: start.parent?.ids ?? start.ids ?? {},
    }
  }

  function nextId(parent: Exchange | undefined): string {
    if (parent) {
      parent.caused += 1
      return `${parent.id}.${parent.caused}`
    }
    count += 1
    return `${run}-${count.toString(36)}`
  }

  function end(exchange: Exchange): void {
    exchange.durationMs = performance.now() - exchange.durationMs
    recorder?.(exchange)
  }

  function fail(exchange: Exchange, error: unknown): void {
    exchange.problem ??= problemOf(error)
  }

  return {
    async pass(start, next) {
      const exchange = begin(start)
      try {
        const held = holder?.(exchange)
        if (held) await held
        const result = await next(exchange)
        if (exchange.kind === 'call') exchange.response ??= { body: result }
        return result
      } catch (error) {
        fail(exchange, error)
        throw error
      } finally {
        end(exchange)
      }
    },
    passNow(start, next) {
      const exchange = begin(start)
      try {
        const result = next(exchange)
        exchange.response ??= { body: result }
        return result
      } catch (error) {
        fail(exchange, error)
        throw error
      } finally {
        end(exchange)
      }
    },
    install(hooks) {
      recorder = hooks.recorder
      holder = hooks.holder
    },
  }
}

function problemOf(error: unknown): ExchangeProblem {
  if (error instanceof Error && 'type' in error && 'facts' in error) {
    const { type, facts, rule } = error as unknown as ExchangeProblem
    return { type, rule, facts }
  }
  return { type: 'internal-error', rule: undefined, facts: {} }
}
