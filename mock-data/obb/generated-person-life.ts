import type { Counterparty, MovementKind, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import type { Chance } from '../chance.ts'
import { type Day, daysOf, isDue } from '../days.ts'
import { countOf, momentOf, OFFICES, PEOPLE, SHOPS } from '../rhythm.ts'
import { companies, employers, people } from './counterparties.ts'

/** What a person lives on, and through which accounts. */
export type Means = {
  salaryMinor: number
  /** The date of the month. */
  payday: number
  rents: boolean
  current: string
  savings: string | undefined
  prepaid: string | undefined
}

type Shop = readonly [counterparty: Counterparty, narrative: string, low: number, high: number]

const SHOPPING: readonly (readonly [Shop, number])[] = [
  [[companies.market, 'Compra no débito Supermercado Bom Pomar', 48_00, 320_00], 9],
  [[companies.greengrocer, 'Compra no débito Hortifruti Folha Viva', 22_00, 140_00], 6],
  [[companies.restaurant, 'Compra no débito Restaurante Tacho de Cobre', 28_00, 160_00], 7],
  [[companies.fuel, 'Compra no débito Posto Estrada Real', 90_00, 260_00], 4],
  [[companies.pharmacy, 'Compra no débito Farmácia Boa Hora', 15_00, 190_00], 4],
  [[companies.bookshop, 'Compra no débito Livraria Página Virada', 30_00, 120_00], 2],
  [[companies.pets, 'Compra no débito Pet Shop Quatro Patas', 40_00, 280_00], 2],
  [[companies.hardware, 'Compra no débito Casa do Parafuso', 35_00, 700_00], 1],
]

const BILLS: readonly (readonly [date: number, kind: MovementKind, Shop])[] = [
  [8, 'utility', [companies.power, 'Débito automático energia elétrica', 95_00, 310_00]],
  [11, 'utility', [companies.water, 'Débito automático água e esgoto', 55_00, 130_00]],
  [14, 'boleto', [companies.internet, 'Pagamento de boleto Fibra Sabiá', 99_90, 149_90]],
  [17, 'boleto', [companies.health, 'Pagamento de boleto Bem Viver Saúde', 280_00, 890_00]],
  [20, 'boleto', [companies.condominium, 'Pagamento de boleto condomínio', 320_00, 760_00]],
]

const FRIENDS = Object.values(people)

/** What comes in and goes out of a person's accounts, day by day. */
export function personMovements(means: Means, days: number, calendar: Calendar, chance: Chance): MovementPersona[] {
  const { salaryMinor, current, savings, prepaid } = means
  const employer = chance.pick(Object.values(employers))
  const bills = BILLS.filter(() => chance.happens(0.7)).map(
    ([date, kind, [payee, narrative, low, high]]) => [date, kind, payee, narrative, chance.int(low, high)] as const,
  )
  const appetite = Math.min(2, 0.45 + salaryMinor / 1_400_000) * chance.about(0.3)
  const rent = Math.round((salaryMinor * 0.27) / 50_00) * 50_00
  const moved: MovementPersona[] = []

  function book(
    day: Day,
    afterMidnightMs: number,
    kind: MovementKind,
    amountMinor: number,
    narrative: string,
    to?: To,
  ) {
    const at = day.start + afterMidnightMs
    moved.push({ account: to?.from ?? current, at, kind, amountMinor, narrative, ...to?.other })
  }

  for (const day of daysOf(days, calendar)) {
    if (isDue(day, means.payday)) {
      book(day, at(6, 30, chance), 'salary', salaryMinor, 'Crédito de salário', paid(employer))
    }
    if (means.rents && isDue(day, means.payday + 2)) {
      book(day, at(9, 10, chance), 'pix', -rent, 'Pix enviado aluguel', paid(people.landlady))
    }
    for (const [date, kind, payee, narrative, amount] of bills) {
      if (isDue(day, date)) {
        // What is metered differs from month to month, what is contracted does not.
        const due = kind === 'utility' ? Math.round(amount * chance.about(0.12)) : amount
        book(day, at(0, 5, chance), kind, -due, narrative, paid(payee))
      }
    }
    if (isDue(day, 2)) book(day, at(0, 4, chance), 'fee-package', -29_90, 'Tarifa pacote de serviços')
    for (let left = countOf(appetite * (SHOPS.weekdays[day.weekday] ?? 1), chance); left > 0; left -= 1) {
      const [shop, narrative, low, high] = chance.weighted(SHOPPING)
      book(day, momentOf(SHOPS, chance), 'card', -chance.int(low, high), narrative, paid(shop))
    }
    for (let left = countOf(0.35 * (PEOPLE.weekdays[day.weekday] ?? 1), chance); left > 0; left -= 1) {
      const friend = chance.pick(FRIENDS)
      const received = chance.happens(0.4)
      const amount = chance.int(2, 60) * 5_00
      const narrative = `Pix ${received ? 'recebido' : 'enviado'} ${shortName(friend)}`
      book(day, momentOf(PEOPLE, chance), 'pix', received ? amount : -amount, narrative, paid(friend))
    }
    if (chance.happens(0.03)) {
      book(
        day,
        momentOf(OFFICES, chance),
        'withdrawal',
        -chance.int(1, 8) * 50_00,
        'Saque em terminal de autoatendimento',
      )
    }
    if (savings && isDue(day, means.payday + 1)) {
      const amount = Math.round((salaryMinor * 0.08) / 10_00) * 10_00
      const other = { against: { account: savings, narrative: 'Depósito em poupança' } }
      book(day, at(10, 20, chance), 'internal-transfer', -amount, 'Aplicação na poupança', { other })
    }
    if (savings && day.date === 15) {
      const amount = chance.int(18_00, 160_00)
      book(day, at(0, 2, chance), 'investment-yield', amount, 'Rendimento da poupança', { from: savings })
    }
    if (prepaid && isDue(day, 10)) {
      const other = { against: { account: prepaid, narrative: 'Recarga recebida' } }
      book(day, at(12, 15, chance), 'internal-transfer', -120_00, 'Recarga do pré-pago', { other })
    }
    if (prepaid && chance.happens(0.2)) {
      const other = { counterparty: companies.rides }
      book(day, momentOf(PEOPLE, chance), 'card', -chance.int(12_00, 45_00), 'Corrida Vaivém', { from: prepaid, other })
    }
  }
  return moved
}

type To = { from?: string; other?: Pick<MovementPersona, 'counterparty' | 'against'> }

const paid = (counterparty: Counterparty): To => ({ other: { counterparty } })

function at(hour: number, minute: number, chance: Chance): number {
  return (hour * 60 + minute) * 60_000 + chance.int(0, 59_999)
}

function shortName({ name = '' }: Counterparty): string {
  return name.split(' ').slice(0, 2).join(' ')
}
