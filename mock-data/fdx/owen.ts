import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, employers, people, purchase, shops } from './counterparties.ts'
import { dayBefore, daysSince, lastJanuary, monthly } from './months.ts'
import { networks, securitiesNetworks } from './networks.ts'
import { investment, position } from './securities.ts'
import { account, deposit, person, rate } from './shapes.ts'
import { wage } from './wages.ts'

/** Holds a little of everything: shares, funds, a bond, a certificate, an option written, digital assets, and a wallet. */
export const owen = person(
  'owen',
  { first: 'Owen', last: 'Ashbarrow', bornOn: '1979-06-18' },
  44,
  ['91 Millpond Street, Unit 4', 'Granary Falls', 'OR', '97999'],
  'brokerage with every kind of holding, Roth IRA, digital assets, wallet; acts for Owlpine Drafting',
)

const CARD = '6031'

export function owenAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  const old = on('2024-04-09', '16:00')
  return [
    account('owen-checking', ['owen'], 'current', '1000526031', 'Everyday Checking', [old, 5_620_00], {
      terms: { deposit: deposit(0.05), networks: networks('1000526031') },
    }),
    account(
      'owen-brokerage',
      ['owen'],
      'investment',
      '7700530034',
      'Self-Directed Brokerage',
      [old + 300_000, 26_000_00],
      {
        nickname: 'Long game',
        terms: {
          investment: investment('brokerage', {
            ...{ checkWriting: true, optionTrading: true, marginMinor: 15_000_00 },
            positions: [
              position(
                calendar,
                'quillon',
                120.5,
                151_12,
                [
                  [780, 60],
                  [512, 40],
                  [45, 20.5],
                ],
                { heldIn: 'margin' },
              ),
              position(calendar, 'meadow', 88.214, 80_05, [[700, 88.214]]),
              position(calendar, 'harrow', 10, 973_00, [[610, 10]]),
              position(calendar, 'certificate', 5, 1_000_00, [[420, 5]]),
              position(calendar, 'call', 1, 5_20, [[38, 1]], { side: 'short' }),
              position(calendar, 'marble', 1.25, 1_840_00, [
                [330, 0.75],
                [120, 0.5],
              ]),
            ],
            openOrders: [
              {
                ...{ id: 'order-4417', symbol: 'ZTAM', name: 'Tamarack Rail and Timber', kind: 'stock', action: 'buy' },
                ...{ unitsMicro: 50_000_000, limitMinor: 39_50, duration: 'good-till-cancelled' },
                orderedOn: dayBefore(calendar, 3),
              },
            ],
          }),
          networks: securitiesNetworks('7700530034'),
        },
      },
    ),
    account('owen-roth', ['owen'], 'investment', '7700530041', 'Roth IRA', [old + 600_000, 480_00], {
      terms: {
        investment: investment('roth-ira', {
          positions: [
            position(calendar, 'meadow', 240, 77_40, [
              [860, 140],
              [410, 100],
            ]),
          ],
        }),
        networks: securitiesNetworks('7700530041'),
      },
    }),
    account(
      'owen-assets',
      ['owen'],
      'investment',
      '7700530058',
      'Digital Asset Account',
      [calendar.at(590, '18:30'), 75_00],
      {
        terms: {
          investment: investment('digital-asset', {
            positions: [position(calendar, 'marble', 0.413_37, 2_190_00, [[330, 0.413_37]])],
          }),
        },
      },
    ),
    account('owen-wallet', ['owen'], 'wallet', '6600510092', 'Pocket Wallet', [on('2024-12-04', '19:00'), 50_00], {
      terms: { deposit: deposit(1.5, { rate: rate(1.5) }), networks: networks('6600510092') },
    }),
  ]
}

export function owenMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  const brokerage = { account: 'owen-brokerage', narrative: 'Transfer from checking' }
  const wallet = { account: 'owen-wallet', narrative: 'Topped up from checking' }
  return [
    ...movementsOf('owen-checking', calendar, [
      ...monthly(calendar, since, [1, '12:05', ...wage(employers.printer, 7_400_00)]),
      ...monthly(calendar, since, [
        2,
        '14:30',
        'bill-payment',
        -1_790_00,
        'Rent Old Orchard Rentals',
        billers.landlord,
      ]),
      ...monthly(calendar, since, [
        4,
        '14:00',
        'ach',
        [-3_350_00, -3_600_00],
        'Keystone Hollow Mortgage',
        billers.home,
      ]),
      ...monthly(calendar, since, [15, '15:30', 'ach', -2_480_00, 'State Revenue Office estimate', billers.tax]),
      ...monthly(calendar, since, [6, '14:00', 'internal-transfer', -1_200_00, 'To brokerage', brokerage]),
      ...monthly(calendar, since, [13, '13:00', 'ach', -71_20, 'Sparrowtalk Mobile autopay', billers.mobile]),
      ...monthly(calendar, since, purchase(17, '21:34', [-118_40, -97_15], shops.grocer, CARD)),
      ...monthly(calendar, since, [19, '18:00', 'internal-transfer', -60_00, 'To wallet', wallet]),
    ]),
    ...movementsOf('owen-brokerage', calendar, [
      ...monthly(calendar, { ...since, every: 3 }, [
        8,
        '15:10',
        'trade',
        -1_847_55,
        'Bought 12.2 Quillon Instruments',
        undefined,
        trade('buy', 'ZQUI', 'stock', 12.2, 151_00, 4_95, 40),
      ]),
      ...monthly(calendar, { ...since, every: 3 }, [
        22,
        '14:00',
        'dividend',
        [74_10, 77_85],
        'Dividend Quillon Instruments',
        undefined,
        trade('dividend', 'ZQUI', 'stock', 120.5, 0),
      ]),
      ...monthly(calendar, { ...since, every: 6 }, [
        15,
        '14:00',
        'interest-earned',
        212_50,
        'Interest Harrow County Water',
      ]),
      [
        45,
        '15:22',
        'trade',
        -3_728_08,
        'Bought 20.5 Quillon Instruments',
        undefined,
        trade('buy', 'ZQUI', 'stock', 20.5, 181_60, 4_95, 33),
      ],
      [
        38,
        '16:02',
        'trade',
        514_35,
        'Wrote 1 Quillon call',
        undefined,
        trade('sell', 'ZQUI 270115C00200000', 'option', 1, 5_20, 5_65, 0),
      ],
      [
        21,
        '15:48',
        'trade',
        1_624_29,
        'Sold 40 Tamarack Rail and Timber',
        undefined,
        trade('sell', 'ZTAM', 'stock', 40, 40_74, 4_95, 36),
      ],
    ]),
    ...movementsOf('owen-wallet', calendar, [
      ...monthly(calendar, since, purchase(20, '23:10', [-14_20, -18_75, -11_60], shops.rides, '0092')),
      ...monthly(calendar, since, [
        24,
        '17:40',
        'instant-payment',
        [-25_00, -20_00],
        'Wanda Plumstead-Hale',
        people.friend,
      ]),
    ]),
  ]
}

function trade(
  action: 'buy' | 'sell' | 'dividend',
  symbol: string,
  securityKind: 'stock' | 'option',
  units: number,
  unitPriceMinor: number,
  commissionMinor = 0,
  feesMinor = 0,
) {
  const unitsMicro = Math.round(units * 1_000_000)
  return { trade: { action, symbol, securityKind, unitsMicro, unitPriceMinor, commissionMinor, feesMinor } }
}
