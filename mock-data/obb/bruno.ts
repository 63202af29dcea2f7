import type { AccountPersona, MovementPersona, PersonPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cpf } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { companies, people } from './counterparties.ts'

/** Owner of the bakery, for which he acts; shares an account with Ana and lives on his overdraft. */
export const bruno: PersonPersona = {
  key: 'bruno',
  name: 'Bruno Cajueiro Monteverde',
  document: cpf('222555888'),
  email: 'bruno@exemplo.invalid',
  language: 'pt-BR',
  login: {
    name: 'bruno',
    password: 'bancada',
    note: 'own and joint accounts, and acts for the company Trigo Encantado',
  },
}

export function brunoAccounts(calendar: Calendar): AccountPersona[] {
  return [
    {
      ...{ key: 'bruno-current', holders: ['bruno'], kind: 'current', ownership: 'individual' },
      ...{ branch: '0001', number: '00023456', checkDigit: '0' },
      openedAt: calendar.at(1_544, '14:02'),
      openingMinor: 640_00,
      openingNarrative: 'Depósito de abertura de conta',
      overdraftLimitMinor: 1_500_00,
    },
    {
      ...{ key: 'joint-current', holders: ['bruno', 'ana'], kind: 'current', ownership: 'joint-any' },
      ...{ branch: '0001', number: '00034567', checkDigit: '3' },
      openedAt: calendar.at(1_015, '09:37'),
      openingMinor: 950_00,
      openingNarrative: 'Depósito de abertura de conta conjunta',
    },
  ]
}

export function brunoMovements(calendar: Calendar): MovementPersona[] {
  const joint = { account: 'joint-current', narrative: 'Transferência recebida de Bruno' }
  return [
    ...movementsOf('bruno-current', calendar, [
      [88, '20:05', 'card', -96_40, 'Compra no débito Posto Estrada Real', companies.fuel],
      [84, '10:20', 'internal-transfer', -900_00, 'Transferência para conta conjunta', joint],
      [81, '12:48', 'card', -61_70, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      [77, '08:30', 'boleto', -489_00, 'Pagamento de boleto Escola de Idiomas', companies.school],
      [74, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [70, '19:55', 'pix', -320_00, 'Pix enviado Olavo Sapucaia', people.tutor],
      [67, '18:11', 'card', -248_90, 'Compra no débito Pet Shop Quatro Patas', companies.pets],
      [62, '21:30', 'card', -412_75, 'Compra no débito Livraria Página Virada', companies.bookshop],
      [58, '09:44', 'withdrawal', -300_00, 'Saque em terminal de autoatendimento'],
      [54, '10:18', 'internal-transfer', -900_00, 'Transferência para conta conjunta', joint],
      [51, '17:22', 'card', -187_30, 'Compra no débito Posto Estrada Real', companies.fuel],
      [47, '08:30', 'boleto', -489_00, 'Pagamento de boleto Escola de Idiomas', companies.school],
      [44, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [40, '11:11', 'pix', 450_00, 'Pix recebido Caio Umbuzeiro', people.friend],
      [36, '20:41', 'card', -1_890_00, 'Compra no débito Casa do Parafuso', companies.hardware],
      [31, '13:37', 'card', -74_60, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      [27, '16:02', 'pix', -1_200_00, 'Pix enviado Olavo Sapucaia', people.tutor],
      [24, '10:25', 'internal-transfer', -900_00, 'Transferência para conta conjunta', joint],
      [17, '08:30', 'boleto', -489_00, 'Pagamento de boleto Escola de Idiomas', companies.school],
      [14, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [12, '19:27', 'card', -2_310_00, 'Compra no débito Casa do Parafuso', companies.hardware],
      [9, '18:20', 'card', -203_15, 'Compra no débito Posto Estrada Real', companies.fuel],
      [6, '00:09', 'overdraft-interest', -9_72, 'Encargos do cheque especial'],
      [4, '12:30', 'card', -1_084_60, 'Compra no débito Pet Shop Quatro Patas', companies.pets],
      [2, '15:18', 'pix', 60_00, 'Pix recebido Iara Buriti', people.student],
      [0, '00:07', 'pix', -75_00, 'Pix agendado Olavo Sapucaia', people.tutor],
    ]),
    ...movementsOf('joint-current', calendar, [
      [80, '00:05', 'boleto', -684_20, 'Pagamento de boleto condomínio', companies.condominium],
      [78, '00:05', 'utility', -192_37, 'Débito automático energia elétrica', companies.power],
      [73, '00:05', 'utility', -88_41, 'Débito automático água e esgoto', companies.water],
      [71, '00:05', 'boleto', -119_90, 'Pagamento de boleto Fibra Sabiá', companies.internet],
      [65, '10:02', 'card', -318_77, 'Compra no débito Hortifruti Folha Viva', companies.greengrocer],
      [50, '00:05', 'boleto', -684_20, 'Pagamento de boleto condomínio', companies.condominium],
      [48, '00:05', 'utility', -207_93, 'Débito automático energia elétrica', companies.power],
      [43, '00:05', 'utility', -91_06, 'Débito automático água e esgoto', companies.water],
      [41, '00:05', 'boleto', -119_90, 'Pagamento de boleto Fibra Sabiá', companies.internet],
      [33, '09:48', 'card', -276_52, 'Compra no débito Hortifruti Folha Viva', companies.greengrocer],
      [20, '00:05', 'boleto', -684_20, 'Pagamento de boleto condomínio', companies.condominium],
      [18, '00:05', 'utility', -176_18, 'Débito automático energia elétrica', companies.power],
      [13, '00:05', 'utility', -86_75, 'Débito automático água e esgoto', companies.water],
      [11, '00:05', 'boleto', -119_90, 'Pagamento de boleto Fibra Sabiá', companies.internet],
      [4, '10:16', 'card', -294_08, 'Compra no débito Hortifruti Folha Viva', companies.greengrocer],
    ]),
  ]
}
