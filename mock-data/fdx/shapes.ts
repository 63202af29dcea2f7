import type {
  AccountPersona,
  AccountTerms,
  CardTerms,
  CompanyPersona,
  Contact,
  DepositTerms,
  PersonPersona,
  Rate,
} from '#bank'
import { openChance } from '../chance.ts'
import { reachOf } from './networks.ts'

type Who = { first: string; last: string; middle?: string; bornOn: string }
type Where = readonly [line: string, city: string, region: string, postalCode: string]

/**
 * A person who can log in; the login is the key. The taxpayer number is one that is never given out (those beginning with
 * 666), the phone number one that is kept for stories (555-01xx).
 */
export function person(
  key: string,
  { first, last, middle, bornOn }: Who,
  number: number,
  [line, city, region, postalCode]: Where,
  note: string,
): PersonPersona {
  const email = `${key}@example.invalid`
  const contact: Contact = {
    addresses: [{ kind: 'home', lines: [line], city, region, postalCode, country: 'US', primary: true }],
    phones: [
      { kind: 'personal', callingCode: '1', number: fiction(number), network: 'cellular', primary: true },
      ...(number % 3 === 0
        ? [
            {
              kind: 'home' as const,
              callingCode: '1',
              number: fiction(number + 40),
              network: 'landline' as const,
              primary: false,
            },
          ]
        : []),
    ],
    emails: [
      { address: email, primary: true },
      ...(number % 4 === 0 ? [{ address: `${first.toLowerCase()}@home.invalid`, primary: false }] : []),
    ],
    person: {
      name: { first, ...(middle && { middle }), last },
      bornOn,
      governmentId: number % 2 === 0 ? { kind: 'driving-licence', number: licenceOf(key), region } : null,
    },
    company: null,
    taxCountry: 'US',
  }
  return {
    ...{ key, name: `${first} ${last}`, document: `666${String(10_000 + number * 137).padStart(6, '0')}`, email },
    ...{ language: 'en', contact, login: { name: key, password: 'bancada', note } },
  }
}

type Business = {
  legalName: string
  tradeName: string
  representatives: string[]
  /** NAICS. */
  industryCode: string
  agent: { first: string; last: string }
}

/** A company that some of the people act for. No employer number begins with 07. */
export function company(
  key: string,
  business: Business,
  number: number,
  [line, city, region, postalCode]: Where,
): CompanyPersona {
  const { legalName, tradeName, representatives, industryCode, agent } = business
  const address = { lines: [line], city, region, postalCode, country: 'US' }
  return {
    ...{ key, legalName, tradeName, representatives, document: `07${String(9_000_000 + number * 137)}` },
    contact: {
      addresses: [
        { ...address, kind: 'business', primary: true },
        { ...address, kind: 'mailing', lines: [`P.O. Box ${number}`], primary: false },
      ],
      phones: [{ kind: 'business', callingCode: '1', number: fiction(number), network: 'voip', primary: true }],
      emails: [{ address: `office@${key}.invalid`, primary: true }],
      person: null,
      company: {
        registeredAgents: [agent],
        registeredId: `REG-${String(50_000 + number)}`,
        industryCode,
        domicile: { region, country: 'US' },
      },
      taxCountry: 'US',
    },
  }
}

/** A licence of its own chance: nothing of the taxpayer number is in it. */
const licenceOf = (key: string) => `Z99${String(openChance(`licence ${key}`).int(0, 99_999)).padStart(5, '0')}`

const fiction = (number: number) => `20255501${String(number % 100).padStart(2, '0')}`

type More = Partial<AccountPersona> & { terms?: AccountTerms }

/** An account under a product of the bank, opened with what lies on it, and reached as accounts of its kind are. */
export function account(
  key: string,
  holders: string[],
  kind: AccountPersona['kind'],
  number: string,
  productName: string,
  [openedAt, openingMinor]: readonly [number, number],
  more: More = {},
): AccountPersona {
  return {
    ...{ key, holders, kind, number, checkDigit: '', branch: null, productName },
    productId: productName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    ownership: holders.length > 1 ? 'joint-any' : 'individual',
    ...{ openedAt, openingMinor, openingNarrative: 'Opening deposit' },
    ...more,
    terms: { networks: reachOf(kind, number, more.terms), ...more.terms },
  }
}

/** A rate in per cent: 6.125 is 6.125 %. */
export function rate(percent: number, more: Partial<Rate> = {}): Rate {
  return { ppm: Math.round(percent * 10_000), kind: 'fixed', index: null, since: '2025-02-01', priorPpm: null, ...more }
}

/** Terms of a deposit that bears so many per cent. */
export function deposit(percent: number | null, more: Partial<DepositTerms> = {}): DepositTerms {
  return {
    ...{ variant: 'standard', rate: percent === null ? null : rate(percent, { kind: 'variable' }) },
    yieldPpm: percent === null ? null : Math.round(((1 + percent / 1_200) ** 12 - 1) * 1_000_000),
    ...{ compounding: percent === null ? null : 'monthly', term: null, overdraft: null },
    ...more,
  }
}

/** Terms of a credit card with a limit. */
export function card(
  lastDigits: string,
  limitMinor: number,
  percent: number,
  more: Partial<CardTerms> = {},
): CardTerms {
  return {
    ...{ kind: 'credit', network: 'Millrace', lastDigits, otherCards: [], limitMinor },
    cashLimitMinor: Math.round(limitMinor / 5),
    rates: {
      purchases: rate(percent, { kind: 'variable', index: 'PRIME', priorPpm: Math.round((percent + 0.25) * 10_000) }),
      cashAdvances: rate(29.99),
      balanceTransfers: rate(percent + 2),
    },
    ...{ minimum: { floorMinor: 35_00, sharePpm: 20_000 }, dueDays: 25, autopay: 'none' },
    ...more,
  }
}
