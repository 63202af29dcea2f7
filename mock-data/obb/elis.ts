import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { companies, payers, people } from './counterparties.ts'
import { account, monthly, person } from './shapes.ts'

/** Retired: a pension, a pharmacy, a grandson at college, and savings that she lets grow. */
export const elis = person('elis', 'Elis Macaúba Remanso', '404505606', 'a pension, regular bills, and savings')

export function elisAccounts(calendar: Calendar): AccountPersona[] {
  return [
    account('elis-current', ['elis'], ['00056012', '2'], calendar.at(4_115, '10:12'), 1_240_80),
    account('elis-savings', ['elis'], ['00556012', '8'], calendar.at(4_101, '15:30'), 48_300_00, {
      kind: 'savings',
      openingNarrative: 'Depósito de abertura de poupança',
    }),
  ]
}

export function elisMovements(calendar: Calendar): MovementPersona[] {
  const savings = { account: 'elis-savings', narrative: 'Depósito em poupança' }
  return [
    ...movementsOf('elis-current', calendar, [
      ...monthly(22, () => ['06:10', 'salary', 3_412_55, 'Crédito de benefício previdenciário', payers.pension]),
      ...monthly(21, () => ['09:40', 'pix', -600_00, 'Pix enviado Davi Macaúba mesada', people.grandson]),
      ...monthly(20, () => ['00:05', 'boleto', -742_90, 'Pagamento de boleto Bem Viver Saúde', companies.health]),
      ...monthly(19, () => ['00:05', 'boleto', -486_00, 'Pagamento de boleto condomínio', companies.condominium]),
      ...monthly(17, (of) => [
        '00:06',
        'utility',
        -of(138_42, 151_07, 129_66),
        'Débito automático luz',
        companies.power,
      ]),
      ...monthly(16, (of) => ['00:06', 'utility', -of(71_30, 68_95, 74_12), 'Débito automático água', companies.water]),
      ...monthly(13, (of) => [
        '10:22',
        'card',
        -of(214_60, 187_35, 232_18),
        'Compra no débito Farmácia Boa Hora',
        companies.pharmacy,
      ]),
      ...monthly(10, (of) => [
        '08:50',
        'card',
        -of(156_20, 149_75, 163_04),
        'Compra no débito Hortifruti Folha Viva',
        companies.greengrocer,
      ]),
      ...monthly(8, () => ['11:05', 'withdrawal', -300_00, 'Saque em terminal de autoatendimento']),
      ...monthly(5, () => ['09:15', 'internal-transfer', -350_00, 'Aplicação na poupança', savings]),
      ...monthly(2, (of) => [
        '08:44',
        'card',
        -of(143_10, 138_92, 151_60),
        'Compra no débito Hortifruti Folha Viva',
        companies.greengrocer,
      ]),
    ]),
    ...movementsOf('elis-savings', calendar, [
      ...monthly(12, (of) => ['00:02', 'investment-yield', of(252_18, 249_70, 247_25), 'Rendimento da poupança']),
    ]),
  ]
}
