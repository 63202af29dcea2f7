import type { Address, Contact, Holder, Phone } from '#bank'
import type { RouteInput } from '../../../api.ts'
import { known } from '../../amounts.ts'
import { type Opening, opens } from '../../shared-accounts.ts'
import { type AccountHolder, type Related, relationshipOf } from './related.ts'

/** What of a customer is open to a call: nothing but that they exist, how they are reached, and who they are. */
type Opened = { contact: boolean; personal: boolean }

const openedTo = (input: Opening): Opened => {
  const personal = opens(input, 'CUSTOMER_PERSONAL')
  return { personal, contact: personal || opens(input, 'CUSTOMER_CONTACT') }
}

/** A customer (FDX 6.4, Customer): the id alone where no cluster of theirs is shared. */
export function mapCustomer(related: Related, input: RouteInput) {
  const { holder, contact, accounts } = related
  const { contact: reachable, personal } = openedTo(input)
  if (!reachable) return { customerId: holder.id }
  return {
    customerId: holder.id,
    ...identityOf(related, personal),
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
  const { personal } = openedTo(input)
  const reaches = holders.map(({ related }) => reachOf(related.holder, related.contact))
  return {
    holders: holders.map(({ related, relationship }) => ({ ...identityOf(related, personal), relationship })),
    emails: [...new Set(reaches.flatMap(({ emails }) => emails))],
    addresses: distinct(reaches.flatMap(({ addresses }) => addresses)),
    telephones: distinct(reaches.flatMap(({ telephones }) => telephones)),
  }
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

/** Name and kind; what is personal only where CUSTOMER_PERSONAL is shared, and a tax number never in full. */
function identityOf({ holder, contact }: Related, personal: boolean) {
  const business = holder.kind === 'company'
  return {
    type: business ? 'BUSINESS' : 'CONSUMER',
    ...(business ? { businessCustomer: businessOf(holder, contact) } : { name: nameOf(holder, contact) }),
    ...(personal ? personalOf(holder, contact) : {}),
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
