import type { MovementPersona, Personas, ProgrammePersona } from '#bank'
import { openCalendar } from '../calendar.ts'
import { avery, averyAccounts, averyMovements, averyPending } from './avery.ts'
import { bakehouse, bakehouseAccounts, bakehouseMovements, sam } from './bakehouse.ts'
import { grace, graceAndMasonAccounts, graceMembership, gracePending, mason } from './grace-and-mason.ts'
import { graceAndMasonMovements } from './grace-and-mason-lines.ts'
import { dara, helen, helenAndDaraAccounts, helenAndDaraMovements } from './helen-and-dara.ts'
import { leo, leoAccounts, leoMovements } from './leo.ts'
import { ROUTING } from './networks.ts'
import { june, nina, ninaAndJuneAccounts, ninaAndJuneMovements } from './nina-and-june.ts'
import { owen, owenAccounts, owenMovements } from './owen.ts'
import { owlpine, owlpineAccounts, owlpineMovements } from './owlpine.ts'
import { ruth, ruthAccounts, ruthMovements } from './ruth.ts'
import { tess, tessAccounts, tessMovements } from './tess.ts'
import { victor, victorAccounts, victorMovements } from './victor.ts'

const HOUR_MS = 3_600_000

/**
 * The first customers of the US book. Between them they hold something of every category; their lines begin in the summer
 * of 2024, but for what was lent before, and end on `lastDay` (`yyyy-mm-dd`). Times are UTC, by day in New York too. What lies after the last day's
 * first hours, or before there was an account, isn't written.
 */
export function fdxPersonas({ lastDay }: { lastDay: string }): Personas {
  const calendar = openCalendar(lastDay, 'Z')
  const end = calendar.at(0, '00:00') + 3 * HOUR_MS
  const accounts = [
    ...averyAccounts(calendar),
    ...graceAndMasonAccounts(calendar),
    ...ruthAccounts(calendar),
    ...owenAccounts(calendar),
    ...helenAndDaraAccounts(calendar),
    ...victorAccounts(calendar),
    ...ninaAndJuneAccounts(calendar),
    ...leoAccounts(calendar),
    ...tessAccounts(calendar),
    ...bakehouseAccounts(calendar),
    ...owlpineAccounts(calendar),
  ]
  const opened = new Map(accounts.map(({ key, openedAt }) => [key, openedAt]))
  const isOpen = (account: string, at: number) => at >= (opened.get(account) ?? end)
  const written = ({ account, at, against }: MovementPersona) =>
    at <= end && isOpen(account, at) && (!against || !('account' in against) || isOpen(against.account, at))
  const movements = [
    ...averyMovements(calendar),
    ...graceAndMasonMovements(calendar),
    ...ruthMovements(calendar),
    ...owenMovements(calendar),
    ...helenAndDaraMovements(calendar),
    ...victorMovements(calendar),
    ...ninaAndJuneMovements(calendar),
    ...leoMovements(calendar),
    ...tessMovements(calendar),
    ...bakehouseMovements(calendar),
    ...owlpineMovements(calendar),
  ]
  return {
    ...{ book: 'fdx', currency: 'USD', brandName: 'Bancada Bank', bankCode: ROUTING },
    people: [avery, grace, mason, ruth, owen, helen, dara, victor, nina, june, leo, tess, sam],
    companies: [bakehouse, owlpine],
    accounts,
    movements: movements.filter(written).map(madeBefore),
    pending: [...averyPending(calendar), ...gracePending(calendar)],
    programmes: [HARBOR],
    memberships: [graceMembership],
  }
}

/** A purchase is made the evening before it is booked. */
function madeBefore(movement: MovementPersona): MovementPersona {
  if (movement.kind !== 'card-purchase') return movement
  return { ...movement, facts: { ...movement.facts, madeAt: movement.at - 21 * HOUR_MS } }
}

const HARBOR: ProgrammePersona = {
  ...{ key: 'harbor', name: 'Harbor Rewards', url: 'https://rewards.bancada.invalid' },
  categories: [
    { id: 'travel', name: 'Travel', description: 'Airlines, hotels and trains', multiplier: 5 },
    { id: 'groceries', name: 'Groceries', description: 'Supermarkets and greengrocers', multiplier: 3 },
    { id: 'dining', name: 'Dining', description: 'Restaurants and cafes', multiplier: 3 },
    { id: 'everything', name: 'Everything else', description: 'Any other purchase', multiplier: 1 },
  ],
}
