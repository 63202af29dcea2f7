import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Analytics, openAnalytics, type TrafficRecord } from '#analytics'
import {
  type BankEvent,
  type Database,
  type Exchange,
  openDatabase,
  openEvents,
  openExchanges,
  openWorld,
} from '#kernel'

export const NOON = Date.UTC(2026, 4, 4, 12)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Analytics over files of its own, beside an event log that is not listened to yet. */
export function opening({ prepared }: { prepared?: string[] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-analytics-'))
  const traffic = openDatabase(join(folder, 'traffic.db'), { keep: 'most' })
  const bank = openDatabase(join(folder, 'bank.db'), { keep: 'everything' })
  if (prepared) listen(traffic, prepared)
  const world = openWorld({ db: bank, wire: () => NOON })
  const recorded: Exchange[] = []
  const exchanges = openExchanges({ now: world.clock.now })
  exchanges.install({ recorder: (exchange) => void recorded.push(exchange) })
  const failures: unknown[] = []
  const events = openEvents({ db: bank, world, onListenerError: (_, error) => void failures.push(error) })
  const opened: Analytics[] = []
  const open = () => {
    const analytics = openAnalytics({ db: traffic, world, exchanges })
    opened.push(analytics)
    return analytics
  }
  onTestFinished(() => {
    for (const analytics of opened) analytics.close()
    events.close()
    traffic.close()
    bank.close()
    rmSync(folder, { recursive: true })
  })
  return { traffic, bank, world, events, exchanges, recorded, failures, analytics: open(), reopen: open }
}

export function listen(db: Database, prepared: string[]): void {
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    prepared.push(sql)
    return prepare(sql)
  }) as typeof db.prepare
}

export function call(more: Partial<TrafficRecord> = {}): TrafficRecord {
  return {
    at: NOON,
    kind: 'http',
    arrow: 9,
    from: 'app',
    to: 'gateway',
    operation: 'list accounts',
    market: 'obb',
    clientId: 'c1',
    status: 200,
    problemType: null,
    problemRule: null,
    durationMs: 10,
    ...more,
  }
}

export function event(seq: number, more: Partial<BankEvent> = {}): BankEvent {
  return {
    seq,
    at: NOON,
    type: 'consent.lodged',
    origin: 'live',
    market: 'obb',
    clientId: 'c1',
    consentId: `urn:${seq}`,
    customerId: null,
    data: {},
    ...more,
  }
}
