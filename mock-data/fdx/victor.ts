import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, employers, purchase, shops } from './counterparties.ts'
import { paidOut, untilBroughtOver } from './lending.ts'
import { dayBefore, daysSince, lastJanuary, monthly, monthsBack } from './months.ts'
import { networks } from './networks.ts'
import { repayment } from './repayment.ts'
import { account, card, deposit, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

/** In trouble: overdrawn, behind with the car and the card, and with savings that a court holds fast. */
export const victor = person(
  'victor',
  { first: 'Victor', last: 'Copperfen', bornOn: '1990-12-02' },
  61,
  ['45 Ropewalk Alley, Apt 2', 'Sorrel City', 'TX', '75999'],
  'overdrawn checking, delinquent loan and card, a restricted savings account',
)

const CARD = '3390'
/** Paid until some months ago, and then no more. */
const AUTO = {
  ...{ lentOn: '2023-12-04', lentMinor: 21_000_00, owedMinor: 18_200_00 },
  ...{ percent: 11.9, paymentMinor: 412_00 },
}

export function victorAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const auto = paidOut(calendar, AUTO, '16:00')
  return [
    account(
      'victor-checking',
      ['victor'],
      'current',
      '1000743390',
      'Everyday Checking',
      [on('2024-05-07', '16:00'), 420_00],
      {
        overdraftLimitMinor: 500_00,
        terms: {
          deposit: deposit(null, { overdraft: { optedIn: true, fundedFrom: null } }),
          networks: networks('1000743390'),
        },
      },
    ),
    account(
      'victor-savings',
      ['victor'],
      'savings',
      '1000748811',
      'Goal Savings',
      [on('2024-05-07', '16:04'), 2_310_00],
      {
        ...{ status: 'blocked', terms: { deposit: deposit(2.2), networks: networks('1000748811') } },
      },
    ),
    account('victor-auto', ['victor'], 'loan', '5581400028', 'Auto Loan', auto.opening, {
      ...auto.more,
      terms: {
        contract: {
          ...{ kind: 'auto', lender: 'Bancada Bank', originalPrincipalMinor: AUTO.lentMinor, limitMinor: null },
          ...{
            rate: rate(AUTO.percent, { since: AUTO.lentOn }),
            compounding: 'monthly',
            originatedOn: AUTO.lentOn,
            termMonths: 72,
            maturesOn: '2029-12-15',
          },
          ...{
            payment: { amountMinor: AUTO.paymentMinor, dueDate: 15, automatic: false },
            escrowAccountId: null,
            school: null,
          },
          arrears: { on: dayBefore(calendar, 20), amountMinor: 824_00 },
        },
      },
    }),
    account(
      'victor-card',
      ['victor'],
      'card',
      '9917440033900',
      'Bancada Classic Card',
      [on('2024-07-01', '16:00'), 0],
      {
        terms: { card: card(CARD, 2_500_00, 29.49) },
      },
    ),
  ]
}

export function victorMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  // Then his hours were cut.
  const paidUntil = monthsBack(calendar, 4)
  const auto = repayment(calendar, {
    ...{ ...AUTO, loan: 'victor-auto', from: 'victor-checking', called: 'auto loan', ...since, date: 15 },
    until: paidUntil,
  })
  return [
    ...movementsOf('victor-checking', calendar, [
      ...monthly(calendar, { ...since, until: paidUntil }, [2, '12:05', ...wage(employers.printer, 2_640_00)]),
      ...monthly(calendar, { since: monthsBack(calendar, 3) }, [2, '12:05', ...wage(employers.printer, 1_900_00)]),
      ...monthly(calendar, since, [3, '14:30', 'bill-payment', -980_00, 'Rent Old Orchard Rentals', billers.landlord]),
      ...monthly(calendar, since, purchase(9, '20:15', [-212_80, -236_40], shops.grocer, '3398')),
      ...monthly(calendar, since, purchase(18, '23:40', [-61_15, -74_20], shops.fuel, '3398')),
      ...monthly(calendar, since, [21, '21:18', 'atm-withdrawal', -160_00, 'Cash at Sorrel City Station']),
      ...monthly(calendar, since, [
        26,
        '18:00',
        'instant-payment',
        [-180_00, -205_00],
        'Sparrowtalk Mobile and insurance',
        billers.mobile,
      ]),
      [3, '15:20', 'fee-single', -36_00, 'Overdraft fee'],
    ]),
    ...untilBroughtOver(calendar, 'victor-auto', AUTO),
    ...auto.flatMap(({ of, lines }) => movementsOf(of, calendar, lines)),
    ...movementsOf('victor-savings', calendar, [
      ...monthly(calendar, since, [28, '12:10', 'interest-earned', [4_20, 4_25], 'Interest earned']),
    ]),
    ...movementsOf('victor-auto', calendar, [
      ...monthly(calendar, { since: monthsBack(calendar, 3) }, [
        15,
        '12:01',
        'interest-charged',
        [-132_40, -133_70],
        'Interest charged',
      ]),
      [19, '12:02', 'fee-single', -25_00, 'Late payment fee'],
    ]),
    ...movementsOf('victor-card', calendar, [
      ...monthly(
        calendar,
        { since: monthsBack(calendar, 9) },
        purchase(13, '22:10', [-188_60, -171_25], shops.hardware, CARD),
      ),
      ...monthly(calendar, { since: monthsBack(calendar, 8) }, [
        27,
        '12:00',
        'interest-charged',
        [-14_20, -18_75, -22_40],
        'Interest on purchases',
      ]),
    ]),
  ]
}
