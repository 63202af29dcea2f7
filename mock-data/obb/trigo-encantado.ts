import type { AccountPersona, CompanyPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cnpj } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { companies, people } from './counterparties.ts'

/** A neighbourhood bakery: sales come in by Pix and card, suppliers and wages go out; Bruno acts for it. */
export const trigoEncantado: CompanyPersona = {
  key: 'trigo',
  legalName: 'Padaria Trigo Encantado Ltda',
  tradeName: 'Trigo Encantado',
  document: cnpj('991112220001'),
  representatives: ['bruno'],
}

export function trigoAccounts(calendar: Calendar): AccountPersona[] {
  const its = { holders: ['trigo'], ownership: 'individual' as const, branch: '0001' }
  return [
    {
      ...its,
      ...{ key: 'trigo-current', kind: 'current', number: '00078901', checkDigit: '2' },
      openedAt: calendar.at(1_288, '10:41'),
      openingMinor: 29_600_00,
      openingNarrative: 'Depósito de abertura de conta',
      overdraftLimitMinor: 10_000_00,
    },
    {
      ...its,
      ...{ key: 'trigo-savings', kind: 'savings', number: '00578901', checkDigit: '7' },
      openedAt: calendar.at(1_190, '15:13'),
      openingMinor: 12_000_00,
      openingNarrative: 'Depósito de abertura de poupança',
    },
    {
      ...its,
      ...{ key: 'trigo-closed', kind: 'current', number: '00067890', checkDigit: '4' },
      openedAt: calendar.at(1_700, '11:00'),
      openingMinor: 3_150_00,
      openingNarrative: 'Depósito de abertura de conta',
      status: { closedAt: calendar.at(397, '16:30') },
    },
    {
      ...its,
      ...{ key: 'trigo-hidden', kind: 'current', number: '00089012', checkDigit: '9' },
      openedAt: calendar.at(480, '13:25'),
      openingMinor: 1_800_00,
      openingNarrative: 'Depósito de abertura de conta',
      status: 'hidden',
    },
  ]
}

