import type { Counterparty, MovementFacts } from '#bank'
import { routingNumber } from '../documents.ts'
import type { MonthlyLine } from './months.ts'

// Invented people, companies and banks: no employer number begins with 07, no routing number with 99.

const company = (name: string, number: number, account?: Pick<Counterparty, 'bankCode' | 'number'>): Counterparty => ({
  ...{ name, document: `07${8_000_000 + number * 97}`, kind: 'company' as const },
  ...account,
})
const person = (name: string, number: string): Counterparty => ({
  ...{ name, kind: 'person' as const, bankCode: routingNumber('99000025'), number },
})

export const employers = {
  shipyard: company('Slack Tide Shipworks Inc', 1),
  school: company('Alder Hill School District', 2),
  clinic: company('Foxglove Valley Clinic', 3),
  printer: company('Letterbox Printing Co', 4),
}

export const payers = {
  pension: company('Quiet Harvest Pension Fund', 5),
  benefits: company('Retirement Benefits Office', 6),
  tenants: company('Pebble Lane Property Management', 7),
  cafe: company('Paper Moth Cafe LLC', 8, { bankCode: routingNumber('99000033'), number: '4400918820' }),
  hotel: company('Wren and Tarn Hotel Inc', 9, { bankCode: routingNumber('99000033'), number: '4400918837' }),
  acquirer: company('Millrace Card Settlement', 10),
  developer: company('Granary Street Developers Inc', 11, {
    bankCode: routingNumber('99000041'),
    number: '7710002931',
  }),
}

export const billers = {
  power: company('Bluewick Power', 20),
  water: company('Stonebrook Water District', 21),
  internet: company('Threadline Internet', 22),
  mobile: company('Sparrowtalk Mobile', 23),
  landlord: company('Old Orchard Rentals LLC', 24),
  county: company('County of Alderwick Treasurer', 25),
  flour: company('Goosefoot Flour Mill Inc', 26),
  dairy: company('Clover Ridge Dairy Co-op', 27),
  software: company('Plumbline Software Inc', 28),
  tax: company('State Revenue Office', 29),
  homeowners: company('Hearth and Gate Mutual', 30),
  invest: company('Larch Grove Investments', 32),
  carLender: company('Tugboat Auto Finance', 33),
  health: company('Fernside Health Plan', 34),
  otherCard: company('Far Shore Card Services', 35),
  home: company('Keystone Hollow Mortgage', 36),
  college: company('Thornapple State College', 31),
}

export const people = {
  sitter: person('Opal Reedmoor', '5500127731'),
  brother: person('Miles Fernhollow', '5500127748'),
  painter: person('Ezra Chalkdown', '5500127755'),
  friend: person('Wanda Plumstead-Hale', '5500127762'),
  grandson: person('Toby Larkmeadow', '5500127779'),
}

/** A shop with its kind of trade (ISO 18245). */
export type Shop = { name: string; mcc: string }

export const shops = {
  grocer: { name: 'Juniper Lane Market', mcc: '5411' },
  diner: { name: 'Tin Spoon Diner', mcc: '5812' },
  coffee: { name: 'Second Kettle Coffee', mcc: '5814' },
  fuel: { name: 'Two Pines Fuel', mcc: '5541' },
  pharmacy: { name: 'Larch Street Pharmacy', mcc: '5912' },
  books: { name: 'Folded Page Books', mcc: '5942' },
  hardware: { name: 'Nail and Plank Hardware', mcc: '5251' },
  pets: { name: 'Marble Cat Pet Supply', mcc: '5995' },
  airline: { name: 'Windfern Air', mcc: '4511' },
  streaming: { name: 'Lampglow Streaming', mcc: '4899' },
  rides: { name: 'Hopalong Rides', mcc: '4121' },
  office: { name: 'Inkwell Office Supply', mcc: '5943' },
  doctor: { name: 'Willow Bend Family Practice', mcc: '8011' },
} as const satisfies Record<string, Shop>

/** Whom a purchase was from, as the statement's other side. */
export const at = ({ name }: Shop): Counterparty => ({ name, kind: 'company' })

/** What is known of a purchase with a card. */
export function bought({ mcc }: Shop, cardLastDigits: string, more: MovementFacts = {}): MovementFacts {
  return { merchantCategory: mcc, cardLastDigits, ...more }
}

/** A purchase with a card on a date of each month, as `monthly` takes it. */
export function purchase(
  date: number,
  time: string,
  amounts: number | readonly number[],
  shop: Shop,
  cardLastDigits: string,
  more: MovementFacts = {},
): MonthlyLine {
  return [date, time, 'card-purchase', amounts, shop.name, at(shop), bought(shop, cardLastDigits, more)]
}
