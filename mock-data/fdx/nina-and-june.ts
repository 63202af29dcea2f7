import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { type Line, movementsOf } from '../movements.ts'
import { billers, employers, purchase, shops } from './counterparties.ts'
import { broughtOver, daysSince, lastJanuary, monthly } from './months.ts'
import { networks } from './networks.ts'
import { repayment } from './repayment.ts'
import { account, deposit, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

/** Has closed an account and paid off a loan: both are still seen. */
export const nina = person(
  'nina',
  { first: 'Nina', last: 'Oatfield', bornOn: '1994-07-15' },
  71,
  ['12 Weaver Row', 'Barley Cross', 'NC', '28998'],
  'a closed account, a loan paid off, and one checking account',
)

/** Has just come to the bank: an account on which nothing ever moved. */
export const june = person(
  'june',
  { first: 'June', last: 'Thistleway', bornOn: '2001-05-05' },
  72,
  ['600 Ferry Street', 'Plover Bay', 'MI', '49999'],
  'one empty account',
)

const LOAN = { owedMinor: 6_000_00, percent: 9.2, paymentMinor: 524_90 }

export function ninaAndJuneAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  return [
    account(
      'nina-checking',
      ['nina'],
      'current',
      '1000857120',
      'Everyday Checking',
      [on('2024-05-02', '17:00'), 2_600_00],
      {
        terms: { deposit: deposit(0.05), networks: networks('1000857120') },
      },
    ),
    account('nina-old', ['nina'], 'current', '1000857004', 'Basic Checking', [on('2024-04-03', '17:00'), 740_00], {
      ...{ status: { closedAt: calendar.at(190, '20:00') }, terms: { deposit: deposit(null) } },
    }),
    account(
      'nina-loan',
      ['nina'],
      'loan',
      '5581500014',
      'Personal Loan',
      [on(broughtOver(calendar), '17:00'), -LOAN.owedMinor],
      {
        ...{ openingKind: 'credit-operation', openingNarrative: 'Loan paid out' },
        terms: {
          contract: {
            ...{ kind: 'personal', lender: 'Bancada Bank', originalPrincipalMinor: LOAN.owedMinor, limitMinor: null },
            ...{
              rate: rate(LOAN.percent, { since: broughtOver(calendar) }),
              compounding: 'monthly',
              originatedOn: broughtOver(calendar),
              termMonths: 12,
            },
            ...{
              maturesOn: `${lastJanuary(calendar).slice(0, 4)}-12-04`,
              payment: null,
              escrowAccountId: null,
              arrears: null,
              school: null,
            },
          },
        },
      },
    ),
    account('june-checking', ['june'], 'current', '1000867203', 'Everyday Checking', [calendar.at(2, '15:00'), 0], {
      terms: { deposit: deposit(0.05), networks: networks('1000867203') },
    }),
  ]
}

export function ninaAndJuneMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const moved = { account: 'nina-checking', narrative: 'From Basic Checking, closed' }
  const loan = repayment(calendar, {
    ...{ ...LOAN, loan: 'nina-loan', from: 'nina-checking', called: 'personal loan', ...since, date: 4 },
  })
  return [
    ...movementsOf('nina-checking', calendar, [
      ...monthly(calendar, since, [1, '12:05', ...wage(employers.clinic, 3_900_00)]),
      ...monthly(calendar, since, [
        3,
        '14:30',
        'bill-payment',
        -1_260_00,
        'Rent Old Orchard Rentals',
        billers.landlord,
      ]),
      ...monthly(calendar, since, [24, '14:00', 'ach', -820_00, 'Larch Grove Investments', billers.invest]),
      ...monthly(calendar, since, purchase(10, '19:30', [-88_20, -102_65], shops.grocer, '7120')),
      ...monthly(calendar, since, purchase(21, '17:15', [-41_30, -28_90], shops.pets, '7120')),
    ]),
    ...movementsOf('nina-old', calendar, [
      ...[420, 350, 300, 260, 215].map(
        (daysBefore): Line => [daysBefore, '17:00', 'atm-withdrawal', -60_00, 'Cash at Barley Cross'],
      ),
      [190, '19:00', 'internal-transfer', -440_00, 'To Everyday Checking', moved],
    ]),
    ...loan.flatMap(({ of, lines }) => movementsOf(of, calendar, lines)),
  ]
}
