import { type Database, type NewEvent, problem } from '#kernel'
import { type ConsentLife, endedByTimer, nextTimer, permittedMove } from './life.ts'
import type { Consent, ConsentHistory, HistoricMove } from './model.ts'
import { openConsentStore } from './store.ts'

/** An event of a generated history, with its moment. */
export type PastEvent = NewEvent & { at: number }

export type ConsentPast = ReturnType<typeof openConsentPast>

/**
 * Opens the bulk writing of generated consents: each is led through its market's life as live ones are, by the same
 * table of moves and timers, and kept as that left it.
 */
export function openConsentPast({ db, lives }: { db: Database; lives: Readonly<Record<string, ConsentLife>> }) {
  const store = openConsentStore(db)

  function lead(history: ConsentHistory, now: number, tell: (event: PastEvent) => void): void {
    const life = lives[history.market]
    if (!life) throw new Error(`no consent life for market ${history.market}`)
    let consent = lodged(history, life)
    const happened = (type: string, at: number, data: Record<string, unknown> = {}) =>
      tell({
        ...{ type, at, origin: 'generated' as const, market: consent.market, clientId: consent.clientId },
        ...{ consentId: consent.id, customerId: consent.holderId, data: { state: consent.state, ...data } },
      })
    /** What timers did up to a moment. */
    const pass = (until: number) => {
      const ended = endedByTimer(life, consent, until)
      if (!ended) return
      consent = ended.consent
      const { by, reason } = ended.consent.ending
      happened('consent.rejected', consent.stateSince, { by, reason, timer: ended.timer.id })
    }

    happened('consent.lodged', history.lodgedAt, { permissions: history.permissions })
    for (const move of history.moves) {
      if (move.at > now) break
      pass(move.at)
      consent = moved(consent, life, move)
      happened(...toldOf(consent, move))
    }
    pass(now)
    store.insertWhole(consent, nextTimer(life, consent)?.dueAt ?? null)
  }

  return {
    /**
     * Keeps those lodged up to `now` and returns what happened to them, in no order; its caller holds the transaction
     * and records the events. Throws consent-state-forbids where a life permits no such move.
     */
    write(histories: readonly ConsentHistory[], now: number): PastEvent[] {
      const events: PastEvent[] = []
      for (const history of histories) {
        if (history.lodgedAt <= now) lead(history, now, (event) => void events.push(event))
      }
      return events
    },
  }
}

function lodged({ lodgedAt, moves: _moves, extra = {}, ...history }: ConsentHistory, life: ConsentLife): Consent {
  return {
    ...{ ...history, extra, state: life.initial, stateSince: lodgedAt, createdAt: lodgedAt, origin: 'generated' },
    ...{ holderId: null, personId: null, accountIds: [], grantId: null, usedAt: null, ending: null, heldSince: null },
  }
}

function moved(consent: Consent, life: ConsentLife, move: HistoricMove): Consent {
  const { act, at } = move
  if (act === 'use') {
    if (life.states[consent.state]?.active !== true) throw forbidden(consent, act)
    return { ...consent, usedAt: at }
  }
  const permitted = permittedMove(life, consent.state, act)
  if (!permitted) throw forbidden(consent, act)
  const changed = { ...consent, state: permitted.to, stateSince: at }
  if (act === 'authorise') return { ...changed, ...move.authorisation }
  const { by = permitted.by ?? '', reason = permitted.reason ?? '', information = null } = move
  return { ...changed, ending: { by, reason, information } }
}

function toldOf({ accountIds, ending }: Consent, move: HistoricMove): [string, number, Record<string, unknown>] {
  if (move.act === 'use') return ['consent.used', move.at, {}]
  if (move.act === 'authorise') {
    const { grantId } = move.authorisation
    return ['consent.authorised', move.at, { grantId, accounts: accountIds.length }]
  }
  const type = move.act === 'revoke' ? 'consent.revoked' : 'consent.rejected'
  return [type, move.at, { by: ending?.by, reason: ending?.reason }]
}

const forbidden = ({ id, state }: Consent, act: string) =>
  problem('consent-state-forbids', { consentId: id, state, act })
