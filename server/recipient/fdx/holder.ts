import { objectOf, objectsOf } from '../json.ts'
import type { Fields, Snapshot } from './data.ts'

/** Who holds an account, and how they are reached. */
export type Holder = { name: string; relationship: string; lines: string[] }

/** The name of the first holder that any account's contact tells of; empty where contact is not shared. */
export function holderName({ accounts }: Snapshot): string {
  const [first] = accounts.flatMap(({ contact }) => objectsOf(contact?.holders))
  return first ? nameOf(first) : ''
}

/** The holders of an account, and its addresses, with what is not told left out. */
export function contactOf(contact: Fields): { holders: Holder[]; reach: string[] } {
  const holders = objectsOf(contact.holders).map((holder) => ({
    name: nameOf(holder),
    relationship: String(holder.relationship ?? ''),
    lines: reachOf(holder),
  }))
  const own = new Set(holders.flatMap(({ lines }) => lines))
  return { holders, reach: reachOf(contact).filter((line) => !own.has(line)) }
}

function nameOf({ name, businessCustomer }: Fields): string {
  const { prefix, first, middle, last, suffix } = objectOf(name)
  const business = objectOf(businessCustomer).name
  if (typeof business === 'string') return business
  return [prefix, first, middle, last, suffix].filter((part) => typeof part === 'string' && part !== '').join(' ')
}

function reachOf({ emails, email, telephones, addresses }: Fields): string[] {
  const mail = [emails, email].flatMap((list) => (Array.isArray(list) ? list.map(String) : []))
  const phones = objectsOf(telephones).map(({ country, number }) => [plus(country), number].filter(Boolean).join(' '))
  const places = objectsOf(addresses).map(({ line1, line2, line3, city, region, postalCode, country }) =>
    [line1, line2, line3, city, [region, postalCode].filter(Boolean).join(' '), country].filter(Boolean).join(', '),
  )
  return [...mail, ...phones, ...places]
}

/** The calling code with its plus sign, however it came. */
const plus = (code: unknown): string => (code === undefined ? '' : `+${String(code).replace(/^\+/, '')}`)
