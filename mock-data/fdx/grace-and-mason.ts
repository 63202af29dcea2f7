import type { AccountPersona, MembershipPersona, PendingPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { at, bought, employers, shops } from './counterparties.ts'
import { paidOut } from './lending.ts'
import { dayBefore, daysSince } from './months.ts'
import { networks } from './networks.ts'
import { investment, position } from './securities.ts'
import { account, card, deposit, person, rate } from './shapes.ts'

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

export const CARD = '8842'
export const MORTGAGE = {
  ...{ lentOn: '2023-03-01', lentMinor: 318_000_00, owedMinor: 310_000_00 },
  ...{ percent: 6.25, paymentMinor: 2_517_98 },
}
export const ESCROW_MINOR = 560_00

export function graceAndMasonAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const mortgage = paidOut(calendar, MORTGAGE, '16:00')
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
      mortgage.opening,
      {
        ...{ ...mortgage.more, ownership: 'joint-all' },
        terms: {
          contract: {
            ...{
              kind: 'mortgage',
              lender: 'Bancada Bank',
              originalPrincipalMinor: MORTGAGE.lentMinor,
              limitMinor: null,
            },
            ...{
              rate: rate(MORTGAGE.percent, { since: MORTGAGE.lentOn }),
              compounding: 'monthly',
              originatedOn: MORTGAGE.lentOn,
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
      [on(MORTGAGE.lentOn, '16:05'), 4_400_00],
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
