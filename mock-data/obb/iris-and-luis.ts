import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { companies, employers, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** A physician and an engineer with a joint account that needs both of their words; she acts for her clinic too. */
export const iris = person(
  'iris',
  'Íris Copaíba Lagoa',
  '909010111',
  'four accounts, one joint; acts for the company Sopro Leve',
)
export const luis = person('luis', 'Luís Angico Ventania', '210311412', 'a current account and one joint with Íris')

export function irisAndLuisAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('iris-current', ['iris'], ['00091012', '0'], calendar.at(2_702, '09:33'), 14_800_00, {
      overdraftLimitMinor: 8_000_00,
    }),
    account('iris-savings', ['iris'], ['00591012', '6'], calendar.at(2_650, '14:20'), 62_000_00, {
      kind: 'savings',
      openingNarrative: 'Depósito de abertura de poupança',
    }),
    account('iris-prepaid', ['iris'], ['00991012', '2'], calendar.at(388, '12:41'), 120_00, {
      ...{ kind: 'prepaid', branch: null, openingNarrative: 'Primeira recarga' },
    }),
    account('luis-current', ['luis'], ['00021031', '8'], calendar.at(1_977, '16:09'), 3_620_00, {
      overdraftLimitMinor: 3_000_00,
    }),
    account('house-current', ['iris', 'luis'], ['00021032', '6'], calendar.at(1_204, '10:55'), 4_100_00, {
      ...{ ownership: 'joint-all', openingNarrative: 'Depósito de abertura de conta conjunta' },
    }),
  ]
}

export function irisAndLuisMovements(calendar: Calendar): MovementPersona[] {
  const house = (who: string) => ({ account: 'house-current', narrative: `Transferência recebida de ${who}` })
  const prepaid = { account: 'iris-prepaid', narrative: 'Recarga recebida' }
  return [
    ...movementsOf('iris-current', calendar, [
      ...monthly(26, () => ['11:30', 'ted', 18_400_00, 'TED recebida honorários médicos', employers.hospital]),
      ...monthly(24, () => [
        '08:20',
        'internal-transfer',
        -4_500_00,
        'Transferência para conta conjunta',
        house('Íris'),
      ]),
      ...monthly(23, () => ['00:05', 'boleto', -2_180_00, 'Pagamento de boleto Escola de Idiomas', companies.school]),
      ...monthly(20, () => [
        '10:15',
        'internal-transfer',
        -3_000_00,
        'Aplicação na poupança',
        { account: 'iris-savings', narrative: 'Depósito em poupança' },
      ]),
      ...monthly(18, () => ['12:05', 'internal-transfer', -400_00, 'Recarga do pré-pago', prepaid]),
      ...monthly(14, (of) => [
        '20:55',
        'card',
        -of(412_60, 388_10, 451_35),
        'Compra no débito Restaurante Tacho de Cobre',
        companies.restaurant,
      ]),
      ...monthly(9, (of) => [
        '18:40',
        'card',
        -of(296_70, 310_25, 284_90),
        'Compra no débito Posto Estrada Real',
        companies.fuel,
      ]),
      ...monthly(7, () => ['00:03', 'fee-package', -59_90, 'Tarifa pacote de serviços']),
      [47, '10:02', 'other', -25_000_00, 'Aplicação em CDB', { bucket: 'invested' }],
      [12, '15:44', 'other', 5_000_00, 'Resgate de CDB', { bucket: 'invested' }],
      ...monthly(1, (of) => [
        '21:12',
        'pix',
        -of(350_00, 280_00, 410_00),
        'Pix enviado Pousada Lua de Prata',
        companies.hotel,
      ]),
    ]),
    ...movementsOf('iris-savings', calendar, [
      ...monthly(11, (of) => ['00:02', 'investment-yield', of(358_42, 340_15, 322_80), 'Rendimento da poupança']),
    ]),
    ...movementsOf('iris-prepaid', calendar, [
      ...monthly(17, (of) => ['08:02', 'card', -of(42_80, 39_15, 51_60), 'Corrida Vaivém', companies.rides]),
      ...monthly(15, () => ['22:40', 'card', -55_90, 'Assinatura Tela Acesa', companies.streaming]),
      ...monthly(5, (of) => [
        '16:22',
        'card',
        -of(128_00, 96_40, 143_75),
        'Compra Pet Shop Quatro Patas',
        companies.pets,
      ]),
    ]),
    ...movementsOf('luis-current', calendar, [
      ...monthly(28, () => ['06:30', 'salary', 11_240_00, 'Crédito de salário', employers.estaleiro]),
      ...monthly(24, () => [
        '08:31',
        'internal-transfer',
        -4_500_00,
        'Transferência para conta conjunta',
        house('Luís'),
      ]),
      ...monthly(21, () => ['09:05', 'pix', -1_200_00, 'Pix enviado Tainá Pitanga', people.trainer]),
      ...monthly(16, (of) => [
        '19:26',
        'card',
        -of(684_30, 712_90, 655_15),
        'Compra no débito Casa do Parafuso',
        companies.hardware,
      ]),
      ...monthly(10, () => ['11:48', 'withdrawal', -500_00, 'Saque em terminal de autoatendimento']),
      ...monthly(4, (of) => [
        '18:20',
        'card',
        -of(245_10, 231_60, 250_75),
        'Compra no débito Posto Estrada Real',
        companies.fuel,
      ]),
    ]),
    ...movementsOf('house-current', calendar, [
      ...monthly(22, () => ['09:00', 'ted', -4_150_00, 'TED enviada financiamento do imóvel', companies.landlord]),
      ...monthly(19, () => ['00:05', 'boleto', -1_128_00, 'Pagamento de boleto condomínio', companies.condominium]),
      ...monthly(18, (of) => [
        '00:06',
        'utility',
        -of(312_47, 298_30, 327_81),
        'Débito automático luz',
        companies.power,
      ]),
      ...monthly(18, (of) => [
        '00:07',
        'utility',
        -of(142_90, 139_25, 147_60),
        'Débito automático água',
        companies.water,
      ]),
      ...monthly(15, () => ['00:05', 'boleto', -149_90, 'Pagamento de boleto Fibra Sabiá', companies.internet]),
      ...monthly(13, (of) => [
        '18:52',
        'card',
        -of(842_15, 796_40, 871_05),
        'Compra no débito Supermercado Bom Pomar',
        companies.market,
      ]),
      ...monthly(6, (of) => [
        '18:47',
        'card',
        -of(768_90, 812_35, 745_20),
        'Compra no débito Supermercado Bom Pomar',
        companies.market,
      ]),
      ...monthly(2, (of) => [
        '10:33',
        'card',
        -of(224_60, 208_15, 231_90),
        'Compra no débito Hortifruti Folha Viva',
        companies.greengrocer,
      ]),
    ]),
  ]
}
