import { type Database, type Events, problem, type World } from '#kernel'
import type { TrustProfile } from '#markets'
import type { DirectoryStore, Software } from './store.ts'

/** A software to create in a market. All addresses are https, absolute and without a fragment. */
export type NewSoftware = {
  organisationId: string
  market: string
  name: string
  redirectUris: string[]
  roles: string[]
  description?: string
  version?: string
  originUris?: string[]
  webhookUris?: string[]
  clientUri?: string
  logoUri?: string
  policyUri?: string
  tosUri?: string
}

/** What may be changed of a software; what is absent stays. */
export type SoftwareChange = { redirectUris?: string[]; status?: Software['status'] }

const NAME_LIMIT = 120

/** The software statements' records. */
export function openSoftware({
  db,
  world,
  events,
  store,
  profiles,
}: {
  db: Database
  world: World
  events: Events
  store: DirectoryStore
  profiles: Readonly<Record<string, TrustProfile>>
}) {
  return {
    find: store.software,

    create(input: NewSoftware): Software {
      const software = checked(input)
      db.transaction(() => {
        store.addSoftware(software)
        record('directory.software-created', software)
      })()
      return software
    },

    update(softwareId: string, change: SoftwareChange): Software {
      return db.transaction(() => {
        const before = store.software(softwareId)
        if (!before) throw problem('software-not-found', { softwareId })
        const software = {
          ...before,
          redirectUris: change.redirectUris
            ? redirectUris(change.redirectUris, profiles[before.market])
            : before.redirectUris,
          status: change.status ?? before.status,
        }
        store.updateSoftware(software)
        record('directory.software-updated', software)
        return software
      })()
    },
  }

  function checked(input: NewSoftware): Software {
    const { organisationId, market } = input
    const organisation = store.organisation(organisationId)
    if (!organisation) throw problem('organisation-not-found', { organisationId }, 'console-object')
    const profile = Object.hasOwn(profiles, market) ? profiles[market] : undefined
    if (!profile) throw problem('market-unknown', { market, known: Object.keys(profiles) }, 'marketplace-market')
    const allowed = organisation.roles.filter((role) => profile.roles.includes(role))
    const wrong = input.roles.find((role) => !allowed.includes(role))
    if (wrong !== undefined || input.roles.length === 0)
      throw problem('role-unknown', { role: wrong ?? null, allowed }, 'marketplace-role')
    const name = input.name.trim()
    if (name === '' || name.length > NAME_LIMIT)
      throw problem('software-name-invalid', { limit: NAME_LIMIT }, 'marketplace-name')
    return {
      softwareId: world.ids.uuid(),
      organisationId,
      market,
      name,
      description: input.description ?? name,
      version: input.version ?? '1.0',
      redirectUris: redirectUris(input.redirectUris, profile),
      originUris: (input.originUris ?? []).map((uri) => httpsUri(uri, 'originUris')),
      webhookUris: (input.webhookUris ?? []).map((uri) => httpsUri(uri, 'webhookUris')),
      clientUri: optionalUri(input.clientUri, 'clientUri'),
      logoUri: optionalUri(input.logoUri, 'logoUri'),
      policyUri: optionalUri(input.policyUri, 'policyUri'),
      tosUri: optionalUri(input.tosUri, 'tosUri'),
      roles: [...new Set(input.roles)],
      status: 'Active',
      createdAt: world.clock.now(),
    }
  }

  function record(type: string, { softwareId, organisationId, market }: Software): void {
    events.record({ type, market, data: { softwareId, organisationId } })
  }
}

function redirectUris(uris: string[], profile: TrustProfile | undefined): string[] {
  if (uris.length === 0)
    throw problem('software-uri-invalid', { field: 'redirectUris', uri: null }, 'marketplace-address')
  const address = (uri: string) => (profile?.loopbackRedirects && isLoopback(uri) ? uri : httpsUri(uri, 'redirectUris'))
  return [...new Set(uris.map(address))]
}

/** A plain http address of this machine, whatever its port. */
function isLoopback(uri: string): boolean {
  const url = URL.parse(uri)
  if (url?.protocol !== 'http:' || uri.includes('#') || url.username !== '' || uri !== uri.trim()) return false
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

function optionalUri(uri: string | undefined, field: string): string | null {
  return uri === undefined ? null : httpsUri(uri, field)
}

/** The address as it was given, since redirects are compared character by character. */
function httpsUri(uri: string, field: string): string {
  const url = URL.parse(uri)
  if (url?.protocol !== 'https:' || url.hash !== '' || uri.includes('#') || url.username !== '' || uri !== uri.trim()) {
    throw problem('software-uri-invalid', { field, uri }, 'marketplace-address')
  }
  return uri
}
