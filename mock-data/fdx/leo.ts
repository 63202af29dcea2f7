import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, employers, purchase, shops } from './counterparties.ts'
import { daysSince, lastJanuary, monthly } from './months.ts'
import { networks } from './networks.ts'
import { account, card, deposit, person } from './shapes.ts'
import { wage } from './wages.ts'

/** Insured against most things, with an annuity for later. */
export const leo = person(
  'leo',
  { first: 'Leo', last: 'Bramblerow', bornOn: '1986-10-10' },
  81,
  ['77 Sawyer Lane', 'Granary Falls', 'OR', '97998'],
  'disability and life insurance, a deferred variable annuity, a charge card',
)

export function leoAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const insured = (
    cover: 'short-term-disability' | 'long-term-disability' | 'universal-life',
    premiumMinor: number,
    coverageMinor: number,
    dueDate: number,
  ) => ({
    policy: {
      ...{ kind: 'insurance' as const, cover, premiumMinor, premiumTerm: 'monthly' as const, startsOn: '2024-05-01' },
      ...{
        endsOn: cover === 'universal-life' ? null : '2034-04-30',
        status: 'active' as const,
        coverageMinor,
        dueDate,
      },
    },
  })
  return [
    account(
      'leo-checking',
      ['leo'],
      'current',
      '1000968130',
      'Everyday Checking',
      [on('2024-04-22', '16:00'), 4_100_00],
      {
        terms: { deposit: deposit(0.05), networks: networks('1000968130') },
      },
    ),
    account('leo-card', ['leo'], 'card', '9917440081300', 'Charge Card', [on('2024-08-01', '16:00'), 0], {
      terms: {
        card: card('8130', 0, 0, {
          ...{ kind: 'charge', limitMinor: null, cashLimitMinor: null, autopay: 'statement' },
          ...{ rates: { purchases: null, cashAdvances: null, balanceTransfers: null } },
          minimum: { floorMinor: 0, sharePpm: 1_000_000 },
        }),
      },
    }),
    account('leo-short', ['leo'], 'insurance', '8800460012', 'Short-Term Disability', [on('2024-05-01', '15:00'), 0], {
      terms: insured('short-term-disability', 31_20, 3_000_00, 6),
    }),
    account('leo-long', ['leo'], 'insurance', '8800460029', 'Long-Term Disability', [on('2024-05-01', '15:05'), 0], {
      terms: insured('long-term-disability', 44_80, 4_200_00, 6),
    }),
    account('leo-life', ['leo'], 'insurance', '8800460036', 'Universal Life', [on('2024-05-01', '15:10'), 0], {
      terms: insured('universal-life', 118_00, 250_000_00, 6),
    }),
    account(
      'leo-annuity',
      ['leo'],
      'annuity',
      '8800460043',
      'Variable Annuity',
      [on('2024-06-12', '16:00'), 36_000_00],
      {
        ...{ openingKind: 'premium', openingNarrative: 'First premium' },
        terms: {
          policy: {
            ...{ kind: 'annuity', product: 'variable', payout: 'deferred', payoutMinor: 900_00, mode: 'monthly' },
            ...{ issuedOn: '2024-06-12', payoutStartsOn: '2051-11-01', payoutEndsOn: '2071-11-01', payments: 240 },
            ...{ surrenderChargePpm: 70_000, growthPpm: null, certainYears: 20 },
          },
        },
      },
    ),
  ]
}

export function leoMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const policies = [
    ['leo-short', 31_20, 'short-term disability'],
    ['leo-long', 44_80, 'long-term disability'],
    ['leo-life', 118_00, 'universal life'],
  ] as const
  return [
    ...movementsOf('leo-checking', calendar, [
      ...monthly(calendar, since, [3, '12:05', ...wage(employers.shipyard, 5_100_00)]),
      ...monthly(calendar, since, [
        2,
        '14:30',
        'bill-payment',
        -1_480_00,
        'Rent Old Orchard Rentals',
        billers.landlord,
      ]),
      ...monthly(calendar, since, [
        18,
        '14:00',
        'ach',
        [-1_150_00, -1_250_00],
        'Larch Grove Investments',
        billers.invest,
      ]),
      ...policies.flatMap(([account, amount, called]) =>
        monthly(calendar, since, [
          6,
          '14:10',
          'premium',
          -amount,
          `Premium ${called}`,
          { account, narrative: 'Premium received' },
        ]),
      ),
      ...monthly(calendar, since, [
        25,
        '12:30',
        'card-payment',
        [-318_40, -402_15],
        'Charge card payment',
        { account: 'leo-card', narrative: 'Payment received, thank you' },
      ]),
      ...monthly(calendar, { ...since, every: 3 }, [
        12,
        '14:00',
        'contribution',
        -600_00,
        'Annuity premium',
        { account: 'leo-annuity', narrative: 'Premium received' },
      ]),
    ]),
    ...policies.flatMap(([account, amount]) =>
      movementsOf(account, calendar, monthly(calendar, since, [6, '14:00', 'premium', -amount, 'Premium due'])),
    ),
    ...movementsOf('leo-card', calendar, [
      ...monthly(calendar, since, purchase(8, '18:30', [-402_15, -318_40], shops.airline, '8130')),
    ]),
    ...movementsOf('leo-annuity', calendar, [
      ...monthly(calendar, since, [28, '12:20', 'interest-earned', [171_20, 118_65, 204_30], 'Return credited']),
    ]),
  ]
}
