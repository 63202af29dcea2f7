import type { AccountPersona, MovementPersona, PersonPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cpf } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { companies, employers, people } from './counterparties.ts'

/** Salaried, with an overdraft that she uses at the end of a month, some savings and a card for the little things. */
export const ana: PersonPersona = {
  key: 'ana',
  name: 'Ana Beatriz Jatobá Alvorada',
  document: cpf('111444777'),
  email: 'ana@exemplo.invalid',
  language: 'pt-BR',
  login: { name: 'ana', password: 'bancada', note: 'current, savings and prepaid accounts, and one joint with Bruno' },
}

export function anaAccounts(calendar: Calendar): AccountPersona[] {
  const hers = { holders: ['ana'], ownership: 'individual' as const }
  return [
    {
      ...hers,
      ...{ key: 'ana-current', kind: 'current', branch: '0001', number: '00012345', checkDigit: '6' },
      openedAt: calendar.at(2_081, '11:20'),
      openingMinor: 386_42,
      openingNarrative: 'Depósito de abertura de conta',
      overdraftLimitMinor: 2_000_00,
    },
    {
      ...hers,
      ...{ key: 'ana-savings', kind: 'savings', branch: '0001', number: '00512345', checkDigit: '1' },
      openedAt: calendar.at(1_902, '10:05'),
      openingMinor: 7_420_00,
      openingNarrative: 'Depósito de abertura de poupança',
    },
    {
      ...hers,
      ...{ key: 'ana-prepaid', kind: 'prepaid', branch: null, number: '00912345', checkDigit: '8' },
      openedAt: calendar.at(640, '16:48'),
      openingMinor: 35_00,
      openingNarrative: 'Primeira recarga',
    },
  ]
}

export function anaMovements(calendar: Calendar): MovementPersona[] {
  const savings = (narrative: string) => ({ account: 'ana-savings', narrative })
  const joint = { account: 'joint-current', narrative: 'Transferência recebida de Ana Beatriz' }
  const prepaid = { account: 'ana-prepaid', narrative: 'Recarga recebida' }
  return [
    ...movementsOf('ana-current', calendar, [
      [90, '19:41', 'card', -212_37, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [89, '12:32', 'card', -38_90, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      [88, '08:15', 'pix', -250_00, 'Pix enviado Lívia Jatobá', people.sister],
      [87, '00:09', 'overdraft-interest', -4_18, 'Encargos do cheque especial'],
      [86, '06:30', 'salary', 6_850_00, 'Crédito de salário', employers.estaleiro],
      [85, '09:02', 'pix', -1_900_00, 'Pix enviado aluguel', people.landlady],
      [85, '09:10', 'internal-transfer', -800_00, 'Transferência para conta conjunta', joint],
      [84, '07:55', 'internal-transfer', -500_00, 'Aplicação na poupança', savings('Depósito em poupança')],
      [82, '00:05', 'boleto', -318_40, 'Pagamento de boleto Bem Viver Saúde', companies.health],
      [79, '18:22', 'card', -187_64, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [76, '20:14', 'card', -94_50, 'Compra no débito Livraria Página Virada', companies.bookshop],
      [75, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [72, '13:07', 'pix', 120_00, 'Pix recebido Caio Umbuzeiro', people.friend],
      [69, '10:40', 'internal-transfer', -150_00, 'Recarga do pré-pago', prepaid],
      [66, '17:58', 'withdrawal', -200_00, 'Saque em terminal de autoatendimento'],
      [63, '19:30', 'card', -226_15, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [60, '08:01', 'pix', -180_00, 'Pix enviado aulas de pilates', people.trainer],
      [56, '06:30', 'salary', 6_850_00, 'Crédito de salário', employers.estaleiro],
      [55, '09:04', 'pix', -1_900_00, 'Pix enviado aluguel', people.landlady],
      [55, '09:12', 'internal-transfer', -800_00, 'Transferência para conta conjunta', joint],
      [54, '07:50', 'internal-transfer', -500_00, 'Aplicação na poupança', savings('Depósito em poupança')],
      [52, '00:05', 'boleto', -318_40, 'Pagamento de boleto Bem Viver Saúde', companies.health],
      [49, '21:03', 'card', -142_80, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      [47, '15:26', 'ted', -1_250_00, 'TED enviada curso de especialização', employers.colegio],
      [45, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [45, '15:27', 'fee-single', -12_50, 'Tarifa TED avulsa'],
      [41, '18:45', 'card', -198_33, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [38, '10:12', 'internal-transfer', -150_00, 'Recarga do pré-pago', prepaid],
      [35, '11:55', 'deposit', 300_00, 'Depósito em dinheiro'],
      [32, '19:09', 'card', -67_20, 'Compra no débito Farmácia Boa Hora', companies.pharmacy],
      [30, '08:01', 'pix', -180_00, 'Pix enviado aulas de pilates', people.trainer],
      [26, '06:30', 'salary', 6_850_00, 'Crédito de salário', employers.estaleiro],
      [25, '09:01', 'pix', -1_900_00, 'Pix enviado aluguel', people.landlady],
      [25, '09:09', 'internal-transfer', -800_00, 'Transferência para conta conjunta', joint],
      [24, '07:48', 'internal-transfer', -500_00, 'Aplicação na poupança', savings('Depósito em poupança')],
      [22, '00:05', 'boleto', -318_40, 'Pagamento de boleto Bem Viver Saúde', companies.health],
      [18, '18:37', 'card', -231_06, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [15, '00:04', 'fee-package', -29_90, 'Tarifa pacote de serviços'],
      [13, '14:20', 'internal-transfer', 400_00, 'Resgate da poupança', savings('Resgate para conta corrente')],
      [11, '16:33', 'card', -1_349_00, 'Compra no débito Casa do Parafuso', companies.hardware],
      [8, '10:30', 'internal-transfer', -150_00, 'Recarga do pré-pago', prepaid],
      [6, '12:41', 'card', -52_30, 'Compra no débito Restaurante Tacho de Cobre', companies.restaurant],
      [5, '20:17', 'pix', -95_00, 'Pix enviado Caio Umbuzeiro', people.friend],
      [3, '19:02', 'card', -176_49, 'Compra no débito Supermercado Bom Pomar', companies.market],
      [1, '13:15', 'pix', 85_00, 'Pix recebido Lívia Jatobá', people.sister],
      [0, '00:06', 'pix', -180_00, 'Pix agendado aulas de pilates', people.trainer],
    ]),
    ...movementsOf('ana-savings', calendar, [
      [74, '00:02', 'investment-yield', 39_10, 'Rendimento da poupança'],
      [44, '00:02', 'investment-yield', 42_03, 'Rendimento da poupança'],
      [14, '00:02', 'investment-yield', 44_97, 'Rendimento da poupança'],
    ]),
    ...movementsOf('ana-prepaid', calendar, [
      [68, '08:12', 'card', -24_70, 'Corrida Vaivém', companies.rides],
      [64, '08:09', 'card', -21_35, 'Corrida Vaivém', companies.rides],
      [58, '22:40', 'card', -39_90, 'Assinatura Tela Acesa', companies.streaming],
      [43, '18:30', 'card', -33_15, 'Corrida Vaivém', companies.rides],
      [28, '22:40', 'card', -39_90, 'Assinatura Tela Acesa', companies.streaming],
      [20, '16:10', 'card', -88_00, 'Compra Livraria Página Virada', companies.bookshop],
      [7, '08:14', 'card', -26_45, 'Corrida Vaivém', companies.rides],
      [2, '21:50', 'card', -31_80, 'Corrida Vaivém', companies.rides],
    ]),
  ]
}
