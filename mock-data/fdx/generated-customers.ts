import type { AccountPersona, MovementPersona, PendingPersona, Personas, PersonPersona } from '#bank'
import { affordable } from '../affordable.ts'
import type { Calendar } from '../calendar.ts'
import { openChance } from '../chance.ts'
import type { Generation } from '../generate.ts'
import { opening, scattered } from '../scattered.ts'
import { billers, bought, at as from, shops } from './counterparties.ts'
import { type Means, personMovements } from './generated-life.ts'
import { personName } from './generated-names.ts'
import { networks, ROUTING } from './networks.ts'
import { account, card, deposit, person } from './shapes.ts'

const TOWNS = [
  ['Alderwick', 'ME', '04999'],
  ['Barley Cross', 'NC', '28999'],
  ['Granary Falls', 'OR', '97999'],
  ['Plover Bay', 'MI', '49999'],
] as const

type Made = {
  person: PersonPersona
  accounts: AccountPersona[]
  movements: MovementPersona[]
  pending: PendingPersona[]
}

/** So many people beside the named ones, with the movements of so many days. */
export function generateCustomers(generation: Generation, calendar: Calendar): Personas {
  const made = Array.from({ length: generation.customers }, (_, number) => makePerson(number, generation, calendar))
  return {
    ...{ book: 'fdx', currency: 'USD', brandName: 'Bancada Bank', bankCode: ROUTING, companies: [] },
    people: made.map(({ person }) => person),
    accounts: made.flatMap(({ accounts }) => accounts),
    movements: made.flatMap(({ movements }) => movements),
    pending: made.flatMap(({ pending }) => pending),
  }
}

/** One person with what is theirs: made from the seed and their number alone, so that more of them change no other. */
function makePerson(number: number, { seed, days }: Generation, calendar: Calendar): Made {
  const key = `generated ${seed} ${number}`
  const chance = openChance(`fdx ${key}`)
  const digits = scattered(number)
  const [city, region, postalCode] = chance.pick(TOWNS)
  const street: [string, string, string, string] = [`${chance.int(1, 900)} Gable Street`, city, region, postalCode]
  const bornOn = `${chance.int(1945, 2004)}-0${chance.int(1, 9)}-${chance.int(10, 28)}`
  const shape = person(key, { ...personName(chance), bornOn }, number, street, '')
  // Beginning with 666 no number is ever given out; those of the named customers are below these.
  const { login: _, ...unnamed } = {
    ...shape,
    document: taxNumber(number),
    email: `customer${number + 1}@example.invalid`,
  }
  const emails = [{ address: unnamed.email, primary: true }]
  const made: PersonPersona = { ...unnamed, ...(unnamed.contact && { contact: { ...unnamed.contact, emails } }) }

  const opened = opening(chance, calendar, days)
  const grossMinor = Math.round(
    2_100_00 *
      chance.about(0.5) *
      chance.weighted([
        [1, 5],
        [1.7, 3],
        [3, 1],
      ]),
  )
  const checking = `${key} checking`
  const means: Means = {
    ...{
      grossMinor,
      checking,
      debitDigits: digits.slice(0, 4),
      cardDigits: digits.slice(-4),
      rents: chance.happens(0.6),
    },
    savings: chance.happens(0.5) ? `${key} savings` : undefined,
    card: chance.happens(0.6) ? `${key} card` : undefined,
  }
  const of = (kind: string) => `${kind}${digits}`
  const accounts = [
    account(checking, [key], 'current', of('400'), 'Everyday Checking', [opened, Math.round(grossMinor * 0.9)], {
      terms: { deposit: deposit(0.05), networks: networks(of('400')) },
    }),
  ]
  if (means.savings) {
    const saved = Math.round(grossMinor * 3 * chance.about(1))
    accounts.push(
      account(means.savings, [key], 'savings', of('410'), 'High-Yield Savings', [opened, saved], {
        terms: {
          deposit: deposit(4.1, { variant: 'high-interest' }),
          networks: networks(of('410'), { sendsOut: false }),
        },
      }),
    )
  }
  const movements = affordable(accounts, personMovements(means, days, calendar, chance))
  if (means.card) {
    const terms = { card: card(means.cardDigits, 4_000_00, 23.49, { autopay: 'minimum' }) }
    accounts.push(account(means.card, [key], 'card', of('99174400'), 'Bancada Classic Card', [opened, 0], { terms }))
  }
  const pending = days === 0 ? [] : [pendingOf(means, calendar.at(1, '21:40'), chance.int(30_00, 90_00))]
  return { person: made, accounts, movements, pending }
}

/** What is not booked yet: fuel on a card, else money that comes, so that nobody's account is held below what it has. */
function pendingOf({ card, cardDigits, checking }: Means, at: number, amountMinor: number): PendingPersona {
  if (!card)
    return { account: checking, at, kind: 'ach', narrative: 'Refund', amountMinor, counterparty: billers.power }
  const facts = bought(shops.fuel, cardDigits)
  const fuel = { kind: 'card-purchase' as const, narrative: shops.fuel.name, counterparty: from(shops.fuel), facts }
  return { account: card, at, amountMinor: -amountMinor, ...fuel }
}

/** A number that no other one gets: multiplying by what shares no divisor with a count walks through all of it. */
const taxNumber = (number: number) => `666${100_000 + ((number * 736_867 + 123_457) % 900_000)}`