export function trigoMovements(calendar: Calendar): MovementPersona[] {
  const bruno = { account: 'bruno-current', narrative: 'Pró-labore Padaria Trigo Encantado' }
  const savings = { account: 'trigo-savings', narrative: 'Depósito em poupança' }
  return [
    ...movementsOf('trigo-current', calendar, [
      [90, '08:05', 'pix', 184_50, 'Pix recebido Heitor Baru', people.regularA],
      [88, '16:40', 'ted', 6_218_40, 'TED recebida vendas no cartão', companies.acquirer],
      [86, '07:30', 'pix', -2_150_00, 'Pix enviado salário Joana Mangaba', people.bakerJoana],
      [86, '07:31', 'pix', -2_150_00, 'Pix enviado salário Rui Pequi', people.bakerRui],
      [86, '07:32', 'pix', -1_780_00, 'Pix enviado salário Nina Cupuaçu', people.attendant],
      [85, '08:00', 'internal-transfer', -3_780_00, 'Pró-labore', bruno],
      [83, '09:20', 'boleto', -3_480_00, 'Pagamento de boleto Moinho Grão Dourado', companies.mill],
      [81, '17:12', 'pix', 96_00, 'Pix recebido Marta Seriguela', people.regularB],
      [80, '00:05', 'boleto', -2_900_00, 'Pagamento de boleto aluguel da loja', companies.landlord],
      [77, '10:50', 'pix', 1_450_00, 'Pix recebido Pousada Lua de Prata', companies.hotel],
      [74, '16:40', 'ted', 5_874_15, 'TED recebida vendas no cartão', companies.acquirer],
      [72, '00:05', 'utility', -1_126_70, 'Débito automático energia elétrica', companies.power],
      [70, '00:03', 'fee-package', -79_00, 'Tarifa pacote de serviços empresa'],
      [68, '09:31', 'boleto', -1_264_80, 'Pagamento de boleto Laticínios Campo Sereno', companies.dairy],
      [66, '08:14', 'pix', 62_75, 'Pix recebido Enzo Guabiroba', people.regularC],
      [64, '14:02', 'utility', -1_940_22, 'Pagamento de tributos municipais', companies.taxes],
      [61, '16:40', 'ted', 6_433_90, 'TED recebida vendas no cartão', companies.acquirer],
      [59, '11:45', 'pix', 3_200_00, 'Pix recebido Bufê Mesa Posta', companies.events],
      [57, '10:10', 'other', -10_000_00, 'Aplicação automática', { bucket: 'invested' }],
      [56, '07:30', 'pix', -2_150_00, 'Pix enviado salário Joana Mangaba', people.bakerJoana],
      [56, '07:31', 'pix', -2_150_00, 'Pix enviado salário Rui Pequi', people.bakerRui],
      [56, '07:32', 'pix', -1_780_00, 'Pix enviado salário Nina Cupuaçu', people.attendant],
      [55, '08:00', 'internal-transfer', -3_780_00, 'Pró-labore', bruno],
      [53, '09:22', 'boleto', -3_615_00, 'Pagamento de boleto Moinho Grão Dourado', companies.mill],
      [50, '00:05', 'boleto', -2_900_00, 'Pagamento de boleto aluguel da loja', companies.landlord],
      [47, '16:40', 'ted', 7_102_33, 'TED recebida vendas no cartão', companies.acquirer],
      [45, '15:55', 'boleto', -748_60, 'Pagamento de boleto Embalagens Papel Kraftino', companies.packaging],
      [42, '00:05', 'utility', -1_083_15, 'Débito automático energia elétrica', companies.power],
      [40, '00:03', 'fee-package', -79_00, 'Tarifa pacote de serviços empresa'],
      [38, '10:52', 'pix', 1_450_00, 'Pix recebido Pousada Lua de Prata', companies.hotel],
      [35, '16:40', 'ted', 6_755_08, 'TED recebida vendas no cartão', companies.acquirer],
      [33, '14:08', 'utility', -2_015_47, 'Pagamento de tributos municipais', companies.taxes],
      [31, '09:05', 'boleto', -4_300_00, 'Pagamento de boleto Fornos Brasa Boa', companies.oven],
      [28, '08:20', 'pix', 210_00, 'Pix recebido Sônia Araçá', people.regularD],
      [26, '07:30', 'pix', -2_150_00, 'Pix enviado salário Joana Mangaba', people.bakerJoana],
      [26, '07:31', 'pix', -2_150_00, 'Pix enviado salário Rui Pequi', people.bakerRui],
      [26, '07:32', 'pix', -1_780_00, 'Pix enviado salário Nina Cupuaçu', people.attendant],
      [25, '08:00', 'internal-transfer', -3_780_00, 'Pró-labore', bruno],
      [23, '09:18', 'boleto', -3_542_50, 'Pagamento de boleto Moinho Grão Dourado', companies.mill],
      [21, '16:40', 'ted', 8_046_71, 'TED recebida vendas no cartão', companies.acquirer],
      [20, '00:05', 'boleto', -2_900_00, 'Pagamento de boleto aluguel da loja', companies.landlord],
      [19, '11:30', 'internal-transfer', -1_000_00, 'Aplicação na poupança', savings],
      [16, '10:47', 'pix', 2_860_00, 'Pix recebido Bufê Mesa Posta', companies.events],
      [14, '09:36', 'boleto', -1_318_25, 'Pagamento de boleto Laticínios Campo Sereno', companies.dairy],
      [12, '00:05', 'utility', -1_154_98, 'Débito automático energia elétrica', companies.power],
      [10, '00:03', 'fee-package', -79_00, 'Tarifa pacote de serviços empresa'],
      [9, '00:02', 'fee-single', -25_00, 'Tarifa emissão de boletos'],
      [7, '16:40', 'ted', 6_910_56, 'TED recebida vendas no cartão', companies.acquirer],
      [6, '09:12', 'boleto', -690_00, 'Pagamento de boleto Contábil Dois Mais Dois', companies.accountant],
      [5, '15:15', 'other', -350_00, 'Bloqueio por contestação de venda', { bucket: 'blocked' }],
      [4, '08:32', 'pix', 74_20, 'Pix recebido Heitor Baru', people.regularA],
      [3, '17:45', 'pix', 128_90, 'Pix recebido Marta Seriguela', people.regularB],
      [1, '10:44', 'pix', 1_450_00, 'Pix recebido Pousada Lua de Prata', companies.hotel],
      [0, '00:08', 'pix', -415_00, 'Pix agendado Nina Cupuaçu vale-transporte', people.attendant],
    ]),
    ...movementsOf('trigo-savings', calendar, [
      [73, '00:02', 'investment-yield', 61_40, 'Rendimento da poupança'],
      [43, '00:02', 'investment-yield', 61_73, 'Rendimento da poupança'],
      [13, '00:02', 'investment-yield', 62_08, 'Rendimento da poupança'],
    ]),
    ...movementsOf('trigo-closed', calendar, [
      [430, '14:10', 'boleto', -1_150_00, 'Pagamento de boleto Moinho Grão Dourado', companies.mill],
      [
        398,
        '10:30',
        'internal-transfer',
        -2_000_00,
        'Transferência por encerramento de conta',
        {
          account: 'trigo-current',
          narrative: 'Transferência recebida de conta encerrada',
        },
      ],
    ]),
    ...movementsOf('trigo-hidden', calendar, [
      [70, '11:02', 'pix', 640_00, 'Pix recebido Bufê Mesa Posta', companies.events],
      [39, '15:31', 'boleto', -920_00, 'Pagamento de boleto Embalagens Papel Kraftino', companies.packaging],
    ]),
  ]
}
