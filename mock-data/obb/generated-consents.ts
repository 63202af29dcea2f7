import type { AccountPersona, Personas } from '#bank'
import { seededId } from '#bank'
import type { ConsentHistory, HistoricMove } from '#consent'
import type { Calendar } from '../calendar.ts'
import { type Chance, openChance } from '../chance.ts'
import type { GeneratedApplication, Generation } from '../generate.ts'
import { countOf, momentOf, PEOPLE } from '../rhythm.ts'
import { uuidOf } from '../uuid.ts'
import { type Day, daysOf } from './days.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The milliseconds into its minute at which a consent is lodged whose answer takes long. */
const SLOW_MARK = 7

/** What came of a consent at the bank's pages; the rest follows from the market's own table of states and timers. */
const OUTCOMES = [
  ['used', 70],
  ['cancelled', 11],
  ['unanswered', 12],
  ['never-exchanged', 2],
  ['refused', 5],
] as const
export type Outcome = (typeof OUTCOMES)[number][0]

/** How the calls that made a consent went, for the records of traffic. */
export type Visit = { consentId: string; clientId: string; place: number; outcome: Outcome; lodgedAt: number }

const BALANCES = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']
const STATEMENTS = ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ']
const LIMITS = ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ']
const WANTED: readonly (readonly [string[], number])[] = [
  [[...BALANCES, 'ACCOUNTS_TRANSACTIONS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ', 'RESOURCES_READ'], 6],
  [[...STATEMENTS, 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'], 4],
  [[...BALANCES, 'RESOURCES_READ'], 2],
  [[...LIMITS, 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'], 1],
]

/** Who may be asked: a holder with accounts, and the person who logs in. */
type Asked = {
  personId: string
  personDocument: string
  holderId: string
  companyDocument: string | null
  accountIds: string[]
}

/** The consents that applications asked customers for, oldest first, each with what became of it. */
export function generateConsents(
  generation: Generation,
  calendar: Calendar,
  { applications, books }: { applications: readonly GeneratedApplication[]; books: readonly Personas[] },
): { consents: ConsentHistory[]; visits: Visit[] } {
  const { seed, days } = generation
  const clients = applications.flatMap(({ provisioning }) =>
    provisioning.state === 'ready' ? [provisioning.clientId] : [],
  )
  // Half as much for each place further down.
  const popular = clients.map((clientId, place) => [{ clientId, place }, 1 / (place + 1.4)] as const)
  const asked = books.flatMap(askedOf)
  const consents: ConsentHistory[] = []
  const visits: Visit[] = []
  if (asked.length === 0) return { consents, visits }

  for (const day of daysOf(days, calendar)) {
    const chance = openChance(`${seed} consents ${day.start}`)
    for (const lodgedAt of lodgings(day, asked.length, days, chance)) {
      const { clientId, place } = chance.weighted(popular)
      const outcome = chance.weighted(OUTCOMES)
      const id = `urn:bancada:${uuidOf(`${seed} consent ${lodgedAt}`)}`
      const consent = consentOf({ id, clientId, lodgedAt, outcome, asked: chance.pick(asked), chance })
      consents.push(consent)
      visits.push({ consentId: id, clientId, place, outcome, lodgedAt })
    }
  }
  return { consents, visits }
}

/** When consents are lodged on a day: more as the weeks go by, fewer at weekends, no two at the same moment. */
function lodgings(day: Day, customers: number, days: number, chance: Chance): number[] {
  const grown = 0.75 + 0.5 * (1 - day.daysBefore / Math.max(1, days))
  const mean = customers * 0.1 * grown * (PEOPLE.weekdays[day.weekday] ?? 1)
  const moments = Array.from({ length: countOf(mean, chance) }, () => day.start + momentOf(PEOPLE, chance))
  // On the last day somebody takes long over an answer at most hours, so that whoever looks meets one that still waits.
  if (day.daysBefore === 0) {
    for (let minute = 7 * 60; minute < 23 * 60; minute += 50) moments.push(day.start + minute * MINUTE_MS + SLOW_MARK)
  }
  return [...new Set(moments)].sort((one, other) => one - other)
}

type Lodged = { id: string; clientId: string; lodgedAt: number; outcome: Outcome; asked: Asked; chance: Chance }

function consentOf({ id, clientId, lodgedAt, outcome, asked, chance }: Lodged): ConsentHistory {
  const { personId, personDocument, holderId, companyDocument, accountIds } = asked
  const permissions = [...new Set(chance.weighted(WANTED))]
  const lastsDays = chance.weighted([
    [365, 5],
    [180, 2],
    [90, 2],
    [30, 2],
    [7, 1],
  ])
  const expiresAt = chance.happens(0.1) ? null : Math.floor((lodgedAt + lastsDays * DAY_MS) / 1_000) * 1_000 - 60_000
  const chosen = accountIds.filter(() => chance.happens(0.8))
  const authorisation = {
    grantId: uuidOf(`grant ${id}`).replaceAll('-', ''),
    holderId,
    personId,
    accountIds: chosen.length > 0 ? chosen : accountIds,
  }
  const slow = lodgedAt % MINUTE_MS === SLOW_MARK
  const answeredAt = lodgedAt + (slow ? chance.int(40, 58) * MINUTE_MS : chance.int(45_000, 6 * MINUTE_MS))
  const usedAt = answeredAt + chance.int(700, 4_000)
  const moves: HistoricMove[] = []
  if (outcome === 'used' || outcome === 'never-exchanged')
    moves.push({ act: 'authorise', at: answeredAt, authorisation })
  if (outcome === 'cancelled') moves.push({ act: 'cancel', at: answeredAt })
  if (outcome === 'refused')
    moves.push({ act: 'cancel', at: answeredAt, by: 'USER', reason: 'CUSTOMER_MANUALLY_REJECTED' })
  if (outcome === 'used') {
    moves.push({ act: 'use', at: usedAt })
    // Some change their minds, most of those soon; now and then the bank steps in.
    if (chance.happens(0.3)) {
      const at = usedAt + Math.ceil(chance.next() ** 2 * 60 * DAY_MS) + 5 * MINUTE_MS
      const bank = chance.happens(0.08)
      if (expiresAt === null || at < expiresAt) {
        moves.push({ act: 'revoke', at, ...(bank && { by: 'ASPSP', reason: 'INTERNAL_SECURITY_REASON' }) })
      }
    }
  }
  return {
    ...{ id, market: 'obb', clientId, permissions, personDocument, companyDocument, expiresAt, lodgedAt, moves },
  }
}

/** Each person for themself, each company through the person who acts for it. Only accounts that can be shared count. */
function askedOf({ book, people, companies, accounts }: Personas): Asked[] {
  const shared = (key: string) =>
    accounts
      .filter((account) => account.holders.includes(key) && isShareable(account))
      .map(({ key: of }) => seededId(book, of))
  const documents = new Map(people.map(({ key, document }) => [key, document]))
  const all: Asked[] = [
    ...people.map(({ key, document }) => ({
      ...{ personId: seededId(book, key), personDocument: document, holderId: seededId(book, key) },
      ...{ companyDocument: null, accountIds: shared(key) },
    })),
    ...companies.map(({ key, document, representatives: [person = ''] }) => ({
      ...{
        personId: seededId(book, person),
        personDocument: documents.get(person) ?? '',
        holderId: seededId(book, key),
      },
      ...{ companyDocument: document, accountIds: shared(key) },
    })),
  ]
  return all.filter(({ accountIds }) => accountIds.length > 0)
}

const isShareable = ({ status }: AccountPersona) => status === undefined || status === 'blocked'
