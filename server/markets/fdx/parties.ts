import type { Institution } from '../institution.ts'

/** Who takes part in a consent besides its customer (FDX consent API, Party). */
export type Party = {
  name: string
  type: 'DATA_PROVIDER' | 'DATA_RECIPIENT' | 'DATA_ACCESS_PLATFORM'
  homeUri: string
  logoUri?: string
  registry: string
  registeredEntityName: string
  registeredEntityId: string
}

/** The bank that answers, and where it is at home. */
export type Provider = Institution & { homeUri: string }

type Reference = { registered_entity_name: string; registered_entity_id: string; registry: string }
type Registered = {
  client_id?: string
  client_name?: string
  client_uri?: string
  logo_uri?: string
  redirect_uris?: string[]
  organisation_id?: string
  organisation_name?: string
  registry_references?: Reference[]
  intermediaries?: { name: string; uri?: string; logo_uri?: string; registry_references?: Reference[] }[]
}

/** The bank, the recipient and whoever stands between them, in that order, by the recipient's registration. */
export function partiesOf(provider: Provider, registration: Readonly<Record<string, unknown>>): Party[] {
  const client = registration as Registered
  const name = client.client_name ?? client.client_id ?? ''
  const [redirect] = client.redirect_uris ?? []
  const homeUri = client.client_uri ?? (redirect === undefined ? provider.homeUri : new URL(redirect).origin)
  const own = { name: client.organisation_name ?? name, id: client.organisation_id ?? client.client_id ?? name }
  return [
    providerParty(provider),
    {
      ...{ name, type: 'DATA_RECIPIENT', homeUri },
      ...logo(client.logo_uri),
      ...registered(client.registry_references, own),
    },
    ...(client.intermediaries ?? []).map(
      (platform): Party => ({
        ...{ name: platform.name, type: 'DATA_ACCESS_PLATFORM', homeUri: platform.uri ?? homeUri },
        ...logo(platform.logo_uri),
        ...registered(platform.registry_references, { name: platform.name, id: platform.name }),
      }),
    ),
  ]
}

/** The bank itself. */
export function providerParty({ name, legalName, registrationNumber, homeUri }: Provider): Party {
  return {
    ...{ name, type: 'DATA_PROVIDER', homeUri, registry: 'PRIVATE' },
    ...{ registeredEntityName: legalName, registeredEntityId: registrationNumber },
  }
}

/** Who stands behind a recipient, as its registration refers to them; undefined where it refers to nobody. */
export function entityOf(registration: Readonly<Record<string, unknown>>): string | undefined {
  return (registration as Registered).registry_references?.[0]?.registered_entity_name
}

/** The names of those who stand between a recipient and the bank. */
export function platformsOf(registration: Readonly<Record<string, unknown>>): string[] {
  return ((registration as Registered).intermediaries ?? []).map(({ name }) => name)
}

const logo = (uri: string | undefined) => (uri === undefined ? {} : { logoUri: uri })

function registered([reference]: Reference[] = [], own: { name: string; id: string }) {
  return {
    registry: reference?.registry ?? 'PRIVATE',
    registeredEntityName: reference?.registered_entity_name ?? own.name,
    registeredEntityId: reference?.registered_entity_id ?? own.id,
  }
}
