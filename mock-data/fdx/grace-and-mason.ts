import type { AccountPersona, MembershipPersona, MovementPersona, PendingPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { type Line, movementsOf } from '../movements.ts'
import { at, billers, bought, employers, people, purchase, shops } from './counterparties.ts'
import { broughtOver, dayBefore, daysSince, lastJanuary, monthly, paidInFull } from './months.ts'
import { repayment } from './repayment.ts'
import { investment, position } from './securities.ts'
import { account, card, deposit, networks, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

const HOME = ['7 Cartwright Rise', 'Fallow Mills', 'OH', '43999'] as const

/** A couple with a house: a joint account, a mortgage with its escrow, a card with rewards, and a plan at work. */
export const grace = person(
  'grace',
  { first: 'Grace', middle: 'Ellen', last: 'Hollowbrook', bornOn: '1984-09-03' },
  21,
  HOME,
  'joint checking, mortgage with escrow, credit card with rewards',
)
export const mason = person(
  'mason',
  { first: 'Mason', last: 'Hollowbrook', bornOn: '1982-01-27' },
  24,
  HOME,
  'joint checking and mortgage with Grace; 401(k) with vesting',
)

const CARD = '8842'
/** What was owed when the bank took it over; 318 000 were lent at first. */
const MORTGAGE = { owedMinor: 310_000_00, percent: 6.25, paymentMinor: 2_517_98 }
const ESCROW_MINOR = 560_00

export function graceAndMasonAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const brought = on(broughtOver(calendar), '16:00')
  return [
    account(
      'hollowbrook-checking',
      ['grace', 'mason'],
      'current',
      '1000310092',
      'Everyday Checking',
      [on('2024-04-15', '15:00'), 9_400_00],
      {
        nickname: 'House',
        terms: {
          deposit: deposit(null, { overdraft: { optedIn: false, fundedFrom: null } }),
          networks: networks('1000310092'),
        },
      },
    ),
    account(
      'hollowbrook-mortgage',
      ['grace', 'mason'],
      'loan',
      '5581200347',
      '30-Year Fixed Mortgage',
      [brought, -MORTGAGE.owedMinor],
      {
        ...{ openingKind: 'credit-operation', openingNarrative: 'Balance brought over', ownership: 'joint-all' },
        terms: {
          contract: {
            ...{
              kind: 'mortgage',
              lender: 'Bancada Bank',
              originalPrincipalMinor: 318_000_00,
              limitMinor: null,
            },
            ...{
              rate: rate(MORTGAGE.percent, { since: '2023-03-01' }),
              compounding: 'monthly',
              originatedOn: '2023-03-01',
            },
            ...{ termMonths: 360, maturesOn: '2053-03-01' },
            payment: { amountMinor: MORTGAGE.paymentMinor, dueDate: 1, automatic: true },
            ...{ escrowAccountId: 'hollowbrook-escrow', arrears: null, school: null },
          },
        },
      },
    ),
    account(
      'hollowbrook-escrow',
      ['grace', 'mason'],
      'escrow',
      '5581200354',
      'Mortgage Escrow',
      [brought + 300_000, 4_400_00],
      {
        ...{ parent: 'hollowbrook-mortgage', ownership: 'joint-all', terms: { deposit: deposit(null) } },
      },
    ),
    account(
      'grace-card',
      ['grace', 'mason'],
      'card',
      '9917440088420',
      'Harbor Rewards Card',
      [on('2024-06-03', '17:20'), 0],
      {
        ...{ ownership: 'individual', roles: ['owner', 'authorised-user'], nickname: 'Groceries and trips' },
        terms: {
          card: card(CARD, 12_000_00, 21.24, {
            autopay: 'statement',
            otherCards: [{ holderId: 'mason', lastDigits: '8859' }],
          }),
        },
      },
    ),
    account(
      'mason-401k',
      ['mason'],
      'investment',
      '7700410016',
      'Shipworks 401(k) Plan',
      [on('2024-05-02', '15:00'), 0],
      {
        terms: {
          investment: investment('retirement-401k', {
            ...{ planId: 'SLACKTIDE-401K', employerName: employers.shipyard.name as string },
            positions: [
              position(
                calendar,
                'meadow',
                412.118_904,
                8_420,
                [
                  [620, 200],
                  [360, 150],
                  [90, 62.118_904],
                ],
                { source: 'before-tax' },
              ),
              position(
                calendar,
                'heron',
                196.402_51,
                5_310,
                [
                  [620, 120],
                  [150, 76.402_51],
                ],
                { source: 'employer-match' },
              ),
            ],
            contributions: [
              { source: 'Before-tax pay', employer: false, sharePpm: 60_000, amountMinor: null },
              { source: 'Employer match', employer: true, sharePpm: 30_000, amountMinor: null },
            ],
            vesting: [
              { on: '2025-05-02', sharePpm: 333_333 },
              { on: '2026-05-02', sharePpm: 666_667 },
              { on: '2027-05-02', sharePpm: 1_000_000 },
            ],
            loans: [
              {
                ...{ id: 'plan-loan-1', description: 'Loan from the plan', startedOn: dayBefore(calendar, 410) },
                ...{ amountMinor: 6_000_00, outstandingMinor: 3_912_44, ratePpm: 85_000 },
              },
            ],
          }),
        },
      },
    ),
  ]
}

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

export function gracePending(calendar: Calendar): PendingPersona[] {
  return [
    {
      ...{
        account: 'grace-card',
        at: calendar.at(1, '23:05'),
        kind: 'card-purchase',
        narrative: 'Windfern Air',
        amountMinor: -284_40,
      },
      ...{ counterparty: at(shops.airline), facts: bought(shops.airline, CARD), dueAt: calendar.at(-30, '12:00') },
    },
    {
      ...{
        account: 'grace-card',
        at: calendar.at(1, '19:31'),
        kind: 'card-purchase',
        narrative: 'Larch Street Pharmacy',
        amountMinor: -22_18,
      },
      ...{ counterparty: at(shops.pharmacy), facts: bought(shops.pharmacy, '8859') },
    },
  ]
}

export const graceMembership: MembershipPersona = {
  ...{ key: 'grace-harbor', programme: 'harbor', customer: 'grace', accounts: ['grace-card'] },
  ...{ number: 'HR-0031-0092', tier: 'Lighthouse', business: false },
  balances: [
    {
      name: 'Harbor points',
      kind: 'points',
      balance: 48_210,
      accruedThisYear: 31_640,
      redeemedThisYear: 12_000,
      qualifying: false,
    },
    {
      name: 'Tier points',
      kind: 'points',
      balance: 31_640,
      accruedThisYear: 31_640,
      redeemedThisYear: 0,
      qualifying: true,
    },
  ],
}
