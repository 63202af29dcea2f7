import type { ConsentHistory } from '#consent'
import type { Calendar } from '../calendar.ts'
import { type Chance, openChance } from '../chance.ts'
import type { GeneratedApplication, GeneratedCall, Generation } from '../generate.ts'
import { MACHINES, momentOf } from '../rhythm.ts'
import { daysOf } from './days.ts'
import type { Visit } from './generated-consents.ts'
import { incidentsOf } from './incidents.ts'
import { OPERATIONS, type Operation } from './operations.ts'

const DAY_MS = 86_400_000

/** Apps differ in how well they are made: how often a call of theirs is refused, by their place. */
const CLUMSINESS = [0.012, 0.03, 0.015, 0.02, 0.05, 0.025, 0.018, 0.07]
/** How often an app fetches a customer's data by itself, a day. */
const PULLS = [0.7, 0.25, 0.12, 0.5, 0.6, 0.1, 0.35, 0.2]

type Caller = { clientId: string; consentId: string | null; place: number; chance: Chance }

/** The calls behind the consents, and those that fetched data while they lasted, oldest first. */
export function generateCalls(
  { seed, days }: Generation,
  calendar: Calendar,
  {
    consents,
    visits,
  }: { applications: readonly GeneratedApplication[]; consents: readonly ConsentHistory[]; visits: readonly Visit[] },
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
    lodge(caller, visit, consent)
    const use = consent.moves.find(({ act }) => act === 'use')
    if (use) fetchDaily(caller, consent, use.at)
  }
  return calls.filter(({ at }) => at < ends).sort((one, other) => one.at - other.at)

  /** One call; the end of it is where the next may begin. */
  function call(caller: Caller, at: number, operation: Operation, refusal?: Refusal): number {
    const { parties, arrow, medianMs, success } = OPERATIONS[operation]
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
      ...{ market: 'obb', kind: 'http', at, durationMs, arrow, ...parties, operation, clientId: caller.clientId },
      ...{ consentId: NAMELESS.has(operation) ? null : caller.consentId, status, problemType, problemRule },
    })
    return at + Math.ceil(durationMs)
  }

  function lodge(caller: Caller, { outcome, lodgedAt }: Visit, { moves }: ConsentHistory): void {
    const { chance } = caller
    const think = (from: number, to: number) => chance.int(from, to)
    call(caller, lodgedAt - think(180, 400), 'token client_credentials')
    if (chance.happens((CLUMSINESS[caller.place] ?? 0.02) * 2)) {
      call({ ...caller, consentId: null }, lodgedAt - 120, 'consentsPostConsents', BAD_BODY)
    }
    let at = call(caller, lodgedAt, 'consentsPostConsents', { status: 201, problemType: null, problemRule: null })
    at = call(caller, at + think(20, 90), 'push authorization request')
    const answer = moves[0]?.at
    if (outcome === 'unanswered' && chance.happens(0.4)) return
    at = call(caller, at + think(300, 2_500), 'authorize')
    at = call(caller, at + think(20, 60), 'show login')
    if (answer === undefined) return
    if (chance.happens(0.12))
      at = call(caller, Math.min(at + think(6_000, 12_000), answer - 8_000), 'log in', WRONG_PASSWORD)
    call(caller, Math.max(at, answer - think(15_000, 40_000)), 'log in')
    call(caller, answer - think(9_000, 14_000), 'show consent')
    if (outcome === 'cancelled' || outcome === 'refused') {
      call(caller, answer, 'cancel consent')
      return
    }
    at = call(caller, answer, 'confirm consent')
    if (outcome === 'never-exchanged') return
    at = call(caller, at + think(400, 600), 'token authorization_code')
    call(caller, at + think(30, 80), 'consentsGetConsentsConsentId')
  }

  /** The app fetches at once, then by itself while the consent lasts, and learns of its end by being refused. */
  function fetchDaily(caller: Caller, consent: ConsentHistory, usedAt: number): void {
    const { chance } = caller
    fetch(caller, consent, usedAt + chance.int(600, 2_500), { whole: true })
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
      if (at > usedAt + 60_000 && at < endsAt) fetch(caller, consent, at, { whole: false })
    }
    if (endsAt < ends) {
      const noticedAt = endsAt + chance.int(60_000, DAY_MS)
      call(caller, noticedAt, 'token refresh_token', GRANT_GONE)
      if (revoke && revoke.by !== 'ASPSP' && chance.happens(0.5)) {
        call(caller, revoke.at - 40, 'consentsDeleteConsentsConsentId')
      } else if (chance.happens(0.5)) {
        call(caller, noticedAt + 900, 'consentsGetConsentsConsentId')
      }
    }
  }

  function fetch(
    caller: Caller,
    { permissions, moves }: ConsentHistory,
    from: number,
    { whole }: { whole: boolean },
  ): void {
    const { chance } = caller
    const accounts =
      moves.flatMap((move) => (move.act === 'authorise' ? move.authorisation.accountIds.length : []))[0] ?? 1
    const may = (permission: string) => permissions.includes(permission)
    const next = (at: number) => at + chance.int(15, 140)
    let at = whole ? from : next(call(caller, from, 'token refresh_token'))
    if (whole) at = next(call(caller, at, 'resourcesGetResources'))
    if (whole || chance.happens(0.3)) at = next(call(caller, at, 'accountsGetAccounts'))
    for (let left = Math.min(accounts, 3); left > 0; left -= 1) {
      if (whole) at = next(call(caller, at, 'accountsGetAccountsAccountId'))
      if (may('ACCOUNTS_BALANCES_READ')) at = next(call(caller, at, 'accountsGetAccountsAccountIdBalances'))
      if (may('ACCOUNTS_TRANSACTIONS_READ')) {
        const operation = whole
          ? 'accountsGetAccountsAccountIdTransactions'
          : 'accountsGetAccountsAccountIdTransactionsCurrent'
        at = next(call(caller, at, operation))
      }
      if (whole && may('ACCOUNTS_OVERDRAFT_LIMITS_READ')) {
        at = next(call(caller, at, 'accountsGetAccountsAccountIdOverdraftLimits'))
      }
    }
  }

  function chanceOf({ place, chance }: Caller, operation: Operation): Refusal | undefined {
    if (!chance.happens(CLUMSINESS[place] ?? 0.02)) return undefined
    const known = REFUSALS[operation]
    return known && chance.weighted(known)
  }
}

