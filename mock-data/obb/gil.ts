import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { openChance } from '../chance.ts'
import { type Line, movementsOf } from '../movements.ts'
import { companies, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** Drives for a living and is paid by the ride: well over a thousand lines in ninety days, for whoever pages through. */
export const gil = person('gil', 'Gilberto Catuaba Estrada', '412513614', 'over a thousand transactions in ninety days')

const RIDES_A_DAY = 12

export function gilAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('gil-current', ['gil'], ['00041251', '5'], calendar.at(533, '08:27'), 1_900_00, {
      overdraftLimitMinor: 500_00,
    }),
  ]
}

export function gilMovements(calendar: Calendar): MovementPersona[] {
  return movementsOf('gil-current', calendar, [
    ...Array.from({ length: 90 }, (_, index) => day(90 - index)).flat(),
    ...monthly(25, () => ['09:05', 'pix', -1_250_00, 'Pix enviado aluguel', people.landlady]),
    ...monthly(19, () => ['00:05', 'boleto', -1_389_00, 'Pagamento de boleto aluguel do carro', companies.carRental]),
    ...monthly(12, () => ['00:04', 'fee-package', -19_90, 'Tarifa pacote de serviços']),
  ])
}

/** One day on the road: rides paid one by one, fuel in the evening, what he takes home. */
function day(daysBefore: number): Line[] {
  const chance = openChance(`gil ${daysBefore}`)
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const rides = Array.from({ length: RIDES_A_DAY }, (_, ride): Line => {
    const minutes = 6 * 60 + ride * 72 + chance.int(0, 60)
    return [
      daysBefore,
      clock(minutes),
      'pix',
      chance.int(11_00, 47_00),
      'Pix recebido repasse de corrida',
      companies.rides,
    ]
  })
  return [
    ...rides,
    [
      daysBefore,
      clock(20 * 60 + 58),
      'card',
      -chance.int(88_00, 132_00),
      'Compra no débito Posto Estrada Real',
      companies.fuel,
    ],
    [
      daysBefore,
      clock(21 * 60 + 30),
      'pix',
      -chance.int(60_00, 95_00),
      'Pix enviado Lívia Jatobá mercado',
      people.sister,
    ],
  ]
}
