import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { companies, employers, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** A teacher who changed branches: the old account was closed two months ago, what was on it came along. */
export const rosa = person('rosa', 'Rosa Pitomba Aurora', '808909010', 'an account closed lately, and the one after it')

export function rosaAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('rosa-closed', ['rosa'], ['00089120', '7'], calendar.at(2_240, '10:20'), 2_310_00, {
      status: { closedAt: calendar.at(61, '16:05') },
    }),
    account('rosa-current', ['rosa'], ['00089121', '5'], calendar.at(63, '11:11'), 50_00, {
      branch: '0002',
      overdraftLimitMinor: 800_00,
    }),
  ]
}

export function rosaMovements(calendar: Calendar): MovementPersona[] {
  const moved = { account: 'rosa-current', narrative: 'Transferência recebida de conta encerrada' }
  return [
    ...movementsOf('rosa-closed', calendar, [
      [87, '06:30', 'salary', 4_260_00, 'Crédito de salário', employers.colegio],
      [85, '08:50', 'pix', -1_320_00, 'Pix enviado aluguel', people.landlady],
      [80, '18:25', 'card', -176_40, 'Compra no débito Hortifruti Folha Viva', companies.greengrocer],
      [73, '20:31', 'card', -88_60, 'Compra no débito Livraria Página Virada', companies.bookshop],
      [62, '15:40', 'internal-transfer', -4_985_00, 'Transferência por encerramento de conta', moved],
    ]),
    ...movementsOf('rosa-current', calendar, [
      ...[57, 27].map((day) => [day, '06:30', 'salary', 4_260_00, 'Crédito de salário', employers.colegio] as const),
      ...[55, 25].map((day) => [day, '08:50', 'pix', -1_320_00, 'Pix enviado aluguel', people.landlady] as const),
      ...[50, 20].map(
        (day) => [day, '00:05', 'boleto', -119_90, 'Pagamento de boleto Fibra Sabiá', companies.internet] as const,
      ),
      ...[46, 16].map((day) => [day, '00:04', 'fee-package', -24_90, 'Tarifa pacote de serviços'] as const),
      [43, '19:02', 'card', -203_75, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [34, '17:15', 'pix', 90_00, 'Pix recebido aula particular Enzo Guabiroba', people.regularC],
      [29, '20:40', 'card', -64_00, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      ...monthly(4, (of) => [
        '18:37',
        'card',
        -of(188_20, 171_95, 0),
        'Compra no débito Hortifruti Folha Viva',
        companies.greengrocer,
      ]).filter(([, , , amount]) => amount !== 0),
      [1, '17:20', 'pix', 90_00, 'Pix recebido aula particular Enzo Guabiroba', people.regularC],
    ]),
  ]
}
