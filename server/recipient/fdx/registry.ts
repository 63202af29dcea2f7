import { problem } from '#kernel'
import type { Brand } from '../brand.ts'
import { objectOf, objectsOf } from '../json.ts'

/** A data provider as the registry lists it. */
export type Provider = { name: string; metadataUrl: string; baseUri: string }

/** Finds the data provider of an issuer. Throws problem `endpoint-not-published` where the registry does not have it. */
export function findProvider(registry: unknown, issuer: string): Provider {
  const listed = providersOf(registry).find((provider) => provider.issuer === issuer)
  const { name, metadata, baseUri } = listed ?? {}
  if (!listed || !isHttps(metadata) || !isHttps(baseUri)) throw problem('endpoint-not-published', { operation: issuer })
  return { name: String(name), metadataUrl: metadata, baseUri: baseUri.replace(/\/$/, '') }
}

/** The data providers of the registry by name, each once. */
export function brandsOf(registry: unknown, issuer: string): Brand[] {
  const byName = new Map<string, Brand>()
  for (const provider of providersOf(registry)) {
    const name = textOf(provider.name)
    const ours = provider.issuer === issuer
    const [reference] = objectsOf(provider.registryReferences)
    const brand = {
      key: textOf(provider.id) || name,
      name,
      ours,
      organisation: textOf(reference?.registeredEntityName),
    }
    if (name !== '' && (ours || !byName.has(name))) byName.set(name, brand)
  }
  return [...byName.values()].sort((one, other) => one.name.localeCompare(other.name))
}

const providersOf = (registry: unknown) => objectsOf(objectOf(registry).dataProviders)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const isHttps = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('https://') && URL.canParse(value)
