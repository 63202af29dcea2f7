import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type JourneyDeps, type JourneyLimits, openJourney } from '#journey'
import { type ExchangeIds, type ExchangeStart, type Log, openDatabase, openExchanges, openWorld } from '#kernel'

export const NOON = Date.UTC(2026, 4, 4, 12)

type Options = {
  limits?: Partial<JourneyLimits>
  onWritten?: JourneyDeps['onWritten']
  headers?: string[]
  actors?: JourneyDeps['actors']
  threaded?: boolean
  prepared?: string[]
}

/** A journey over a file of its own, with the exchange it records and a world that stands still. */
export function opening({ limits, onWritten, headers = [], actors = {}, threaded = false, prepared }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-journey-'))
  const db = openDatabase(join(folder, 'traffic.db'), { keep: 'most' })
  if (prepared) listen(db, prepared)
  const clockDb = openDatabase(':memory:', { keep: 'most' })
  const world = openWorld({ db: clockDb, wire: () => NOON })
  const logged: string[] = []
  const note = (message: string) => void logged.push(message)
  const log: Log = { info: note, warn: note, error: note }
  const more = onWritten ? { onWritten } : {}
  // Unless a test is about it, a thread takes every batch.
  const open = () =>
    openJourney({ db, world, log, headers, actors, threaded, limits: { threadRecords: 1, ...limits }, ...more })
  const journey = open()
  const exchanges = openExchanges({ now: world.clock.now })
  exchanges.install({ recorder: journey.recorder, holder: journey.holder })
  onTestFinished(() => {
    journey.close()
    db.close()
    clockDb.close()
    rmSync(folder, { recursive: true })
  })

  /** Passes one call at once and returns its id. */
  function pass(ids: ExchangeIds, more: Partial<ExchangeStart> & { result?: unknown; status?: number } = {}): string {
    const { result, status, ...start } = more
    return exchanges.passNow(
      { arrow: 9, from: 'app', to: 'gateway', operation: 'test', request: {}, ids, ...start },
      (exchange) => {
        if (status !== undefined) exchange.response = { status, body: result }
        else exchange.response = { body: result }
        return exchange.id
      },
    )
  }

  return {
    db,
    world,
    journey,
    exchanges,
    logged,
    pass,
    reopen: open,
    /** Every byte of the file and its log. */
    bytes: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name)).toString('latin1'))
        .join(''),
    steps: (journeyId: string) => journey.find(journeyId).steps.map(({ id }) => id),
  }
}

function listen(db: ReturnType<typeof openDatabase>, prepared: string[]): void {
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    prepared.push(sql)
    return prepare(sql)
  }) as typeof db.prepare
}

/** A JWT of these parts; the signature is made up. */
export function jwtOf(payload: unknown, header: unknown = { alg: 'PS256', kid: 'k1' }): string {
  return `${encoded(header)}.${encoded(payload)}.c2lnbmF0dXJlLXRoYXQtbXVzdC1ub3QtYmUta2VwdA`
}

export function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
