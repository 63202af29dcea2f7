/** Who ended a consent: the account holder, the bank, or the data recipient. Words are the market's. */
export type EndedBy = string

/** How a consent moves from one state to another by itself, on bank time. */
export type ConsentTimer = {
  id: string
  /** The state in which the timer runs. */
  state: string
  /** What starts it: the moment the state was entered, the consent's own expiry date, or its first access token. */
  from: 'state-entered' | 'expires-at' | 'used-at'
  afterMs: number
  /** Runs only while no token was issued for the consent. */
  onlyWhileUnused?: boolean
  /** Runs only for consents that were lodged with this in their `extra`. */
  onlyWith?: { member: string; value: unknown }
  to: string
  by: EndedBy
  reason: string
  clause: string
}

/** One permitted move, by somebody's act. */
export type ConsentMove = {
  act: 'authorise' | 'extend' | 'cancel' | 'revoke'
  from: string
  to: string
  by?: EndedBy
  reason?: string
  clause: string
}

/** Whether and when the bank may hold a consent back for a while: its state stays what it is, its data rest. */
export type ConsentHold = {
  /** The states in which it may be held. */
  states: readonly string[]
  clause: string
}

/**
 * The life of a market's consents as data: its states, the moves between them and its timers.
 * `active` states let a token work; `final` ones let nothing more happen.
 */
export type ConsentLife = {
  initial: string
  states: Readonly<Record<string, { active?: true; final?: true }>>
  moves: readonly ConsentMove[]
  timers: readonly ConsentTimer[]
  /** Left out where a market knows no hold. */
  hold?: ConsentHold
}

/** What a timer needs to know of a consent. Times are bank milliseconds. */
export type TimedConsent = {
  state: string
  stateSince: number
  expiresAt: number | null
  usedAt: number | null
  extra?: Readonly<Record<string, unknown>> | undefined
}

/** When `timer` would end this consent, or undefined if it doesn't run for it. */
export function timerDue(timer: ConsentTimer, consent: TimedConsent): number | undefined {
  if (timer.state !== consent.state) return undefined
  if (timer.onlyWhileUnused && consent.usedAt !== null) return undefined
  if (timer.onlyWith && consent.extra?.[timer.onlyWith.member] !== timer.onlyWith.value) return undefined
  const start = startOf(timer, consent)
  return start === null ? undefined : start + timer.afterMs
}

function startOf({ from }: ConsentTimer, { stateSince, expiresAt, usedAt }: TimedConsent): number | null {
  if (from === 'state-entered') return stateSince
  return from === 'expires-at' ? expiresAt : usedAt
}

/** The timer that ends this consent first, and when; undefined when none runs. */
export function nextTimer(
  life: ConsentLife,
  consent: TimedConsent,
): { timer: ConsentTimer; dueAt: number } | undefined {
  let first: { timer: ConsentTimer; dueAt: number } | undefined
  for (const timer of life.timers) {
    const dueAt = timerDue(timer, consent)
    if (dueAt !== undefined && (first === undefined || dueAt < first.dueAt)) first = { timer, dueAt }
  }
  return first
}

/** The move that an act makes from a state; undefined where the life permits none. */
export function permittedMove(life: ConsentLife, state: string, act: ConsentMove['act']): ConsentMove | undefined {
  return life.moves.find((move) => move.act === act && move.from === state)
}

/** A consent as its due timer leaves it, ended at the moment the timer was due; undefined when none is due by `now`. */
export function endedByTimer<T extends TimedConsent>(
  life: ConsentLife,
  consent: T,
  now: number,
): { timer: ConsentTimer; consent: T & { ending: { by: EndedBy; reason: string; information: null } } } | undefined {
  const next = nextTimer(life, consent)
  if (!next || next.dueAt > now) return undefined
  const { timer, dueAt } = next
  const ending = { by: timer.by, reason: timer.reason, information: null }
  return { timer, consent: { ...consent, state: timer.to, stateSince: dueAt, ending } }
}
