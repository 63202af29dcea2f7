import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, payers, people, purchase, shops } from './counterparties.ts'
import { dayBefore, daysSince, lastJanuary, monthly } from './months.ts'
import { networks, securitiesNetworks } from './networks.ts'
import { investment, position } from './securities.ts'
import { account, deposit, person, rate } from './shapes.ts'

/** Retired: lives on a pension and an annuity that pays out, with money put by in a certificate and a money market. */
export const ruth = person(
  'ruth',
  { first: 'Ruth', middle: 'Anne', last: 'Larkmeadow', bornOn: '1951-11-30' },
  33,
  ['220 Quince Court', 'Barley Cross', 'NC', '28999'],
  'checking, CD, money market, IRA, annuity in payout, whole life insurance',
)

const CARD = '5510'

export function ruthAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const old = on('2024-04-02', '15:10')
  return [
    account('ruth-checking', ['ruth'], 'current', '1000415510', 'Senior Checking', [old, 3_210_00], {
      terms: {
        deposit: deposit(0.1, { overdraft: { optedIn: false, fundedFrom: null } }),
        networks: networks('1000415510'),
      },
    }),
    account(
      'ruth-cd',
      ['ruth'],
      'time-deposit',
      '3000410027',
      '24-Month Certificate',
      [calendar.at(410, '15:20'), 40_000_00],
      {
        terms: {
          deposit: deposit(4.6, {
            rate: rate(4.6, { since: dayBefore(calendar, 410) }),
            term: { months: 24, maturesOn: dayBefore(calendar, 410 - 730) },
          }),
        },
      },
    ),
    account('ruth-market', ['ruth'], 'money-market', '1000415528', 'Premier Money Market', [old + 300_000, 61_000_00], {
      terms: { deposit: deposit(3.85), networks: networks('1000415528') },
    }),
    account('ruth-ira', ['ruth'], 'investment', '7700420023', 'Traditional IRA', [old + 600_000, 2_150_00], {
      terms: {
        investment: investment('ira', {
          positions: [
            position(calendar, 'heron', 1_204.5, 5_022, [[900, 1_204.5]]),
            position(calendar, 'tamarack', 310, 3_610, [
              [840, 200],
              [400, 110],
            ]),
          ],
        }),
        networks: securitiesNetworks('7700420023'),
      },
    }),
    account('ruth-annuity', ['ruth'], 'annuity', '8800430011', 'Lifelong Income Annuity', [old + 900_000, 182_000_00], {
      ...{ openingKind: 'premium', openingNarrative: 'Single premium' },
      terms: {
        policy: {
          ...{ kind: 'annuity', product: 'fixed', payout: 'immediate', payoutMinor: 1_240_00, mode: 'monthly' },
          ...{ issuedOn: '2024-04-02', payoutStartsOn: '2024-06-05', payoutEndsOn: null, payments: null },
          ...{ surrenderChargePpm: 40_000, growthPpm: 20_000, certainYears: 10 },
        },
      },
    }),
    account('ruth-life', ['ruth'], 'insurance', '8800440018', 'Whole Life', [old + 1_200_000, 0], {
      terms: {
        policy: {
          ...{
            kind: 'insurance',
            cover: 'whole-life',
            premiumMinor: 86_40,
            premiumTerm: 'monthly',
            startsOn: '1999-03-01',
          },
          ...{ endsOn: null, status: 'active', coverageMinor: 100_000_00, dueDate: 12 },
        },
      },
    }),
  ]
}

export function ruthMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const payout = { account: 'ruth-checking', narrative: 'Annuity payment' }
  const premium = { account: 'ruth-life', narrative: 'Premium received' }
  return [
    ...movementsOf('ruth-checking', calendar, [
      ...monthly(calendar, since, [3, '12:05', 'direct-deposit', 1_986_00, 'Retirement benefits', payers.benefits]),
      ...monthly(calendar, since, [4, '12:05', 'direct-deposit', 1_120_00, 'Pension Quiet Harvest', payers.pension]),
      ...monthly(calendar, since, [
        9,
        '13:00',
        'bill-payment',
        [-81_20, -76_95, -104_33],
        'Bluewick Power',
        billers.power,
      ]),
      ...monthly(calendar, since, [7, '14:30', 'bill-payment', -2_150_00, 'Rent Quince Court', billers.landlord]),
      ...monthly(calendar, since, [8, '13:00', 'ach', [-612_40, -655_90], 'Fernside Health Plan', billers.health]),
      ...monthly(calendar, since, [22, '14:00', 'ach', -1_050_00, 'Larch Grove Investments', billers.invest]),
      ...monthly(calendar, since, [12, '14:10', 'premium', -86_40, 'Whole life premium', premium]),
      ...monthly(calendar, since, purchase(15, '18:20', [-64_12, -71_38], shops.grocer, CARD)),
      ...monthly(calendar, since, purchase(18, '17:05', [-24_60, -18_90, -31_15], shops.pharmacy, CARD)),
      ...monthly(calendar, { ...since, every: 4 }, [
        21,
        '15:00',
        'check',
        -150_00,
        'Birthday',
        people.grandson,
        (index) => ({ checkNumber: String(2_204 + index) }),
      ]),
    ]),
    ...movementsOf('ruth-life', calendar, [
      ...monthly(calendar, since, [12, '14:00', 'premium', -86_40, 'Premium due']),
    ]),
    ...movementsOf('ruth-annuity', calendar, [
      ...monthly(calendar, since, [5, '12:15', 'payout', -1_240_00, 'Payment to checking', payout]),
      ...monthly(calendar, since, [28, '12:20', 'interest-earned', [574_00, 571_80, 569_60], 'Interest credited']),
    ]),
    ...movementsOf('ruth-cd', calendar, [
      ...monthly(calendar, since, [1, '12:20', 'interest-earned', [153_33, 153_92, 154_51], 'Interest earned']),
    ]),
    ...movementsOf('ruth-market', calendar, [
      ...monthly(calendar, since, [28, '12:21', 'interest-earned', [194_10, 196_75, 198_20], 'Interest earned']),
      [
        33,
        '15:42',
        'wire',
        -12_000_00,
        'Wire to Larch Grove Roofing',
        { name: 'Larch Grove Roofing LLC', kind: 'company' },
        { reference: `ROOF-${dayBefore(calendar, 33)}` },
      ],
    ]),
    ...movementsOf('ruth-ira', calendar, [
      ...monthly(calendar, { ...since, every: 3 }, [
        20,
        '14:00',
        'dividend',
        [151_30, 153_85],
        'Dividend Grey Heron Bond Index',
        undefined,
        dividend('ZHER', 'fund', 1_204.5),
      ]),
      ...monthly(calendar, { ...since, every: 6 }, [
        18,
        '14:00',
        'dividend',
        93_00,
        'Dividend Tamarack Rail and Timber',
        undefined,
        dividend('ZTAM', 'stock', 310),
      ]),
    ]),
  ]
}

const dividend = (symbol: string, securityKind: 'fund' | 'stock', units: number) => ({
  trade: {
    ...({ action: 'dividend', symbol, securityKind, unitsMicro: units * 1_000_000, unitPriceMinor: 0 } as const),
    ...{ commissionMinor: 0, feesMinor: 0 },
  },
})
