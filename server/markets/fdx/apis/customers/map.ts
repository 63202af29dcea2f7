import type { Address, Contact, Holder, Phone } from '#bank'
import type { RouteInput } from '../../../api.ts'
import { known } from '../../amounts.ts'
import { type Opening, opens } from '../../shared-accounts.ts'
import { type AccountHolder, type Related, relationshipOf } from './related.ts'

/** What of a customer is open to a call: nothing but that they exist, how they are reached, who they are, and whose whole number. */
type Opened = { contact: boolean; personal: boolean; numberOf: string | undefined }

const openedTo = (input: Opening): Opened => {
  const personal = opens(input, 'CUSTOMER_PERSONAL')
  const contact = personal || opens(input, 'CUSTOMER_CONTACT')
  // Whoever shares an account with somebody shares no number of theirs.
  const numberOf = opens(input, 'SOCIAL_SECURITY_NUMBER') ? (input.consent?.personId ?? undefined) : undefined
  return { personal, contact, numberOf }
}

/** A customer (FDX 6.4, Customer): the id alone where no cluster of theirs is shared. */
export function mapCustomer(related: Related, input: RouteInput) {
  const { holder, contact, accounts } = related
  const opened = openedTo(input)
  if (!opened.contact) return { customerId: holder.id, ...wholeNumberOf(related, opened) }
  return {
    customerId: holder.id,
    ...identityOf(related, opened),
    ...reachOf(holder, contact),
    accounts: accounts.map((account) => ({
      accountId: account.id,
      relationship: relationshipOf(account, account.holders.indexOf(holder.id), holder),
      links: [link(input, account.id)],
    })),
  }
}

/** An account's address in the spelling that was called. */
function link({ path }: RouteInput, accountId: string) {
  const base = path.slice(0, path.lastIndexOf('/customers'))
  return { href: `${base}/accounts/${accountId}`, action: 'GET', rel: 'account', types: ['application/json'] }
}

/** Everybody who holds an account, and how they are reached together (FDX 6.4, AccountContact). */
export function mapContact(holders: readonly AccountHolder[], input: Opening) {
  const opened = openedTo(input)
  const reaches = holders.map(({ related }) => reachOf(related.holder, related.contact))
  return {
    holders: holders.map(({ related, relationship }) => ({ ...identityOf(related, opened), relationship })),
    emails: [...new Set(reaches.flatMap(({ emails }) => emails))],
    addresses: distinct(reaches.flatMap(({ addresses }) => addresses)),
    telephones: distinct(reaches.flatMap(({ telephones }) => telephones)),
  }
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

/** Name and kind; what is personal only where CUSTOMER_PERSONAL is shared. */
function identityOf({ holder, contact }: Related, opened: Opened) {
  const business = holder.kind === 'company'
  return {
    type: business ? 'BUSINESS' : 'CONSUMER',
    ...(business ? { businessCustomer: businessOf(holder, contact) } : { name: nameOf(holder, contact) }),
    ...(opened.personal ? personalOf(holder, contact) : {}),
    ...wholeNumberOf({ holder, contact }, opened),
  }
}

function nameOf({ name }: Extract<Holder, { kind: 'person' }>, contact: Contact | undefined) {
  if (contact?.person) return { ...contact.person.name }
  const [first = '', ...others] = name.split(' ')
  return { first, last: others.join(' ') || first }
}

function businessOf({ legalName }: Extract<Holder, { kind: 'company' }>, contact: Contact | undefined) {
  const company = contact?.company
  return {
    name: legalName,
    ...known({
      registeredAgents: company?.registeredAgents,
      registeredId: company?.registeredId,
      industryCode: company && { type: 'NAICS', code: company.industryCode },
      domicile: company?.domicile,
    }),
  }
}

const GOVERNMENT_IDS = { 'driving-licence': 'DRIVERS_LICENSE', passport: 'PASSPORT' } as const

/** The number of whoever gave the consent, in full: no cluster but its own opens it, and no other holder's. */
function wholeNumberOf({ holder, contact }: Pick<Related, 'holder' | 'contact'>, { numberOf }: Opened) {
  return holder.id === numberOf ? { taxId: holder.document, taxIdCountry: contact?.taxCountry ?? 'US' } : {}
}

/** A tax number is told by its last four digits. */
function personalOf({ document }: Holder, contact: Contact | undefined) {
  const id = contact?.person?.governmentId
  return {
    taxId: `*****${document.slice(-4)}`,
    taxIdCountry: contact?.taxCountry ?? 'US',
    ...known({
      dateOfBirth: contact?.person?.bornOn,
      governmentId: id && {
        type: GOVERNMENT_IDS[id.kind],
        id: `*****${id.number.slice(-4)}`,
        ...known({ region: id.region }),
      },
    }),
  }
}

function reachOf(holder: Holder, contact: Contact | undefined) {
  const kept = contact?.emails.map(({ address }) => address) ?? []
  const emails = kept.length === 0 && holder.kind === 'person' && holder.email ? [holder.email] : kept
  return {
    emails,
    addresses: contact?.addresses.map(mapAddress) ?? [],
    telephones: contact?.phones.map(mapPhone) ?? [],
  }
}

function mapAddress({ kind, lines, city, region, postalCode, country, primary }: Address) {
  const [line1 = '', line2, line3] = lines
  return {
    line1: line1.slice(0, 64),
    ...known({ line2: line2?.slice(0, 64), line3: line3?.slice(0, 64) }),
    ...{ city, region, postalCode, country, type: kind.toUpperCase(), primary },
  }
}

function mapPhone({ kind, callingCode, number, network, primary }: Phone) {
  return { type: kind.toUpperCase(), country: callingCode, number, network: network.toUpperCase(), primary }
}
