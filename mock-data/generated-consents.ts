import type { AccountPersona, Personas } from '#bank'
import { seededId } from '#bank'
import type { ConsentHistory, HistoricMove } from '#consent'
import type { Calendar } from './calendar.ts'
import { type Chance, openChance } from './chance.ts'
import { type Day, daysOf } from './days.ts'
import type { GeneratedApplication, Generation } from './generate.ts'
import { countOf, momentOf, PEOPLE } from './rhythm.ts'
import { uuidOf } from './uuid.ts'

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

/** What a market's consents are like. */
export type ConsentManner = {
  market: string
  /** Set before what their ids are made from, so that two markets have none alike. */
  prefix: string
  /** An id of the market's form out of a UUID. */
  idOf: (uuid: string) => string
  /** What is asked for, by how often. */
  wanted: readonly (readonly [readonly string[], number])[]
  /** When one lodged at a moment for so many days ends; `null` days are as many as there can be. */
  expiresAt: (lodgedAt: number, days: number | null) => number | null
  extraOf?: (days: number | null) => Record<string, unknown>
  /** Whether the application says who is asking, and for which company. */
  namesHolder: boolean
  /** Who ends one that its customer declines, and one that the bank ends, and why. */
  declined: { by: string; reason: string }
  endedByBank: { by: string; reason: string }
  /** The longest that a customer takes to answer; beyond it some take most of an hour, where that is waited for. */
  answerWithinMs: number
  waitsForSlow: boolean
  /** Consents a day, for each who may be asked. */
  perDay: number
}

/** Who may be asked: a holder with accounts, and the person who logs in. */
type Asked = {
  personId: string
  personDocument: string
  holderId: string
  companyDocument: string | null
  accountIds: string[]
}

/** The consents that applications asked customers for, oldest first, each with what became of it. */
export function makeConsents(
  generation: Generation,
  calendar: Calendar,
  manner: ConsentManner,
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
    const chance = openChance(`${manner.prefix}${seed} consents ${day.start}`)
    for (const lodgedAt of lodgings(day, { customers: asked.length, days, manner, chance })) {
      const { clientId, place } = chance.weighted(popular)
      const outcome = chance.weighted(OUTCOMES)
      const id = manner.idOf(uuidOf(`${manner.prefix}${seed} consent ${lodgedAt}`))
      consents.push(consentOf({ id, clientId, lodgedAt, outcome, asked: chance.pick(asked), chance }, manner))
      visits.push({ consentId: id, clientId, place, outcome, lodgedAt })
    }
  }
  return { consents, visits }
}

type Lodgings = { customers: number; days: number; manner: ConsentManner; chance: Chance }

/** When consents are lodged on a day: more as the weeks go by, fewer at weekends, no two at the same moment. */
function lodgings(day: Day, { customers, days, manner, chance }: Lodgings): number[] {
  const grown = 0.75 + 0.5 * (1 - day.daysBefore / Math.max(1, days))
  const mean = customers * manner.perDay * grown * (PEOPLE.weekdays[day.weekday] ?? 1)
  const moments = Array.from({ length: countOf(mean, chance) }, () => day.start + momentOf(PEOPLE, chance))
  // On the last day somebody takes long over an answer at most hours, so that whoever looks meets one that still waits.
  if (day.daysBefore === 0 && manner.waitsForSlow) {
    for (let minute = 7 * 60; minute < 23 * 60; minute += 50) moments.push(day.start + minute * MINUTE_MS + SLOW_MARK)
  }
  return [...new Set(moments)].sort((one, other) => one - other)
}

type Lodged = { id: string; clientId: string; lodgedAt: number; outcome: Outcome; asked: Asked; chance: Chance }

function consentOf({ id, clientId, lodgedAt, outcome, asked, chance }: Lodged, manner: ConsentManner): ConsentHistory {
  const { personId, personDocument, holderId, companyDocument, accountIds } = asked
  const permissions = [...new Set(chance.weighted(manner.wanted))]
  const lastsDays = chance.weighted([
    [365, 5],
    [180, 2],
    [90, 2],
    [30, 2],
    [7, 1],
  ])
  const days = chance.happens(0.1) ? null : lastsDays
  const expiresAt = manner.expiresAt(lodgedAt, days)
  const chosen = accountIds.filter(() => chance.happens(0.8))
  const authorisation = {
    grantId: uuidOf(`grant ${id}`).replaceAll('-', ''),
    holderId,
    personId,
    accountIds: chosen.length > 0 ? chosen : accountIds,
  }
  const slow = manner.waitsForSlow && lodgedAt % MINUTE_MS === SLOW_MARK
  const answeredAt = lodgedAt + (slow ? chance.int(40, 58) * MINUTE_MS : chance.int(45_000, manner.answerWithinMs))
  const usedAt = answeredAt + chance.int(700, 4_000)
  const moves: HistoricMove[] = []
  if (outcome === 'used' || outcome === 'never-exchanged')
    moves.push({ act: 'authorise', at: answeredAt, authorisation })
  if (outcome === 'cancelled') moves.push({ act: 'cancel', at: answeredAt })
  if (outcome === 'refused') moves.push({ act: 'cancel', at: answeredAt, ...manner.declined })
  if (outcome === 'used') {
    moves.push({ act: 'use', at: usedAt })
    // Some change their minds, most of those soon; now and then the bank steps in.
    if (chance.happens(0.3)) {
      const at = usedAt + Math.ceil(chance.next() ** 2 * 60 * DAY_MS) + 5 * MINUTE_MS
      const bank = chance.happens(0.08)
      if (expiresAt === null || at < expiresAt) {
        moves.push({ act: 'revoke', at, ...(bank && manner.endedByBank) })
      }
    }
  }
  const named = manner.namesHolder
    ? { personDocument, companyDocument }
    : { personDocument: null, companyDocument: null }
  const extra = manner.extraOf && { extra: manner.extraOf(days) }
  return { id, market: manner.market, clientId, permissions, ...named, expiresAt, lodgedAt, moves, ...extra }
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
