import type { Personas } from '#bank'
import { openCalendar } from '../calendar.ts'
import { ana, anaAccounts, anaMovements } from './ana.ts'
import { bruno, brunoAccounts, brunoMovements } from './bruno.ts'
import { carla, carlaAccounts, carlaMovements } from './carla.ts'
import { soproAccounts, soproLeve, soproMovements } from './clinica-sopro-leve.ts'
import { elis, elisAccounts, elisMovements } from './elis.ts'
import { gil, gilAccounts, gilMovements } from './gil.ts'
import { hugo, hugoAccounts, hugoMovements } from './hugo.ts'
import { iris, irisAndLuisAccounts, irisAndLuisMovements, luis } from './iris-and-luis.ts'
import { nara, naraAccounts } from './nara.ts'
import { otto, ottoAccounts, ottoMovements } from './otto.ts'
import { rosa, rosaAccounts, rosaMovements } from './rosa.ts'
import { rodaFirme, tom, tomAccounts, tomMovements } from './tom.ts'
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
    people: [ana, bruno, carla, elis, gil, hugo, iris, luis, nara, otto, rosa, tom],
    companies: [trigoEncantado, soproLeve, rodaFirme],
    accounts: [
      ...anaAccounts(calendar),
      ...brunoAccounts(calendar),
      ...trigoAccounts(calendar),
      ...carlaAccounts(calendar),
      ...elisAccounts(calendar),
      ...gilAccounts(calendar),
      ...hugoAccounts(calendar),
      ...irisAndLuisAccounts(calendar),
      ...soproAccounts(calendar),
      ...naraAccounts(calendar),
      ...ottoAccounts(calendar),
      ...rosaAccounts(calendar),
      ...tomAccounts(calendar),
    ],
    movements: [
      ...anaMovements(calendar),
      ...brunoMovements(calendar),
      ...trigoMovements(calendar),
      ...carlaMovements(calendar),
      ...elisMovements(calendar),
      ...gilMovements(calendar),
      ...hugoMovements(calendar),
      ...irisAndLuisMovements(calendar),
      ...soproMovements(calendar),
      ...ottoMovements(calendar),
      ...rosaMovements(calendar),
      ...tomMovements(calendar),
    ],
  }
}
