import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { billers, payers } from './counterparties.ts'
import { daysSince, lastJanuary, monthly } from './months.ts'
import { networks, securitiesNetworks } from './networks.ts'
import { investment, position } from './securities.ts'
import { account, company, deposit } from './shapes.ts'

/** Draws bridges and sheds: a company with few lines, and its reserve in a money market. */
export const owlpine = company(
  'owlpine',
  {
    ...{ legalName: 'Owlpine Drafting Inc', tradeName: 'Owlpine Drafting', representatives: ['owen'] },
    ...{ industryCode: '541340', agent: { first: 'Owen', last: 'Ashbarrow' } },
  },
  95,
  ['91 Millpond Street, Unit 5', 'Granary Falls', 'OR', '97999'],
)

export function owlpineAccounts(calendar: Calendar): AccountPersona[] {
  const on = (day: string, time: string) => calendar.at(daysSince(calendar, day), time)
  return [
    account(
      'owlpine-operating',
      ['owlpine'],
      'commercial',
      '2001199508',
      'Business Operating',
      [on('2024-05-03', '16:00'), 18_400_00],
      {
        terms: { deposit: deposit(null), networks: networks('2001199508') },
      },
    ),
    account(
      'owlpine-reserve',
      ['owlpine'],
      'money-market',
      '2001199515',
      'Business Money Market',
      [on('2024-05-03', '16:10'), 45_000_00],
      {
        terms: { deposit: deposit(3.6), networks: networks('2001199515') },
      },
    ),
    account(
      'owlpine-sweep',
      ['owlpine'],
      'investment',
      '7700950013',
      'Business Sweep Account',
      [on('2024-05-06', '16:00'), 3_200_00],
      {
        terms: {
          investment: investment('commercial', {
            positions: [
              position(calendar, 'heron', 900, 50_40, [
                [700, 600],
                [260, 300],
              ]),
            ],
          }),
          networks: securitiesNetworks('7700950013'),
        },
      },
    ),
  ]
}

export function owlpineMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: lastJanuary(calendar) }
  return [
    ...movementsOf('owlpine-operating', calendar, [
      ...monthly(calendar, since, [
        9,
        '15:40',
        'wire',
        [6_400_00, 5_950_00, 7_220_00],
        'Invoice Granary Street Developers',
        payers.developer,
      ]),
      ...monthly(calendar, since, [15, '14:30', 'ach', -412_00, 'Plumbline Software', billers.software]),
      ...monthly(calendar, since, [
        20,
        '14:00',
        'internal-transfer',
        -3_900_00,
        'Draw Owen Ashbarrow',
        { account: 'owen-checking', narrative: 'Draw Owlpine Drafting' },
      ]),
      ...monthly(calendar, since, [
        26,
        '15:00',
        'internal-transfer',
        -1_000_00,
        'To reserve',
        { account: 'owlpine-reserve', narrative: 'From operating' },
      ]),
    ]),
    ...movementsOf('owlpine-reserve', calendar, [
      ...monthly(calendar, since, [28, '12:20', 'interest-earned', [136_20, 141_05, 146_90], 'Interest earned']),
    ]),
    ...movementsOf('owlpine-sweep', calendar, [
      ...monthly(calendar, { ...since, every: 3 }, [
        20,
        '14:00',
        'dividend',
        [113_40, 116_10],
        'Dividend Grey Heron Bond Index',
        undefined,
        {
          trade: {
            action: 'dividend',
            symbol: 'ZHER',
            securityKind: 'fund',
            unitsMicro: 900_000_000,
            unitPriceMinor: 0,
            commissionMinor: 0,
            feesMinor: 0,
          },
        },
      ]),
    ]),
  ]
}
