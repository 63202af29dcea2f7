import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, employers, purchase, shops } from './counterparties.ts'
import { daysSince, lastJanuary, monthly } from './months.ts'
import { networks, securitiesNetworks } from './networks.ts'
import { investment, position } from './securities.ts'
import { account, deposit, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

/** Looks after others’ money as well: a trust, and savings for a nephew’s college. */
export const tess = person(
  'tess',
  { first: 'Tess', last: 'Willowmarsh', bornOn: '1969-03-19' },
  84,
  ['5 Chancery Walk', 'Fallow Mills', 'OH', '43998'],
  'trustee of a family trust for Dara, a 529 plan, an unsecured line of credit',
)

export function tessAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  return [
    account(
      'tess-checking',
      ['tess'],
      'current',
      '1000978440',
      'Everyday Checking',
      [on('2024-04-24', '16:00'), 8_700_00],
      {
        terms: { deposit: deposit(0.05), networks: networks('1000978440') },
      },
    ),
    account(
      'tess-line',
      ['tess'],
      'credit-line',
      '5581600011',
      'Personal Line of Credit',
      [on('2024-11-05', '16:00'), 0],
      {
        terms: {
          contract: {
            ...{ kind: 'credit-line', lender: 'Bancada Bank', originalPrincipalMinor: null, limitMinor: 10_000_00 },
            ...{
              rate: rate(12.5, { kind: 'indexed', index: 'PRIME', priorPpm: 127_500 }),
              compounding: 'daily',
              originatedOn: '2024-11-05',
            },
            ...{ termMonths: null, maturesOn: null, payment: { amountMinor: 50_00, dueDate: 22, automatic: false } },
            ...{ escrowAccountId: null, arrears: null, school: null },
          },
        },
      },
    ),
    account(
      'tess-trust',
      ['tess', 'dara'],
      'investment',
      '7700640012',
      'Family Trust',
      [on('2024-05-13', '16:00'), 5_400_00],
      {
        ...{ ownership: 'individual', roles: ['trustee', 'beneficiary'] },
        terms: {
          investment: investment('trust', {
            positions: [
              position(calendar, 'heron', 620, 50_85, [[800, 620]]),
              position(calendar, 'harrow', 25, 968_00, [[640, 25]]),
            ],
          }),
          networks: securitiesNetworks('7700640012'),
        },
      },
    ),
    account(
      'tess-529',
      ['tess'],
      'investment',
      '7700640029',
      '529 College Savings',
      [on('2024-05-13', '16:10'), 300_00],
      {
        terms: {
          investment: investment('education-529', {
            ...{
              planId: 'OH-529-0417',
              positions: [
                position(calendar, 'meadow', 144.2, 81_10, [
                  [760, 100],
                  [200, 44.2],
                ]),
              ],
            },
            contributions: [{ source: 'Monthly saving', employer: false, sharePpm: null, amountMinor: 150_00 }],
          }),
        },
      },
    ),
  ]
}

export function tessMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  return [
    ...movementsOf('tess-checking', calendar, [
      ...monthly(calendar, since, [4, '12:05', ...wage(employers.clinic, 6_800_00)]),
      ...monthly(calendar, since, [
        9,
        '14:00',
        'contribution',
        -150_00,
        'College savings',
        { account: 'tess-529', narrative: 'Contribution' },
      ]),
      ...monthly(calendar, since, [7, '13:00', 'ach', -2_210_00, 'Keystone Hollow Mortgage', billers.home]),
      ...monthly(calendar, since, [
        19,
        '14:00',
        'ach',
        [-2_450_00, -2_600_00],
        'Larch Grove Investments',
        billers.invest,
      ]),
      ...monthly(calendar, since, purchase(16, '19:10', [-74_30, -91_05], shops.doctor, '8440')),
      ...monthly(calendar, since, [
        22,
        '12:32',
        'loan-payment',
        -50_00,
        'Payment line of credit',
        { account: 'tess-line', narrative: 'Payment received' },
      ]),
    ]),
    ...movementsOf('tess-line', calendar, [
      ...monthly(calendar, { ...since, until: since.since }, [11, '15:00', 'credit-operation', -2_400_00, 'Drawn']),
      ...monthly(calendar, since, [1, '12:00', 'interest-charged', [-24_60, -24_10], 'Interest charged']),
    ]),
    ...movementsOf('tess-529', calendar, [
      ...monthly(calendar, since, [
        10,
        '14:40',
        'trade',
        -150_00,
        'Bought Meadowlark Target 2050',
        undefined,
        {
          trade: {
            action: 'buy',
            symbol: 'ZMDW',
            securityKind: 'fund',
            unitsMicro: 1_849_568,
            unitPriceMinor: 81_10,
            commissionMinor: 0,
            feesMinor: 0,
          },
        },
      ]),
    ]),
    ...movementsOf('tess-trust', calendar, [
      ...monthly(calendar, { ...since, every: 3 }, [
        20,
        '14:00',
        'dividend',
        [78_10, 79_40],
        'Dividend Grey Heron Bond Index',
        undefined,
        {
          trade: {
            action: 'dividend',
            symbol: 'ZHER',
            securityKind: 'fund',
            unitsMicro: 620_000_000,
            unitPriceMinor: 0,
            commissionMinor: 0,
            feesMinor: 0,
          },
        },
      ]),
    ]),
  ]
}
