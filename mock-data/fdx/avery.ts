import type { AccountPersona, MovementPersona, Networks, PendingPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { at, billers, bought, employers, people, purchase, shops } from './counterparties.ts'
import { daysSince, monthly } from './months.ts'
import { networks, ROUTING } from './networks.ts'
import { account, deposit, person } from './shapes.ts'
import { wage } from './wages.ts'

/**
 * A ship's joiner with a checking and a savings account, written down since May 2024: whoever reads about a summer long
 * past, or wants more networks than fit on one page, finds it here.
 */
export const avery = person(
  'avery',
  { first: 'Avery', middle: 'Jo', last: 'Fernhollow', bornOn: '1988-04-12' },
  12,
  ['14 Tidewrack Lane', 'Alderwick', 'ME', '04999'],
  'checking since 2024, savings; 13 payment networks, cheques and pending lines',
)

const SINCE = '2024-05'
const OPENED = '2024-05-01'
const CARD = '0417'

export function averyAccounts(calendar: Calendar): AccountPersona[] {
  const opened = calendar.at(daysSince(calendar, OPENED), '14:02')
  return [
    account('avery-checking', ['avery'], 'current', '1000200417', 'Everyday Checking', [opened, 1_840_25], {
      nickname: 'House money',
      terms: {
        deposit: deposit(0.05, { overdraft: { optedIn: true, fundedFrom: 'avery-savings' } }),
        networks: manyNetworks('1000200417'),
      },
    }),
    account('avery-savings', ['avery'], 'savings', '1000208842', 'High-Yield Savings', [opened + 240_000, 8_500_00], {
      terms: {
        deposit: deposit(4.1),
        networks: networks('1000208842', { sendsOut: false }),
      },
    }),
  ]
}

/** Every network, and numbers for payers of their own: more than a page of ten holds. */
function manyNetworks(number: string): Networks {
  const at = { bankCode: ROUTING, takesIn: true, sendsOut: true, requestForPayment: false, limits: null }
  const ownFor = (payer: number) => ({ ...at, name: 'ach' as const, number: `88${number}0${payer}`, sendsOut: false })
  return {
    payment: [
      ...networks(number).payment,
      { ...at, name: 'chips', number },
      ownFor(1),
      ownFor(2),
      ownFor(3),
      { ...at, name: 'rtp', number: `88${number}04`, requestForPayment: true },
      { ...at, name: 'fednow', number: `88${number}05`, requestForPayment: true },
      { ...at, name: 'fedwire', number: `88${number}06`, sendsOut: false },
      // Canada's banks are known there by three digits of the institution and five of the transit.
      { ...at, name: 'acss', bankCode: '99900417', number: `${number}1` },
      { ...at, name: 'lvts', bankCode: '99900417', number: `${number}2`, sendsOut: false },
    ],
    transfer: [
      { name: 'acats', institutionId: '9917', institutionName: 'Bancada Bank', number, standsIn: false },
      { name: 'aton', institutionId: 'ZZ17', institutionName: 'Bancada Bank', number, standsIn: true },
      { name: 'dtc', institutionId: '9917', institutionName: 'Bancada Bank', number, standsIn: false },
    ],
  }
}

export function averyMovements(calendar: Calendar): MovementPersona[] {
  const since = { since: SINCE }
  const savings = { account: 'avery-savings', narrative: 'Transfer from checking' }
  const salary = wage(employers.shipyard, 2_640_00)
  return [
    ...movementsOf('avery-checking', calendar, [
      ...monthly(calendar, since, [
        1,
        '14:30',
        'bill-payment',
        -1_450_00,
        'Rent Old Orchard Rentals',
        billers.landlord,
      ]),
      ...monthly(calendar, since, purchase(2, '22:14', [-84_17, -91_62, -77_05], shops.grocer, CARD)),
      ...monthly(calendar, since, [3, '12:05', ...salary]),
      ...monthly(calendar, since, [5, '13:20', 'internal-transfer', -300_00, 'Transfer to savings', savings]),
      ...monthly(calendar, since, [
        7,
        '13:00',
        'ach',
        [-96_41, -88_07, -121_93],
        'Bluewick Power autopay',
        billers.power,
      ]),
      ...monthly(calendar, since, purchase(9, '18:44', [-41_20, -38_75], shops.fuel, CARD)),
      ...monthly(calendar, since, [10, '13:05', 'ach', -1_320_00, 'Tugboat Auto Finance', billers.carLender]),
      ...monthly(calendar, since, [11, '13:00', 'ach', -64_99, 'Threadline Internet autopay', billers.internet]),
      ...monthly(calendar, since, purchase(14, '23:02', [-27_60, -33_15, -19_80], shops.diner, CARD)),
      ...monthly(calendar, since, [16, '21:10', 'atm-withdrawal', [-80_00, -60_00], 'Cash at Alderwick Main Street']),
      ...monthly(calendar, since, [17, '12:05', ...salary]),
      ...monthly(calendar, since, purchase(20, '22:31', [-102_44, -95_18, -110_06], shops.grocer, CARD)),
      ...monthly(calendar, since, [
        23,
        '17:26',
        'instant-payment',
        [-45_00, 60_00],
        'Miles Fernhollow',
        people.brother,
      ]),
      ...monthly(calendar, since, [28, '12:10', 'interest-earned', [7, 9], 'Interest earned']),
      ...monthly(calendar, { since: SINCE, every: 3 }, [
        6,
        '15:12',
        'check',
        [-120_00, -134_50],
        'Child care',
        people.sitter,
        cheque(1_001),
      ]),
      ...monthly(calendar, { since: SINCE, every: 7 }, [
        19,
        '16:02',
        'check',
        -310_00,
        'Painting',
        people.painter,
        cheque(1_101),
      ]),
      [12, '16:40', 'check', -180_00, 'Child care', people.sitter, { checkNumber: '1021' }],
      [6, '15:05', 'check', -420_00, 'Painting the porch', people.painter, { checkNumber: '1022' }],
      [4, '20:18', 'atm-deposit', 220_00, 'Cash deposit at Alderwick Main Street'],
      [0, '00:06', 'fee-single', -2_50, 'Fee for another bank’s machine'],
    ]),
    ...movementsOf('avery-savings', calendar, [
      ...monthly(calendar, since, [28, '12:12', 'interest-earned', [29_40, 30_55, 31_72], 'Interest earned']),
    ]),
  ]
}

export function averyPending(calendar: Calendar): PendingPersona[] {
  const on = { account: 'avery-checking' }
  return [
    {
      ...{
        ...on,
        at: calendar.at(1, '22:41'),
        kind: 'card-purchase',
        narrative: 'Two Pines Fuel',
        amountMinor: -75_00,
      },
      ...{ counterparty: at(shops.fuel), facts: bought(shops.fuel, CARD) },
    },
    {
      ...{
        ...on,
        at: calendar.at(0, '00:03'),
        kind: 'card-purchase',
        narrative: 'Folded Page Books',
        amountMinor: -31_85,
      },
      ...{ counterparty: at(shops.books), facts: bought(shops.books, CARD), dueAt: calendar.at(-21, '12:00') },
    },
    {
      ...{
        ...on,
        at: calendar.at(1, '13:30'),
        kind: 'ach',
        narrative: 'Tax refund State Revenue Office',
        amountMinor: 214_00,
      },
      ...{ counterparty: billers.tax, dueAt: calendar.at(-14, '12:00') },
    },
  ]
}

const cheque = (first: number) => (index: number) => ({ checkNumber: String(first + index) })
