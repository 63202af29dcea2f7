import type { ConsentHistory } from '#consent'
import type { Calendar } from './calendar.ts'
import { type Chance, openChance } from './chance.ts'
import { daysOf } from './days.ts'
import type { GeneratedCall, Generation } from './generate.ts'
import type { Outcome, Visit } from './generated-consents.ts'
import { incidentsOf } from './incidents.ts'
import { MACHINES, momentOf } from './rhythm.ts'

const DAY_MS = 86_400_000

/** Apps differ in how well they are made: how often a call of theirs is refused, by their place. */
const CLUMSINESS = [0.012, 0.03, 0.015, 0.02, 0.05, 0.025, 0.018, 0.07]
/** How often an app fetches a customer's data by itself, a day. */
const PULLS = [0.7, 0.25, 0.12, 0.5, 0.6, 0.1, 0.35, 0.2]

/** Between whom an operation is, on which arrow, and how long it usually takes. */
export type OperationKind = {
  parties: { from: 'app'; to: 'gateway' } | { from: 'consumer'; to: 'identity' }
  arrow: number
  medianMs: number
  success: number
}

export type Refusal = Pick<GeneratedCall, 'status' | 'problemType' | 'problemRule'>
export type Refusals = readonly (readonly [Refusal, number])[]

export type Caller = { clientId: string; consentId: string | null; place: number; chance: Chance }

/** One call; the end of it is where the next may begin. */
export type Call<Operation extends string> = (
  caller: Caller,
  at: number,
  operation: Operation,
  refusal?: Refusal,
) => number

/** The operations at the bank's own pages, which every market has, and the tokens'. */
export type CommonOperation =
  | 'authorize'
  | 'show login'
  | 'log in'
  | 'show consent'
  | 'confirm consent'
  | 'cancel consent'
  | 'token authorization_code'
  | 'token refresh_token'

/** What a market's apps call. */
export type CallManner<Operation extends string> = {
  market: string
  operations: Readonly<Record<Operation | CommonOperation, OperationKind>>
  /** Calls that name no consent. */
  nameless: ReadonlySet<string>
  /** What an app that is not well made gets wrong, by operation. */
  refusals: Readonly<Partial<Record<Operation | CommonOperation, Refusals>>>
  /** Up to the moment at which the customer is sent to the bank. */
  asks(call: Call<Operation | CommonOperation>, caller: Caller, lodgedAt: number): number
  /** What follows the first token, before any data. */
  begins?(call: Call<Operation | CommonOperation>, caller: Caller, at: number): void
  /** The app's data, all of it at first and then what is new. */
  fetches(call: Call<Operation | CommonOperation>, caller: Caller, fetched: Fetched): void
  /** What the app does about the end of a consent. */
  ends(call: Call<Operation | CommonOperation>, caller: Caller, ended: Ended): void
}

export type Fetched = { permissions: readonly string[]; accounts: number; from: number; whole: boolean }
export type Ended = { noticedAt: number; revokedAt: number | undefined; byBank: boolean }

/** How often an app of a place gets something wrong. */
export const clumsinessOf = (place: number): number => CLUMSINESS[place] ?? 0.02

