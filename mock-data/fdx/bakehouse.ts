import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, payers, purchase, shops } from './counterparties.ts'
import { paidOut, untilBroughtOver } from './lending.ts'
import { daysSince, lastJanuary, monthly } from './months.ts'
import { networks } from './networks.ts'
import { repayment } from './repayment.ts'
import { account, card, company, deposit, person, rate } from './shapes.ts'

/** Bakes for a town: lives off what the company pays, and acts for it. */
export const sam = person(
  'sam',
  { first: 'Sam', last: 'Kettlewick', bornOn: '1981-09-27' },
  91,
  ['2 Oven Street', 'Alderwick', 'ME', '04999'],
  'personal checking; acts for the company Kettlewick Bakehouse',
)

/** A bakery with everything that a business holds: two deposit accounts, a line, a loan for its ovens, a card. */
export const bakehouse = company(
  'bakehouse',
  {
    ...{ legalName: 'Kettlewick Bakehouse LLC', tradeName: 'Kettlewick Bakehouse', representatives: ['sam'] },
    ...{ industryCode: '311811', agent: { first: 'Sam', last: 'Kettlewick' } },
  },
  92,
  ['4 Oven Street', 'Alderwick', 'ME', '04999'],
)

const OVENS = {
  ...{ lentOn: '2023-08-01', lentMinor: 110_000_00, owedMinor: 85_000_00 },
  ...{ percent: 7.75, paymentMinor: 1_703_62 },
}

export function bakehouseAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const ovens = paidOut(calendar, OVENS, '17:00')
  return [
    account(
      'sam-checking',
      ['sam'],
      'current',
      '1001099100',
      'Everyday Checking',
      [on('2024-04-16', '16:00'), 1_950_00],
      {
        terms: { deposit: deposit(0.05), networks: networks('1001099100') },
      },
    ),
    account(
      'bakehouse-operating',
      ['bakehouse'],
      'commercial',
      '2001099217',
      'Business Operating',
      [on('2024-04-16', '16:30'), 31_000_00],
      {
        ...{ nickname: 'Ovens and flour', terms: { deposit: deposit(null), networks: networks('2001099217') } },
      },
    ),
    account(
      'bakehouse-payroll',
      ['bakehouse'],
      'commercial',
      '2001099224',
      'Business Payroll',
      [on('2024-04-16', '16:40'), 6_000_00],
      {
        ...{ parent: 'bakehouse-operating', terms: { deposit: deposit(null), networks: networks('2001099224') } },
      },
    ),
    account(
      'bakehouse-line',
      ['bakehouse'],
      'credit-line',
      '5582100019',
      'Commercial Line of Credit',
      [on('2024-07-09', '17:00'), 0],
      {
        terms: {
          contract: {
            ...{ kind: 'commercial-line', lender: 'Bancada Bank', originalPrincipalMinor: null, limitMinor: 50_000_00 },
            ...{ rate: rate(9.25, { kind: 'indexed', index: 'PRIME', priorPpm: 95_000 }), compounding: 'monthly' },
            ...{ originatedOn: '2024-07-09', termMonths: null, maturesOn: null, escrowAccountId: null },
            ...{ payment: { amountMinor: 500_00, dueDate: 18, automatic: true }, arrears: null, school: null },
          },
        },
      },
    ),
    account('bakehouse-loan', ['bakehouse'], 'loan', '5582100026', 'Equipment Loan', ovens.opening, {
      ...ovens.more,
      terms: {
        contract: {
          ...{
            kind: 'commercial-loan',
            lender: 'Bancada Bank',
            originalPrincipalMinor: OVENS.lentMinor,
            limitMinor: null,
          },
          ...{
            rate: rate(OVENS.percent, { since: OVENS.lentOn }),
            compounding: 'monthly',
            originatedOn: OVENS.lentOn,
            termMonths: 84,
          },
          ...{ maturesOn: '2030-08-12', payment: { amountMinor: OVENS.paymentMinor, dueDate: 12, automatic: true } },
          ...{ escrowAccountId: null, arrears: null, school: null },
        },
      },
    }),
    account(
      'bakehouse-card',
      ['bakehouse'],
      'card',
      '9917550092170',
      'Business Rewards Card',
      [on('2024-09-02', '17:00'), 0],
      {
        terms: { card: card('9217', 20_000_00, 19.49, { autopay: 'statement' }) },
      },
    ),
  ]
}

