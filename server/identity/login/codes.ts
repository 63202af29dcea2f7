import { timingSafeEqual } from 'node:crypto'
import { type Database, type Events, problem, type World } from '#kernel'
import type { Flow, LoginStore } from './store.ts'

/** How long a one-time code is good for, in bank milliseconds. */
export const CODE_MS = 3 * 60_000
/** Wrong tries that end a code. */
export const TRIES = 3
/** Codes that one login may be sent. */
export const CODES = 5
/** So many wrong codes within the window lock a customer's codes for as long again, as wrong passwords do. */
const MAX_WRONG = 5
const LOCK_MS = 15 * 60_000

/** What was wrong with a code: it has tries left, or none, or its time is over, or nobody owes one here. */
export type CodeFault = 'code-wrong' | 'code-spent' | 'code-expired' | 'code-not-asked'

export type Codes = ReturnType<typeof openCodes>

/** Opens the one-time codes of the second factor. Each is sent to the customer's simulated phone, and good once. */
export function openCodes({
  db,
  world,
  events,
  store,
}: {
  db: Database
  world: World
  events: Events
  store: LoginStore
}) {
  /** Six digits of the world's chance. */
  const newCode = () => String(Math.floor(world.chance() * 1_000_000)).padStart(6, '0')

  const record = (type: string, flow: Flow, customerId: string, data: Record<string, unknown> = {}) =>
    events.record({ type, market: flow.market, clientId: flow.clientId, consentId: flow.consentId, customerId, data })

  function refuseLocked(personId: string): void {
    const now = world.clock.now()
    const wrong = store.wrongSince(personId, now - 2 * LOCK_MS)
    const [newest] = wrong
    const oldest = wrong[MAX_WRONG - 1]
    if (newest === undefined || oldest === undefined || newest - oldest >= LOCK_MS) return
    if (newest + LOCK_MS > now) throw problem('login-locked', { until: newest + LOCK_MS }, 'customer-login')
  }

  const send = db.transaction((uid: string, by: { personId: string; login: string }): void => {
    const flow = store.flow(uid)
    if (!flow) return
    refuseLocked(by.personId)
    if (flow.codesSent >= CODES) throw problem('login-codes-used-up', { codes: CODES }, 'customer-login')
    const now = world.clock.now()
    store.sendCode(uid, by, newCode(), { sentAt: now, expiresAt: now + CODE_MS })
    record('customer.code-sent', flow, by.personId)
  })

  const check = db.transaction((uid: string, sent: string): { personId: string } | CodeFault => {
    const flow = store.flow(uid)
    if (!flow || flow.personId === null || flow.code === null) return 'code-not-asked'
    const { personId } = flow
    refuseLocked(personId)
    const refused = (reason: CodeFault): CodeFault => {
      record('customer.code-refused', flow, personId, { reason })
      return reason
    }
    if ((flow.codeExpiresAt ?? 0) <= world.clock.now()) return refused('code-expired')
    if (same(sent.trim(), flow.code)) {
      store.endCode(uid)
      store.clearWrong(personId)
      record('customer.code-accepted', flow, personId)
      return { personId }
    }
    const now = world.clock.now()
    store.addWrong(personId, now, now - 2 * LOCK_MS)
    store.countWrong(uid)
    if (flow.wrongTries + 1 < TRIES) return refused('code-wrong')
    store.endCode(uid)
    return refused('code-spent')
  })

  return {
    /** Sends a code to whoever gave the right password; an earlier one is void. Throws login-locked, login-codes-used-up. */
    send: (uid: string, by: { personId: string; login: string }): void => send.immediate(uid, by),
    /** Takes a code, once: the person it was sent to, or what was wrong with it. Throws login-locked. */
    check: (uid: string, sent: string): { personId: string } | CodeFault => check.immediate(uid, sent),
    /** The newest codes that could still be entered. */
    waiting(limit: number): Flow[] {
      const now = world.clock.now()
      return store.withCode(now - CODE_MS, limit).filter((flow) => (flow.codeExpiresAt ?? 0) > now)
    },
  }
}

function same(sent: string, right: string): boolean {
  const [one, other] = [Buffer.from(sent), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
