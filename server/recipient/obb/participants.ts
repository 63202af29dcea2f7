import { problem } from '#kernel'
import type { Brand } from '../brand.ts'

/** The operations this app calls, as the family and the end of the address that the participants list gives them. */
const OPERATIONS = {
  consents: { family: 'consents', path: '/open-banking/consents/v3/consents' },
  consent: { family: 'consents', path: '/open-banking/consents/v3/consents/{}' },
  extends: { family: 'consents', path: '/open-banking/consents/v3/consents/{}/extends' },
  extensions: { family: 'consents', path: '/open-banking/consents/v3/consents/{}/extensions' },
  resources: { family: 'resources', path: '/open-banking/resources/v3/resources' },
  accounts: { family: 'accounts', path: '/open-banking/accounts/v2/accounts' },
  balances: { family: 'accounts', path: '/open-banking/accounts/v2/accounts/{}/balances' },
  transactions: { family: 'accounts', path: '/open-banking/accounts/v2/accounts/{}/transactions' },
  recent: { family: 'accounts', path: '/open-banking/accounts/v2/accounts/{}/transactions-current' },
  limits: { family: 'accounts', path: '/open-banking/accounts/v2/accounts/{}/overdraft-limits' },
} as const

export type Operation = keyof typeof OPERATIONS

/** A bank as the directory lists it. */
export type Bank = {
  name: string
  discoveryUrl: string
  /** The published address of an operation, its one placeholder filled in. Throws `endpoint-not-published`. */
  address(operation: Operation, id?: string): string
  publishes(operation: Operation): boolean
}

type Organisation = { OrganisationName?: unknown; AuthorisationServers?: Server[] }

type Server = {
  AuthorisationServerId?: unknown
  CustomerFriendlyName?: unknown
  OpenIDDiscoveryDocument?: unknown
  ApiResources?: { ApiFamilyType?: unknown; ApiDiscoveryEndpoints?: { ApiEndpoint?: unknown }[] }[]
}

const WELL_KNOWN = '/.well-known/openid-configuration'

/**
 * Finds the bank of an issuer in the participants list. Receivers read full addresses there and never build them.
 * Throws problem `endpoint-not-published` when the list does not have it.
 */
export function findBank(participants: unknown, issuer: string): Bank {
  const discoveryUrl = `${issuer}${WELL_KNOWN}`
  const servers = listOf<{ AuthorisationServers?: Server[] }>(participants).flatMap((organisation) =>
    listOf<Server>(organisation?.AuthorisationServers),
  )
  const server = servers.find((candidate) => candidate?.OpenIDDiscoveryDocument === discoveryUrl)
  if (!server) throw problem('endpoint-not-published', { operation: discoveryUrl })
  const endpoints = addressesOf(server)
  const listed = (operation: Operation) => {
    const { family, path } = OPERATIONS[operation]
    return endpoints.find((endpoint) => endpoint.family === family && open(endpoint.url).endsWith(path))
  }
  return {
    name: typeof server.CustomerFriendlyName === 'string' ? server.CustomerFriendlyName : new URL(issuer).host,
    discoveryUrl,
    address(operation, id = '') {
      const found = listed(operation)
      if (!found) throw problem('endpoint-not-published', { operation: OPERATIONS[operation].path })
      return found.url.replace(PLACEHOLDER, segment(id))
    },
    publishes: (operation) => listed(operation) !== undefined,
  }
}

/** The brands of the participants list by name, each once (experience guide, 04700 to 05100). */
export function brandsOf(participants: unknown, issuer: string): Brand[] {
  const byName = new Map<string, Brand>()
  for (const organisation of listOf<Organisation>(participants)) {
    for (const server of listOf<Server>(organisation?.AuthorisationServers)) {
      const name = textOf(server?.CustomerFriendlyName)
      if (name === '') continue
      const ours = server.OpenIDDiscoveryDocument === `${issuer}${WELL_KNOWN}`
      const brand = { key: textOf(server.AuthorisationServerId) || name, name, ours }
      if (ours || !byName.has(name)) byName.set(name, { ...brand, organisation: textOf(organisation.OrganisationName) })
    }
  }
  return [...byName.values()].sort((one, other) => one.name.localeCompare(other.name))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const PLACEHOLDER = /\{[^}]*\}/

/** An id as one path segment; the colons of a URN may stand as they are (RFC 3986, 3.3). */
const segment = (id: string): string => encodeURIComponent(id).replaceAll('%3A', ':')

const open = (url: string): string => url.replace(PLACEHOLDER, '{}')

function addressesOf(server: Server): { family: string; url: string }[] {
  return listOf<NonNullable<Server['ApiResources']>[number]>(server.ApiResources).flatMap((resource) =>
    listOf<{ ApiEndpoint?: unknown }>(resource?.ApiDiscoveryEndpoints)
      .map((endpoint) => String(endpoint?.ApiEndpoint ?? ''))
      .filter((url) => url.startsWith('https://') && URL.canParse(url))
      .map((url) => ({ family: String(resource.ApiFamilyType), url })),
  )
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? value : [])