function revocationOf({ moves }: ConsentHistory): { at: number; by?: string } | undefined {
  for (const move of moves) if (move.act === 'revoke') return move
  return undefined
}

type Refusal = Pick<GeneratedCall, 'status' | 'problemType' | 'problemRule'>

const refusal = (status: number, problemType: string, problemRule: string | null = null): Refusal => ({
  ...{ status, problemType, problemRule },
})

const BAD_BODY = refusal(422, 'consent-expiry-invalid', 'consent-expiry')
const WRONG_PASSWORD = refusal(401, 'login-failed', 'customer-login')
const GRANT_GONE = refusal(400, 'oauth-refusal', 'refresh-current')

/** Calls that name no consent: the app's own token comes before there is one. */
const NAMELESS: ReadonlySet<Operation> = new Set(['token client_credentials'])

const READING: readonly (readonly [Refusal, number])[] = [
  [refusal(401, 'token-inactive', 'token-active'), 6],
  [refusal(400, 'interaction-id-invalid', 'interaction-id-sent'), 3],
  [refusal(403, 'permission-missing', 'consent-permission'), 2],
  [refusal(400, 'request-invalid', 'parameters-valid'), 2],
  [refusal(401, 'token-certificate-mismatch', 'token-bound'), 1],
]

/** What an app that is not well made gets wrong, by operation. */
const REFUSALS: Partial<Record<Operation, typeof READING>> = {
  accountsGetAccounts: READING,
  accountsGetAccountsAccountId: READING,
  accountsGetAccountsAccountIdBalances: READING,
  accountsGetAccountsAccountIdTransactions: READING,
  accountsGetAccountsAccountIdTransactionsCurrent: READING,
  accountsGetAccountsAccountIdOverdraftLimits: READING,
  resourcesGetResources: READING,
  'token client_credentials': [[refusal(401, 'oauth-refusal', 'assertion-lifetime'), 1]],
  consentsGetConsentsConsentId: [[refusal(401, 'token-inactive', 'token-active'), 1]],
}
