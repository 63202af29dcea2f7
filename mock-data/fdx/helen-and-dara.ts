import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, employers, purchase, shops } from './counterparties.ts'
import { paidOut, untilBroughtOver } from './lending.ts'
import { daysSince, lastJanuary, monthly } from './months.ts'
import { networks, securitiesNetworks } from './networks.ts'
import { repayment } from './repayment.ts'
import { investment, position } from './securities.ts'
import { account, card, deposit, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

/** A teacher with money borrowed on her house and her car, and a daughter at college who may use her card. */
export const helen = person(
  'helen',
  { first: 'Helen', last: 'Stillbrook', bornOn: '1974-02-08' },
  51,
  ['3 Lantern Hill Road', 'Plover Bay', 'MI', '49999'],
  'home equity line and loan, auto loan, card that Dara may use, account held for a child',
)
export const dara = person(
  'dara',
  { first: 'Dara', last: 'Stillbrook', bornOn: '2005-08-21' },
  54,
  ['18 Thornapple Hall', 'Thornapple', 'MI', '49998'],
  'student checking, student loan, wallet; authorised user of her mother’s card',
)

const CARD = '2207'
const DARAS_CARD = '2215'
const AUTO = {
  ...{ lentOn: '2023-10-03', lentMinor: 29_500_00, owedMinor: 24_600_00 },
  ...{ percent: 5.49, paymentMinor: 481_83 },
}
const EQUITY = {
  ...{ lentOn: '2023-06-18', lentMinor: 48_000_00, owedMinor: 42_000_00 },
  ...{ percent: 7.1, paymentMinor: 559_80 },
}
/** Its interest is added to it while she studies. */
const STUDENT = { lentOn: '2023-09-01', lentMinor: 11_500_00, owedMinor: 12_240_00 }

export function helenAndDaraAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const lent = (kind: 'auto' | 'home-equity', of: typeof AUTO, termMonths: number, maturesOn: string) => ({
    contract: {
      ...{
        kind,
        lender: 'Bancada Bank',
        originalPrincipalMinor: of.lentMinor,
        limitMinor: null,
        rate: rate(of.percent, { since: of.lentOn }),
      },
      ...{ compounding: 'monthly' as const, originatedOn: of.lentOn, termMonths, maturesOn },
      payment: { amountMinor: of.paymentMinor, dueDate: 10, automatic: true },
      ...{ escrowAccountId: null, arrears: null, school: null },
    },
  })
  const equity = paidOut(calendar, EQUITY, '17:00')
  const auto = paidOut(calendar, AUTO, '17:00')
  const student = paidOut(calendar, STUDENT, '17:00')
  return [
    account(
      'helen-checking',
      ['helen'],
      'current',
      '1000632207',
      'Everyday Checking',
      [on('2024-04-11', '15:00'), 6_900_00],
      {
        terms: {
          deposit: deposit(0.05, { overdraft: { optedIn: true, fundedFrom: null } }),
          networks: networks('1000632207'),
        },
      },
    ),
    account(
      'helen-card',
      ['helen', 'dara'],
      'card',
      '9917440022070',
      'Bancada Classic Card',
      [on('2024-05-20', '16:00'), 0],
      {
        ...{ ownership: 'individual', roles: ['owner', 'authorised-user'] },
        terms: { card: card(CARD, 6_000_00, 24.99, { otherCards: [{ holderId: 'dara', lastDigits: DARAS_CARD }] }) },
      },
    ),
    account('helen-line', ['helen'], 'credit-line', '5581300021', 'Home Equity Line', [on('2024-09-12', '17:00'), 0], {
      terms: {
        contract: {
          ...{ kind: 'home-equity-line', lender: 'Bancada Bank', originalPrincipalMinor: null, limitMinor: 60_000_00 },
          rate: rate(8.25, { kind: 'variable', index: 'PRIME', priorPpm: 85_000 }),
          ...{ compounding: 'monthly', originatedOn: '2024-09-12', termMonths: null, maturesOn: null },
          ...{ payment: { amountMinor: 150_00, dueDate: 20, automatic: false }, escrowAccountId: null },
          ...{ arrears: null, school: null },
        },
      },
    }),
    account('helen-equity', ['helen'], 'loan', '5581300038', 'Home Equity Loan', equity.opening, {
      ...{ ...equity.more, terms: lent('home-equity', EQUITY, 120, '2033-07-10') },
    }),
    account('helen-auto', ['helen'], 'loan', '5581300045', 'Auto Loan', auto.opening, {
      ...{ ...auto.more, terms: lent('auto', AUTO, 72, '2029-10-10') },
    }),
    account('helen-utma', ['helen'], 'investment', '7700630015', 'UTMA for Joel', [on('2024-05-06', '18:00'), 640_00], {
      roles: ['custodian'],
      terms: {
        investment: investment('custodial', {
          positions: [position(calendar, 'meadow', 61.5, 83_20, [[590, 61.5]])],
        }),
        networks: securitiesNetworks('7700630015'),
      },
    }),
    account(
      'dara-checking',
      ['dara'],
      'current',
      '1000635548',
      'Student Checking',
      [on('2024-08-20', '14:00'), 310_00],
      {
        terms: { deposit: deposit(null), networks: networks('1000635548') },
      },
    ),
    account('dara-loan', ['dara'], 'loan', '5581300052', 'Student Loan', student.opening, {
      ...student.more,
      terms: {
        contract: {
          ...{ kind: 'student', lender: 'Bancada Bank', originalPrincipalMinor: STUDENT.lentMinor, limitMinor: null },
          rate: rate(6.1, { kind: 'variable', index: 'SOFR 30-day average', priorPpm: 63_500 }),
          ...{ compounding: 'monthly', originatedOn: STUDENT.lentOn, termMonths: 168, maturesOn: '2037-09-01' },
          ...{ payment: null, escrowAccountId: null, arrears: null, school: billers.college.name as string },
        },
      },
    }),
    account('dara-wallet', ['dara'], 'wallet', '6600610031', 'Pocket Wallet', [calendar.at(440, '20:00'), 40_00], {
      terms: { deposit: deposit(null), networks: networks('6600610031') },
    }),
  ]
}

