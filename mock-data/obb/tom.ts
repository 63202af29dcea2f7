import type { AccountPersona, CompanyPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cnpj } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { companies, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** A mechanic and his workshop: what it earns is what he lives on. */
export const tom = person(
  'tom',
  'Tomás Jenipapo Bigorna',
  '311412513',
  'own account, and acts for the company Roda Firme',
)

export const rodaFirme: CompanyPersona = {
  key: 'roda',
  legalName: 'Oficina Mecânica Roda Firme Ltda',
  tradeName: 'Roda Firme',
  document: cnpj('993334440001'),
  representatives: ['tom'],
}

export function tomAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('tom-current', ['tom'], ['00031141', '4'], calendar.at(1_120, '09:50'), 980_00, {
      overdraftLimitMinor: 1_000_00,
    }),
    account('roda-current', ['roda'], ['00093334', '0'], calendar.at(1_118, '10:36'), 11_700_00, {
      overdraftLimitMinor: 6_000_00,
    }),
  ]
}

export function tomMovements(calendar: Calendar): MovementPersona[] {
  const draw = { account: 'tom-current', narrative: 'Pró-labore Oficina Roda Firme' }
  return [
    ...movementsOf('roda-current', calendar, [
      ...monthly(29, () => ['17:10', 'pix', 1_180_00, 'Pix recebido revisão Enzo Guabiroba', people.regularC]),
      ...monthly(27, (of) => [
        '16:40',
        'ted',
        of(7_912_30, 8_245_60, 7_533_95),
        'TED recebida vendas no cartão',
        companies.acquirer,
      ]),
      ...monthly(25, () => ['08:00', 'internal-transfer', -4_200_00, 'Pró-labore', draw]),
      ...monthly(24, () => ['07:35', 'pix', -2_340_00, 'Pix enviado salário Rui Pequi', people.bakerRui]),
      ...monthly(22, (of) => [
        '09:18',
        'boleto',
        -of(3_120_45, 2_864_90, 3_377_20),
        'Pagamento de boleto Casa do Parafuso',
        companies.hardware,
      ]),
      ...monthly(20, () => ['00:05', 'boleto', -2_100_00, 'Pagamento de boleto aluguel do galpão', companies.landlord]),
      ...monthly(16, () => ['11:42', 'pix', 640_00, 'Pix recebido troca de freios Marta Seriguela', people.regularB]),
      ...monthly(13, (of) => [
        '16:40',
        'ted',
        of(6_480_15, 6_902_70, 6_211_05),
        'TED recebida vendas no cartão',
        companies.acquirer,
      ]),
      ...monthly(11, (of) => [
        '00:05',
        'utility',
        -of(514_80, 498_15, 536_40),
        'Débito automático energia elétrica',
        companies.power,
      ]),
      ...monthly(7, () => ['00:03', 'fee-package', -79_00, 'Tarifa pacote de serviços empresa']),
      ...monthly(5, () => ['15:28', 'pix', 890_00, 'Pix recebido embreagem Heitor Baru', people.regularA]),
    ]),
    ...movementsOf('tom-current', calendar, [
      ...monthly(23, () => ['09:12', 'pix', -1_150_00, 'Pix enviado aluguel', people.landlady]),
      ...monthly(18, (of) => [
        '19:20',
        'card',
        -of(412_35, 398_70, 437_10),
        'Compra no débito Supermercado Bom Pomar',
        companies.market,
      ]),
      ...monthly(14, () => ['00:05', 'boleto', -129_90, 'Pagamento de boleto Fibra Sabiá', companies.internet]),
      ...monthly(9, (of) => [
        '12:33',
        'card',
        -of(62_40, 58_90, 71_25),
        'Compra no débito Restaurante Tacho de Cobre',
        companies.restaurant,
      ]),
      ...monthly(2, (of) => [
        '18:05',
        'card',
        -of(205_60, 198_35, 214_80),
        'Compra no débito Posto Estrada Real',
        companies.fuel,
      ]),
    ]),
  ]
}
