import type { Counterparty, MovementKind, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import type { Chance } from '../chance.ts'
import { type Day, daysOf, isDue } from '../days.ts'
import { countOf, momentOf, OFFICES, SHOPS } from '../rhythm.ts'
import { companies, people } from './counterparties.ts'

/** What a company turns over in a month, through which account, and what its customers buy. */
export type Business = { current: string; salesMinor: number; sells: string }

const SUPPLIERS = [companies.mill, companies.dairy, companies.packaging, companies.hardware, companies.oven]
const BUYERS = [people.regularA, people.regularB, people.regularC, people.regularD, people.friend, people.student]
const STAFF = [people.bakerJoana, people.bakerRui, people.attendant]

/** What comes in and goes out of a company's account, day by day. */
export function companyMovements(
  business: Business,
  days: number,
  calendar: Calendar,
  chance: Chance,
): MovementPersona[] {
  const { current, salesMinor, sells } = business
  const supplier = chance.pick(SUPPLIERS)
  const staff = STAFF.slice(0, chance.int(1, STAFF.length))
  const wage = Math.round((salesMinor * 0.05) / 10_00) * 10_00
  const power = chance.int(380_00, 1_400_00)
  const moved: MovementPersona[] = []

  function book(
    day: Day,
    afterMidnightMs: number,
    kind: MovementKind,
    amountMinor: number,
    narrative: string,
    counterparty?: Counterparty,
  ) {
    moved.push({
      ...{ account: current, at: day.start + afterMidnightMs, kind, amountMinor, narrative },
      ...(counterparty && { counterparty }),
    })
  }

  for (const day of daysOf(days, calendar)) {
    const working = day.weekday !== 0
    for (let left = working ? countOf(3.2 * (SHOPS.weekdays[day.weekday] ?? 1), chance) : 0; left > 0; left -= 1) {
      const buyer = chance.pick(BUYERS)
      const amount = Math.round(salesMinor * 0.006 * chance.about(1.2))
      book(day, momentOf(SHOPS, chance), 'pix', amount, `Pix recebido ${sells}`, buyer)
    }
    // Card sales are settled on working days, those of the weekend on Monday.
    if (day.weekday !== 0 && day.weekday !== 6) {
      const share = (day.weekday === 1 ? 0.05 : 0.024) * chance.about(0.3)
      book(
        day,
        at(16, 40, chance),
        'ted',
        Math.round(salesMinor * share),
        'TED recebida vendas no cartão',
        companies.acquirer,
      )
    }
    if (day.weekday === 2 || day.weekday === 4) {
      const amount = Math.round(salesMinor * 0.05 * chance.about(0.4))
      book(day, momentOf(OFFICES, chance), 'boleto', -amount, `Pagamento de boleto ${firstWords(supplier)}`, supplier)
    }
    if (isDue(day, 5)) {
      for (const one of staff) book(day, at(7, 30, chance), 'pix', -wage, `Pix enviado salário ${firstWords(one)}`, one)
    }
    if (isDue(day, 10)) {
      const rent = Math.round(salesMinor * 0.06)
      book(day, at(0, 5, chance), 'boleto', -rent, 'Pagamento de boleto aluguel da loja', companies.landlord)
    }
    if (isDue(day, 12)) {
      const due = Math.round(power * chance.about(0.15))
      book(day, at(0, 6, chance), 'utility', -due, 'Débito automático energia elétrica', companies.power)
    }
    if (isDue(day, 20)) {
      const due = Math.round(salesMinor * 0.06 * chance.about(0.1))
      book(day, at(14, 5, chance), 'utility', -due, 'Pagamento de tributos municipais', companies.taxes)
    }
    if (isDue(day, 3)) book(day, at(0, 3, chance), 'fee-package', -79_00, 'Tarifa pacote de serviços empresa')
  }
  return moved
}

function at(hour: number, minute: number, chance: Chance): number {
  return (hour * 60 + minute) * 60_000 + chance.int(0, 59_999)
}

function firstWords({ name = '' }: Counterparty): string {
  return name.split(' ').slice(0, 2).join(' ')
}