export function bakehouseMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const loan = repayment(calendar, {
    ...{
      ...OVENS,
      loan: 'bakehouse-loan',
      from: 'bakehouse-operating',
      called: 'equipment loan',
      ...since,
      date: 12,
    },
  })
  return [
    ...movementsOf('sam-checking', calendar, [
      ...monthly(calendar, since, [
        20,
        '14:00',
        'ach',
        [-2_280_00, -2_410_00],
        'Far Shore Card Services',
        billers.otherCard,
      ]),
      ...monthly(calendar, since, purchase(16, '20:05', [-92_15, -81_70], shops.grocer, '9100')),
      ...monthly(calendar, since, [
        8,
        '13:00',
        'bill-payment',
        -1_150_00,
        'Rent Old Orchard Rentals',
        billers.landlord,
      ]),
    ]),
    ...movementsOf('bakehouse-operating', calendar, [
      ...monthly(calendar, since, [2, '16:40', 'ach', [9_812_40, 10_455_15], 'Card sales settled', payers.acquirer]),
      ...monthly(calendar, since, [9, '16:40', 'ach', [9_204_70, 8_970_25], 'Card sales settled', payers.acquirer]),
      ...monthly(calendar, since, [16, '16:40', 'ach', [10_120_05, 9_655_80], 'Card sales settled', payers.acquirer]),
      ...monthly(calendar, since, [23, '16:40', 'ach', [9_480_60, 10_018_35], 'Card sales settled', payers.acquirer]),
      ...monthly(calendar, since, [
        5,
        '15:15',
        'check',
        [1_240_00, 1_310_00],
        'Invoice Paper Moth Cafe',
        payers.cafe,
        (index) => ({ checkNumber: String(7_710 + index) }),
      ]),
      ...monthly(calendar, since, [6, '14:30', 'ach', [-9_870_15, -10_204_40], 'Goosefoot Flour Mill', billers.flour]),
      ...monthly(calendar, since, [11, '14:30', 'ach', [-4_120_70, -3_985_10], 'Clover Ridge Dairy', billers.dairy]),
      ...monthly(calendar, since, [
        10,
        '14:00',
        'internal-transfer',
        -15_800_00,
        'To payroll',
        { account: 'bakehouse-payroll', narrative: 'From operating' },
      ]),
      ...monthly(calendar, since, [17, '14:30', 'ach', [-1_912_30, -2_044_85], 'Bluewick Power', billers.power]),
      ...monthly(calendar, since, [19, '15:00', 'wire', -3_400_00, 'Shop rent', billers.landlord]),
      ...monthly(calendar, since, [
        18,
        '12:30',
        'loan-payment',
        -500_00,
        'Payment line of credit',
        { account: 'bakehouse-line', narrative: 'Payment received' },
      ]),
      ...monthly(calendar, since, [
        25,
        '12:30',
        'card-payment',
        [-612_40, -588_95],
        'Business card payment',
        { account: 'bakehouse-card', narrative: 'Payment received, thank you' },
      ]),
      ...monthly(calendar, { ...since, every: 3 }, [14, '15:30', 'ach', -2_875_00, 'State sales tax', billers.tax]),
    ]),
    ...movementsOf('bakehouse-payroll', calendar, [
      ...monthly(calendar, since, [15, '12:00', 'ach', [-10_980_00, -11_240_00], 'Payroll of five']),
      ...monthly(calendar, since, [
        15,
        '12:02',
        'internal-transfer',
        -4_400_00,
        'Owner’s draw',
        { account: 'sam-checking', narrative: 'Owner’s draw Kettlewick Bakehouse' },
      ]),
    ]),
    ...movementsOf('bakehouse-line', calendar, [
      ...monthly(calendar, { ...since, until: since.since }, [
        16,
        '15:00',
        'credit-operation',
        -18_000_00,
        'Drawn for the winter’s flour',
      ]),
      ...monthly(calendar, since, [1, '12:00', 'interest-charged', [-121_40, -118_25], 'Interest charged']),
    ]),
    ...untilBroughtOver(calendar, 'bakehouse-loan', OVENS),
    ...loan.flatMap(({ of, lines }) => movementsOf(of, calendar, lines)),
    ...movementsOf('bakehouse-card', calendar, [
      ...monthly(calendar, since, purchase(10, '18:20', [-588_95, -612_40], shops.office, '9217')),
    ]),
  ]
}
