import type { MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { type Line, movementsOf } from '../movements.ts'
import { at, billers, bought, employers, people, purchase, shops } from './counterparties.ts'
import { CARD, ESCROW_MINOR, MORTGAGE } from './grace-and-mason.ts'
import { untilBroughtOver } from './lending.ts'
import { lastJanuary, monthly, paidInFull } from './months.ts'
import { repayment } from './repayment.ts'
import { wage } from './wages.ts'

/** What the Hollowbrooks earn, pay and buy. */
export function graceAndMasonMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const mortgage = repayment(calendar, {
    ...MORTGAGE,
    ...{ loan: 'hollowbrook-mortgage', from: 'hollowbrook-checking', called: 'mortgage', ...since, date: 1 },
    escrow: { account: 'hollowbrook-escrow', amountMinor: ESCROW_MINOR },
  })
  const deferred = 405_00
  const buy = (symbol: string, unitsMicro: number, unitPriceMinor: number) => ({
    trade: {
      ...({ action: 'buy', symbol, securityKind: 'fund', unitsMicro, unitPriceMinor } as const),
      ...{ commissionMinor: 0, feesMinor: 0 },
    },
  })
  const purchases: Line[] = [
    ...monthly(
      calendar,
      since,
      purchase(6, '19:20', [-212_90, -188_35, -241_60], shops.grocer, CARD, {
        reward: { categoryId: 'groceries', accrued: 638 },
      }),
    ),
    ...monthly(
      calendar,
      since,
      purchase(12, '18:02', [-58_40, -63_10], shops.fuel, '8859', {
        reward: { categoryId: 'everything', accrued: 60 },
      }),
    ),
    ...monthly(
      calendar,
      since,
      purchase(19, '23:15', [-96_75, -84_20, -120_00], shops.diner, CARD, {
        reward: { categoryId: 'dining', accrued: 288 },
      }),
    ),
    ...monthly(
      calendar,
      { ...since, every: 3 },
      purchase(22, '15:45', [-418_20, -612_60], shops.airline, CARD, {
        reward: { categoryId: 'travel', accrued: 2_090 },
      }),
    ),
    [
      9,
      '19:40',
      'card-purchase',
      -148_09,
      'Hotel Wren and Tarn',
      { name: 'Wren and Tarn Hotel', kind: 'company' },
      { ...bought({ mcc: '7011', name: '' }, CARD), foreign: { amountMinor: 201_90, currency: 'CAD' } },
    ],
  ]
  return [
    ...movementsOf('hollowbrook-checking', calendar, [
      ...monthly(calendar, since, [4, '12:05', ...wage(employers.clinic, 5_900_00)]),
      ...monthly(calendar, since, [15, '12:05', ...wage(employers.shipyard, 6_750_00, 0.06)]),
      ...monthly(calendar, since, [
        8,
        '13:00',
        'ach',
        [-142_77, -118_30, -156_02],
        'Bluewick Power autopay',
        billers.power,
      ]),
      ...monthly(calendar, since, [10, '13:00', 'ach', [-58_10, -61_45], 'Stonebrook Water autopay', billers.water]),
      ...monthly(calendar, { ...since, every: 3 }, [
        18,
        '15:30',
        'check',
        -260_00,
        'Piano lessons',
        people.friend,
        (index) => ({ checkNumber: String(318 + index) }),
      ]),
      ...paidInFull(calendar, purchases, 'grace-card'),
      ...monthly(calendar, since, [
        20,
        '14:00',
        'ach',
        [-4_850_00, -5_100_00],
        'Larch Grove Investments',
        billers.invest,
      ]),
      ...(mortgage.find(({ of }) => of === 'hollowbrook-checking')?.lines ?? []),
    ]),
    ...untilBroughtOver(calendar, 'hollowbrook-mortgage', MORTGAGE),
    ...movementsOf(
      'hollowbrook-mortgage',
      calendar,
      mortgage.find(({ of }) => of === 'hollowbrook-mortgage')?.lines ?? [],
    ),
    ...movementsOf('hollowbrook-escrow', calendar, [
      ...monthly(calendar, { ...since, every: 6 }, [10, '16:00', 'escrow', -2_190_00, 'Property tax', billers.county]),
      ...monthly(calendar, { ...since, every: 12 }, [
        20,
        '16:00',
        'escrow',
        -1_640_00,
        'Home insurance',
        billers.homeowners,
      ]),
    ]),
    ...movementsOf('grace-card', calendar, [
      ...purchases,
      [
        5,
        '17:12',
        'card-refund',
        39_99,
        'Refund Nail and Plank Hardware',
        at(shops.hardware),
        bought(shops.hardware, CARD),
      ],
    ]),
    ...movementsOf('mason-401k', calendar, [
      ...monthly(calendar, since, [
        15,
        '12:20',
        'contribution',
        deferred,
        'Contribution before tax',
        employers.shipyard,
      ]),
      ...monthly(calendar, since, [15, '12:21', 'contribution', 202_50, 'Employer match', employers.shipyard]),
      ...monthly(calendar, since, [
        15,
        '14:40',
        'trade',
        -600_00,
        'Bought Meadowlark Target 2050',
        undefined,
        buy('ZMDW', 7_125_890, 8_420),
      ]),
    ]),
  ]
}
