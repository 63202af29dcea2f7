import type { MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import type { Chance } from '../chance.ts'
import { type Day, daysOf, isDue } from '../days.ts'
import { countOf, momentOf, SHOPS } from '../rhythm.ts'
import { at, billers, bought, employers, people, type Shop, shops } from './counterparties.ts'
import { payOf } from './wages.ts'

/** What a person lives on, twice a month, and through which accounts. */
export type Means = {
  grossMinor: number
  checking: string
  debitDigits: string
  cardDigits: string
  savings: string | undefined
  card: string | undefined
  rents: boolean
}

const SHOPPING: readonly (readonly [readonly [shop: Shop, low: number, high: number], number])[] = [
  [[shops.grocer, 18_00, 140_00], 9],
  [[shops.coffee, 4_00, 16_00], 6],
  [[shops.diner, 14_00, 70_00], 6],
  [[shops.fuel, 25_00, 75_00], 4],
  [[shops.pharmacy, 6_00, 60_00], 3],
  [[shops.books, 9_00, 45_00], 2],
  [[shops.pets, 15_00, 90_00], 2],
  [[shops.hardware, 12_00, 260_00], 1],
]

const BILLS = [
  [8, billers.power, 60_00, 190_00],
  [11, billers.internet, 54_99, 89_99],
  [13, billers.mobile, 35_00, 80_00],
  [18, billers.water, 25_00, 70_00],
  [21, billers.health, 140_00, 420_00],
] as const

/** What comes in and goes out of a person's accounts, day by day, between noon and midnight UTC. */
export function personMovements(means: Means, days: number, calendar: Calendar, chance: Chance): MovementPersona[] {
  const { grossMinor, checking, savings, card, debitDigits, cardDigits } = means
  const employer = chance.pick(Object.values(employers))
  const { net, pay } = payOf(grossMinor)
  const rent = Math.round((net * 0.55) / 25_00) * 25_00
  const bills = BILLS.filter(() => chance.happens(0.75)).map(
    ([date, payee, low, high]) => [date, payee, chance.int(low, high)] as const,
  )
  const appetite = Math.min(1.6, 0.4 + net / 900_000) * chance.about(0.3)
  const moved: MovementPersona[] = []
  const book = (day: Day, afterMidnightMs: number, movement: Omit<MovementPersona, 'at'>) =>
    void moved.push({ ...movement, at: day.start + afterMidnightMs })

  for (const day of daysOf(days, calendar)) {
    if (isDue(day, 1) || isDue(day, 15)) {
      book(day, hour(12, chance), {
        ...{ account: checking, kind: 'direct-deposit', amountMinor: net, narrative: `Payroll ${employer.name}` },
        ...{ counterparty: employer, facts: { pay } },
      })
    }
    if (means.rents && isDue(day, 3)) {
      book(day, hour(14, chance), {
        ...{ account: checking, kind: 'bill-payment', amountMinor: -rent, narrative: 'Rent Old Orchard Rentals' },
        counterparty: billers.landlord,
      })
    }
    for (const [date, payee, amount] of bills) {
      if (!isDue(day, date)) continue
      const due = Math.round(amount * chance.about(0.1))
      const narrative = `${payee.name} autopay`
      book(day, hour(13, chance), { account: checking, kind: 'ach', amountMinor: -due, narrative, counterparty: payee })
    }
    for (let left = countOf(appetite * (SHOPS.weekdays[day.weekday] ?? 1), chance); left > 0; left -= 1) {
      const [shop, low, high] = chance.weighted(SHOPPING)
      // Half of the purchases of those who have a card are made with it, the rest from the account.
      const account = card && chance.happens(0.5) ? card : checking
      const facts = bought(shop, account === card ? cardDigits : debitDigits)
      const purchase = { kind: 'card-purchase' as const, narrative: shop.name, counterparty: at(shop), facts }
      book(day, inTheDay(chance), { account, amountMinor: -chance.int(low, high), ...purchase })
    }
    if (chance.happens(0.12)) {
      const amountMinor = -chance.int(2, 20) * 5_00
      const friend = chance.pick(Object.values(people))
      const narrative = friend.name ?? ''
      book(day, inTheDay(chance), {
        account: checking,
        kind: 'instant-payment',
        amountMinor,
        narrative,
        counterparty: friend,
      })
    }
    if (chance.happens(0.03)) {
      const amountMinor = -chance.int(2, 10) * 20_00
      book(day, inTheDay(chance), {
        account: checking,
        kind: 'atm-withdrawal',
        amountMinor,
        narrative: 'Cash withdrawal',
      })
    }
    if (savings && isDue(day, 5)) {
      const against = { account: savings, narrative: 'Transfer from checking' }
      const amountMinor = -Math.round((net * 0.1) / 5_00) * 5_00
      const narrative = 'Transfer to savings'
      book(day, hour(14, chance), { account: checking, kind: 'internal-transfer', amountMinor, narrative, against })
    }
    if (savings && day.date === 28) {
      const amountMinor = chance.int(3_00, 34_00)
      book(day, hour(12, chance), {
        account: savings,
        kind: 'interest-earned',
        amountMinor,
        narrative: 'Interest earned',
      })
    }
    if (card && isDue(day, 25)) {
      const against = { account: card, narrative: 'Payment received, thank you' }
      const amountMinor = -Math.round(net * 0.16)
      book(day, hour(13, chance), {
        account: checking,
        kind: 'card-payment',
        amountMinor,
        narrative: 'Card payment',
        against,
      })
    }
  }
  return moved
}

const hour = (of: number, chance: Chance) => (of * 60 + 5) * 60_000 + chance.int(0, 59_999)

/** A moment of the shops' day, laid between noon and midnight UTC: the same day in New York. */
function inTheDay(chance: Chance): number {
  return 12 * 3_600_000 + Math.floor(momentOf(SHOPS, chance) / 2)
}
