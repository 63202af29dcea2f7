import type { AccountPersona, CompanyPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cnpj } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { companies, payers, people } from './counterparties.ts'
import { account, monthly } from './shapes.ts'

/** A small clinic: health plans pay by TED, patients by Pix. */
export const soproLeve: CompanyPersona = {
  key: 'sopro',
  legalName: 'Clínica Sopro Leve Ltda',
  tradeName: 'Sopro Leve',
  document: cnpj('992223330001'),
  representatives: ['iris'],
}

export function soproAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('sopro-current', ['sopro'], ['00092223', '1'], calendar.at(1_466, '13:18'), 36_500_00, {
      overdraftLimitMinor: 15_000_00,
    }),
  ]
}

export function soproMovements(calendar: Calendar): MovementPersona[] {
  return movementsOf('sopro-current', calendar, [
    ...monthly(27, (of) => [
      '15:20',
      'ted',
      of(28_640_10, 26_912_75, 29_377_40),
      'TED recebida repasse Bem Viver Saúde',
      companies.health,
    ]),
    ...monthly(26, () => ['07:40', 'pix', -3_280_00, 'Pix enviado salário Nina Cupuaçu', people.attendant]),
    ...monthly(26, () => ['07:41', 'pix', -5_650_00, 'Pix enviado salário Tainá Pitanga', people.trainer]),
    ...monthly(25, () => ['00:05', 'boleto', -6_400_00, 'Pagamento de boleto aluguel da sala', companies.landlord]),
    ...monthly(21, () => ['14:10', 'pix', 380_00, 'Pix recebido consulta Heitor Baru', people.regularA]),
    ...monthly(17, (of) => [
      '09:44',
      'boleto',
      -of(1_912_80, 2_046_30, 1_788_55),
      'Pagamento de boleto Instrumentar Saúde',
      payers.supplies,
    ]),
    ...monthly(15, () => ['16:32', 'pix', 380_00, 'Pix recebido consulta Sônia Araçá', people.regularD]),
    ...monthly(12, (of) => [
      '00:05',
      'utility',
      -of(644_20, 612_75, 668_40),
      'Débito automático energia elétrica',
      companies.power,
    ]),
    ...monthly(9, (of) => [
      '14:05',
      'utility',
      -of(3_212_40, 3_088_15, 3_301_90),
      'Pagamento de tributos municipais',
      companies.taxes,
    ]),
    ...monthly(8, () => ['00:03', 'fee-package', -89_00, 'Tarifa pacote de serviços empresa']),
    ...monthly(3, () => ['11:26', 'pix', 380_00, 'Pix recebido consulta Marta Seriguela', people.regularB]),
  ])
}
