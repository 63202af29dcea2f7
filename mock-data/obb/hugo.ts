import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { companies, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** A student whose only account is prepaid: small sums in, smaller ones out. */
export const hugo = person('hugo', 'Hugo Camapu Serelepe', '505606707', 'a prepaid account and nothing else')

export function hugoAccounts(calendar: Calendar): AccountPersona[] {
  const more = { kind: 'prepaid' as const, branch: null, openingNarrative: 'Primeira recarga' }
  return [account('hugo-prepaid', ['hugo'], ['00966120', '4'], calendar.at(212, '18:03'), 60_00, more)]
}

export function hugoMovements(calendar: Calendar): MovementPersona[] {
  return movementsOf('hugo-prepaid', calendar, [
    ...monthly(25, () => ['09:12', 'pix', 250_00, 'Pix recebido Lívia Jatobá', people.sister]),
    ...monthly(24, () => ['22:40', 'card', -19_90, 'Assinatura Tela Acesa', companies.streaming]),
    ...monthly(22, (of) => [
      '12:31',
      'card',
      -of(24_50, 22_00, 26_90),
      'Compra Restaurante Tacho de Cobre',
      companies.restaurant,
    ]),
    ...monthly(19, (of) => ['07:20', 'card', -of(18_35, 21_10, 16_80), 'Corrida Vaivém', companies.rides]),
    ...monthly(15, () => ['14:05', 'pix', 40_00, 'Pix recebido Caio Umbuzeiro', people.friend]),
    ...monthly(11, (of) => [
      '19:48',
      'card',
      -of(31_70, 28_45, 36_20),
      'Compra Supermercado Bom Pomar',
      companies.market,
    ]),
    ...monthly(6, (of) => [
      '16:15',
      'card',
      -of(54_90, 39_90, 47_00),
      'Compra Livraria Página Virada',
      companies.bookshop,
    ]),
    ...monthly(3, (of) => ['23:10', 'card', -of(20_40, 19_75, 22_15), 'Corrida Vaivém', companies.rides]),
  ])
}
