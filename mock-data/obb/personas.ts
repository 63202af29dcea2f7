import type { Personas } from '#bank'
import { openCalendar } from '../calendar.ts'
import { ana, anaAccounts, anaMovements } from './ana.ts'
import { bruno, brunoAccounts, brunoMovements } from './bruno.ts'
import { carla, carlaAccounts, carlaMovements } from './carla.ts'
import { trigoAccounts, trigoEncantado, trigoMovements } from './trigo-encantado.ts'

/**
 * The first customers of the Brazilian book, their ninety days ending on `lastDay` (`yyyy-mm-dd`, Brasília).
 * Nothing is dated later than that day's first quarter of an hour.
 */
export function obbPersonas({ lastDay }: { lastDay: string }): Personas {
  const calendar = openCalendar(lastDay)
  return {
    book: 'obb',
    currency: 'BRL',
    brandName: 'Banco Bancada',
    bankCode: '999',
    people: [ana, bruno, carla],
    companies: [trigoEncantado],
    accounts: [
      ...anaAccounts(calendar),
      ...brunoAccounts(calendar),
      ...trigoAccounts(calendar),
      ...carlaAccounts(calendar),
    ],
    movements: [
      ...anaMovements(calendar),
      ...brunoMovements(calendar),
      ...trigoMovements(calendar),
      ...carlaMovements(calendar),
    ],
  }
}
