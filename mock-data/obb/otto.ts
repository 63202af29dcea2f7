import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { companies, employers, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** In dispute over a sale: one of his two accounts is blocked, with a sum held back on it. */
export const otto = person('otto', 'Otto Marupá Pedreira', '707808909', 'one account blocked, another open')

export function ottoAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('otto-blocked', ['otto'], ['00078120', '3'], calendar.at(1_630, '11:47'), 8_900_00, { status: 'blocked' }),
    account('otto-current', ['otto'], ['00078121', '1'], calendar.at(44, '09:08'), 200_00),
  ]
}

export function ottoMovements(calendar: Calendar): MovementPersona[] {
  return [
    ...movementsOf('otto-blocked', calendar, [
      [88, '17:30', 'card', -318_70, 'Compra no débito Casa do Parafuso', companies.hardware],
      [79, '06:30', 'salary', 5_120_00, 'Crédito de salário', employers.estaleiro],
      [77, '09:20', 'pix', -1_450_00, 'Pix enviado aluguel', people.landlady],
      [71, '20:12', 'card', -204_35, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [66, '14:40', 'pix', 12_500_00, 'Pix recebido venda de veículo', people.tutor],
      [52, '10:03', 'other', -12_500_00, 'Bloqueio por ordem judicial', { bucket: 'blocked' }],
    ]),
    ...movementsOf('otto-current', calendar, [
      [40, '06:45', 'salary-portability', 5_120_00, 'Portabilidade de salário', employers.estaleiro],
      [38, '09:31', 'pix', -1_450_00, 'Pix enviado aluguel', people.landlady],
      [10, '06:45', 'salary-portability', 5_120_00, 'Portabilidade de salário', employers.estaleiro],
      [8, '09:27', 'pix', -1_450_00, 'Pix enviado aluguel', people.landlady],
      ...monthly(6, (of) => [
        '19:40',
        'card',
        -of(212_80, 196_15, 0),
        'Compra no débito Supermercado Bom Pomar',
        companies.market,
      ]).filter(([, , , amount]) => amount !== 0),
      [4, '00:05', 'boleto', -129_90, 'Pagamento de boleto Fibra Sabiá', companies.internet],
    ]),
  ]
}
