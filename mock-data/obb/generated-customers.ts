import type { AccountPersona, CompanyPersona, MovementPersona, Personas, PersonPersona } from '#bank'
import { affordable } from '../affordable.ts'
import type { Calendar } from '../calendar.ts'
import { openChance } from '../chance.ts'
import { cnpj, cpf } from '../documents.ts'
import type { Generation } from '../generate.ts'
import { opening, scattered } from '../scattered.ts'
import { companyMovements } from './generated-company-life.ts'
import { companyName, personName } from './generated-names.ts'
import { type Means, personMovements } from './generated-person-life.ts'

/** Of so many customers one is a company. */
const COMPANY_EVERY = 5

/** One customer with what is theirs: made from the seed and their number alone, so that more of them change no other. */
type Made = {
  person?: PersonPersona
  company?: CompanyPersona
  accounts: AccountPersona[]
  movements: MovementPersona[]
}

/** So many customers beside the named ones, with the movements of so many days. */
export function generateCustomers(generation: Generation, calendar: Calendar): Personas {
  const made: Made[] = []
  for (let number = 0; number < generation.customers; number += 1) {
    made.push(isCompany(number) ? makeCompany(number, generation, calendar) : makePerson(number, generation, calendar))
  }
  return {
    ...{ book: 'obb', currency: 'BRL', brandName: 'Banco Bancada', bankCode: '999' },
    people: made.flatMap(({ person }) => person ?? []),
    companies: made.flatMap(({ company }) => company ?? []),
    accounts: made.flatMap(({ accounts }) => accounts),
    movements: made.flatMap(({ movements }) => movements),
  }
}

const isCompany = (number: number) => number % COMPANY_EVERY === COMPANY_EVERY - 1

/** Customers of different seeds are different people, whatever their numbers. */
const keyOf = (seed: string, number: number) => `generated ${seed} ${number}`

function makePerson(number: number, { seed, days }: Generation, calendar: Calendar): Made {
  const key = keyOf(seed, number)
  const chance = openChance(key)
  const person: PersonPersona = {
    ...{ key, name: personName(chance), document: cpf(`95${scattered(number)}`), language: 'pt-BR' },
    email: `cliente${number + 1}@exemplo.invalid`,
  }
  const salaryMinor = Math.round(
    2_200_00 *
      chance.about(0.5) *
      chance.weighted([
        [1, 5],
        [2, 3],
        [4.5, 1],
      ]),
  )
  const means: Means = {
    salaryMinor,
    payday: chance.pick([5, 5, 6, 28, 30]),
    rents: chance.happens(0.55),
    current: `${key} current`,
    savings: chance.happens(0.45) ? `${key} savings` : undefined,
    prepaid: chance.happens(0.2) ? `${key} prepaid` : undefined,
  }
  const opened = opening(chance, calendar, days)
  const more = { holders: [key], ownership: 'individual' as const, openedAt: opened }
  const accounts: AccountPersona[] = [
    {
      ...{ ...more, ...numbered(number, 0), key: means.current, kind: 'current', branch: '0001' },
      openingMinor: Math.round(salaryMinor * 0.4 * chance.about(0.6)),
      openingNarrative: 'Depósito de abertura de conta',
      ...(chance.happens(0.6) ? { overdraftLimitMinor: Math.max(500_00, roundTo(salaryMinor * 0.4, 100_00)) } : {}),
    },
  ]
  if (means.savings) {
    accounts.push({
      ...{ ...more, ...numbered(number, 1), key: means.savings, kind: 'savings', branch: '0001' },
      openingMinor: Math.round(salaryMinor * 2 * chance.about(1)),
      openingNarrative: 'Depósito de abertura de poupança',
    })
  }
  if (means.prepaid) {
    accounts.push({
      ...{ ...more, ...numbered(number, 2), key: means.prepaid, kind: 'prepaid', branch: null },
      openingMinor: 50_00,
      openingNarrative: 'Primeira recarga',
    })
  }
  return { person, accounts, movements: affordable(accounts, personMovements(means, days, calendar, chance)) }
}

/** A company of the person before it, who acts for it. */
function makeCompany(number: number, { seed, days }: Generation, calendar: Calendar): Made {
  const key = keyOf(seed, number)
  const chance = openChance(key)
  const { trade, sells } = companyName(chance)
  const company: CompanyPersona = {
    ...{ key, legalName: `${trade} Ltda`, tradeName: trade, document: cnpj(`9${scattered(number)}0001`) },
    representatives: [keyOf(seed, number - 1)],
  }
  const current = `${key} current`
  const salesMinor = Math.round(45_000_00 * chance.about(0.8))
  const accounts: AccountPersona[] = [
    {
      ...{ key: current, kind: 'current', holders: [key], ownership: 'individual', branch: '0001' },
      ...numbered(number, 0),
      openedAt: opening(chance, calendar, days),
      openingMinor: Math.round(salesMinor * 0.5),
      openingNarrative: 'Depósito de abertura de conta',
      overdraftLimitMinor: roundTo(salesMinor * 0.2, 1_000_00),
    },
  ]
  const movements = companyMovements({ current, salesMinor, sells }, days, calendar, chance)
  return { company, accounts, movements: affordable(accounts, movements) }
}

/** An account number of its own, apart from those of the named customers. */
function numbered(number: number, place: number): { number: string; checkDigit: string } {
  const digits = String((number * 3 + place) * 31 + 4_000_017).padStart(8, '0')
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0)
  return { number: digits, checkDigit: String((sum % 11) % 10) }
}

const roundTo = (minor: number, step: number) => Math.round(minor / step) * step