export function helenAndDaraMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const allowance = { account: 'dara-checking', narrative: 'Allowance from Helen' }
  const auto = repayment(calendar, {
    ...{ ...AUTO, loan: 'helen-auto', from: 'helen-checking', called: 'auto loan', ...since, date: 10 },
  })
  const equity = repayment(calendar, {
    ...{
      ...EQUITY,
      loan: 'helen-equity',
      from: 'helen-checking',
      called: 'home equity loan',
      ...since,
      date: 10,
    },
  })
  return [
    ...movementsOf('helen-checking', calendar, [
      ...monthly(calendar, since, [5, '12:05', ...wage(employers.school, 5_850_00)]),
      ...monthly(calendar, since, [12, '14:30', 'bill-payment', -1_180_00, 'Keystone Hollow Mortgage', billers.home]),
      ...monthly(calendar, since, purchase(16, '22:20', [-412_35, -388_60], shops.grocer, '2214')),
      ...monthly(calendar, since, [26, '14:00', 'ach', -680_00, 'Larch Grove Investments', billers.invest]),
      ...monthly(calendar, since, [7, '13:00', 'ach', [-131_40, -112_85], 'Bluewick Power autopay', billers.power]),
      ...monthly(calendar, since, [8, '14:00', 'internal-transfer', -200_00, 'Allowance Dara', allowance]),
      ...monthly(calendar, since, [
        24,
        '12:30',
        'card-payment',
        [-190_00, -180_00, -210_00],
        'Card payment',
        { account: 'helen-card', narrative: 'Payment received, thank you' },
      ]),
      ...monthly(calendar, since, [
        20,
        '12:32',
        'loan-payment',
        -150_00,
        'Payment home equity line',
        { account: 'helen-line', narrative: 'Payment received' },
      ]),
    ]),
    ...untilBroughtOver(calendar, 'helen-equity', EQUITY),
    ...untilBroughtOver(calendar, 'helen-auto', AUTO),
    ...untilBroughtOver(calendar, 'dara-loan', STUDENT),
    ...[...auto, ...equity].flatMap(({ of, lines }) => movementsOf(of, calendar, lines)),
    ...movementsOf('helen-card', calendar, [
      ...monthly(calendar, since, purchase(11, '20:40', [-166_20, -149_75], shops.grocer, CARD)),
      ...monthly(calendar, since, purchase(15, '22:05', [-48_30, -72_10, -35_90], shops.books, DARAS_CARD)),
      ...monthly(calendar, since, [27, '12:00', 'interest-charged', [-6_12, -4_98], 'Interest on purchases']),
      [17, '16:20', 'cash-advance', -120_00, 'Cash advance Plover Bay'],
    ]),
    ...movementsOf('helen-line', calendar, [
      ...monthly(calendar, { ...since, until: since.since }, [
        14,
        '15:00',
        'credit-operation',
        -14_800_00,
        'Drawn for a new roof',
      ]),
      ...monthly(calendar, since, [1, '12:00', 'interest-charged', [-101_75, -99_20, -97_60], 'Interest charged']),
    ]),
    ...movementsOf('dara-checking', calendar, [
      ...monthly(calendar, since, [
        12,
        '12:05',
        'direct-deposit',
        [212_40, 188_15],
        'Campus library pay',
        billers.college,
      ]),
      ...monthly(calendar, since, purchase(16, '19:12', [-38_20, -44_75], shops.coffee, '5548')),
      ...monthly(calendar, since, purchase(19, '21:15', [-148_20, -163_45, -139_80], shops.grocer, '5548')),
      ...monthly(calendar, since, purchase(22, '23:20', -15_99, shops.streaming, '5548')),
      ...monthly(calendar, since, [
        23,
        '18:10',
        'internal-transfer',
        -35_00,
        'To wallet',
        { account: 'dara-wallet', narrative: 'Topped up from checking' },
      ]),
    ]),
    ...movementsOf('dara-wallet', calendar, [
      ...monthly(calendar, since, purchase(25, '23:31', [-17_40, -23_85], shops.rides, '0031')),
    ]),
    ...movementsOf('dara-loan', calendar, [
      ...monthly(calendar, since, [
        1,
        '12:00',
        'interest-charged',
        [-58_46, -58_75, -59_05],
        'Interest charged, payment deferred',
      ]),
    ]),
  ]
}