/** The calls behind the consents, and those that fetched data while they lasted, oldest first. */
export function makeCalls<Operation extends string>(
  { seed, days }: Generation,
  calendar: Calendar,
  manner: CallManner<Operation>,
  { consents, visits }: { consents: readonly ConsentHistory[]; visits: readonly Visit[] },
): GeneratedCall[] {
  const incidents = incidentsOf(seed, days, calendar)
  const ends = calendar.at(-1, '00:00')
  const starts = new Map(daysOf(days, calendar).map((day) => [day.start, day]))
  const firstDay = [...starts.keys()][0] ?? ends
  const byId = new Map(consents.map((consent) => [consent.id, consent]))
  const calls: GeneratedCall[] = []

  for (const visit of visits) {
    const consent = byId.get(visit.consentId) as ConsentHistory
    const chance = openChance(`calls ${visit.consentId}`)
    const caller = { clientId: visit.clientId, consentId: visit.consentId, place: visit.place, chance }
    const at = manner.asks(call, caller, visit.lodgedAt)
    atTheBank(caller, visit.outcome, at, consent.moves[0]?.at)
    const use = consent.moves.find((move) => move.act === 'use')
    if (use) fetchDaily(caller, consent, use.at)
  }
  return calls.filter(({ at }) => at < ends).sort((one, other) => one.at - other.at)

  function call(caller: Caller, at: number, operation: Operation | CommonOperation, refusal?: Refusal): number {
    const { parties, arrow, medianMs, success } = manner.operations[operation]
    const incident = incidents.find((one) => at >= one.from && at < one.to)
    const { status, problemType, problemRule } = refusal ??
      (incident && caller.chance.happens(incident.share) ? incident.answer : undefined) ??
      chanceOf(caller, operation) ?? {
        ...{ status: success, problemType: null, problemRule: null },
      }
    const slow = incident ? incident.slowness : 1
    // Most calls take about as long as their like; a few take many times as long.
    const tail = caller.chance.happens(0.02) ? 2 + 6 * caller.chance.next() : 1
    const durationMs =
      Math.round(medianMs * slow * tail * caller.chance.about(0.7) * (status >= 400 && status < 500 ? 0.35 : 1) * 100) /
      100
    calls.push({
      ...{
        market: manner.market,
        kind: 'http',
        at,
        durationMs,
        arrow,
        ...parties,
        operation,
        clientId: caller.clientId,
      },
      ...{ consentId: manner.nameless.has(operation) ? null : caller.consentId, status, problemType, problemRule },
    })
    return at + Math.ceil(durationMs)
  }

  /** The customer's pages, from the app's redirect to the token. */
  function atTheBank(caller: Caller, outcome: Outcome, from: number, answer: number | undefined): void {
    const { chance } = caller
    if (outcome === 'unanswered' && chance.happens(0.4)) return
    let at = call(caller, from + chance.int(300, 2_500), 'authorize')
    at = call(caller, at + chance.int(20, 60), 'show login')
    if (answer === undefined) return
    if (chance.happens(0.12))
      at = call(caller, Math.min(at + chance.int(6_000, 12_000), answer - 8_000), 'log in', WRONG_PASSWORD)
    call(caller, Math.max(at, answer - chance.int(15_000, 40_000)), 'log in')
    call(caller, answer - chance.int(9_000, 14_000), 'show consent')
    if (outcome === 'cancelled' || outcome === 'refused') {
      call(caller, answer, 'cancel consent')
      return
    }
    at = call(caller, answer, 'confirm consent')
    if (outcome === 'never-exchanged') return
    at = call(caller, at + chance.int(400, 600), 'token authorization_code')
    manner.begins?.(call, caller, at + chance.int(30, 80))
  }

  /** The app fetches at once, then by itself while the consent lasts, and learns of its end by being refused. */
  function fetchDaily(caller: Caller, consent: ConsentHistory, usedAt: number): void {
    const { chance } = caller
    const accounts = consent.moves.flatMap((move) =>
      move.act === 'authorise' ? move.authorisation.accountIds.length : [],
    )[0]
    const fetch = (from: number, whole: boolean) =>
      manner.fetches(call, caller, { permissions: consent.permissions, accounts: accounts ?? 1, from, whole })
    fetch(usedAt + chance.int(600, 2_500), true)
    const revoke = revocationOf(consent)
    const endsAt = Math.min(revoke?.at ?? ends, consent.expiresAt ?? ends, ends)
    const pulls = PULLS[caller.place] ?? 0.2
    for (let day = firstDay; day < ends; day += DAY_MS) {
      if (
        day < usedAt - (usedAt % DAY_MS) ||
        !chance.happens(pulls * (MACHINES.weekdays[starts.get(day)?.weekday ?? 1] ?? 1))
      )
        continue
      const at = day + momentOf(MACHINES, chance)
      if (at > usedAt + 60_000 && at < endsAt) fetch(at, false)
    }
    if (endsAt < ends) {
      const noticedAt = endsAt + chance.int(60_000, DAY_MS)
      call(caller, noticedAt, 'token refresh_token', GRANT_GONE)
      manner.ends(call, caller, { noticedAt, revokedAt: revoke?.at, byBank: revoke?.by !== undefined })
    }
  }

  function chanceOf({ place, chance }: Caller, operation: Operation | CommonOperation): Refusal | undefined {
    if (!chance.happens(clumsinessOf(place))) return undefined
    const known = manner.refusals[operation]
    return known && chance.weighted(known)
  }
}

function revocationOf({ moves }: ConsentHistory): { at: number; by?: string } | undefined {
  for (const move of moves) if (move.act === 'revoke') return move
  return undefined
}

/** How a call was refused: with what status, by which problem and rule. */
export const refusal = (status: number, problemType: string, problemRule: string | null = null): Refusal => ({
  ...{ status, problemType, problemRule },
})

const WRONG_PASSWORD = refusal(401, 'login-failed', 'customer-login')
const GRANT_GONE = refusal(400, 'oauth-refusal', 'refresh-current')

const APP = { from: 'app', to: 'gateway' } as const
const CONSUMER = { from: 'consumer', to: 'identity' } as const

/** A call of an app, usually so long. */
export const byApp = (arrow: number, medianMs: number, success = 200): OperationKind => ({
  ...{ parties: APP, arrow, medianMs, success },
})
const byCustomer = (arrow: number, medianMs: number, success = 200): OperationKind => ({
  ...{ parties: CONSUMER, arrow, medianMs, success },
})

/** The bank's pages and the tokens, as every market has them. */
export const COMMON_OPERATIONS: Readonly<Record<CommonOperation, OperationKind>> = {
  authorize: byCustomer(7, 44, 303),
  'show login': byCustomer(8, 18),
  'log in': byCustomer(8, 96, 303),
  'show consent': byCustomer(8, 27),
  'confirm consent': byCustomer(8, 88, 303),
  'cancel consent': byCustomer(8, 52, 303),
  'token authorization_code': byApp(9, 72),
  'token refresh_token': byApp(9, 58),
}
