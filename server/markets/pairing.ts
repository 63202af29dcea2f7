import { CONCEPTS } from './concepts.ts'
import type { Portrait, PortraitEntity } from './portrait.ts'
import type { Words } from './words.ts'

/** A market's telling of an account. */
export type Telling = { places: Portrait['places']; entities: readonly PortraitEntity[] }

/** A concept on one side. `at` is where its value stands; null where the market does not tell it, or not of this account. */
export type PairedSide = { at: string | null; operation: string | null; value: unknown; says: Words | null }

export type PairedRow = { id: string; title: Words; sides: PairedSide[] }
export type PairedGroup = { id: string; title: Words; rows: PairedRow[] }

/** A member that no concept stands for. */
export type LoneMember = { at: string; operation: string; value: unknown }

export type Paired = { groups: PairedGroup[]; alone: LoneMember[][] }

/**
 * Lays tellings side by side: concept by concept, and after that what each has alone. A concept that none tells is
 * left out, unless one of them has no room for what the bank has of it.
 */
export function pairTellings(tellings: readonly Telling[]): Paired {
  const groups = CONCEPTS.map(({ id, title, concepts }): PairedGroup => {
    const rows = concepts.map((concept) => ({
      ...{ id: concept.id, title: concept.title },
      sides: tellings.map((telling) => sideOf(telling, concept.id)),
    }))
    return { id, title, rows: rows.filter(({ sides }) => sides.some(({ at, says }) => at !== null || says === UNFIT)) }
  })
  return { groups: groups.filter(({ rows }) => rows.length > 0), alone: tellings.map(loneMembers) }
}

function sideOf({ places, entities }: Telling, concept: keyof Telling['places']): PairedSide {
  const place = places[concept]
  for (const at of place?.at ?? []) {
    const found = memberAt(entities, at)
    if (found && found.value !== undefined)
      return { at, operation: found.operation, value: found.value, says: place?.says ?? null }
  }
  if (place?.at.some((at) => isUnfit(entities, at))) return { at: null, operation: null, value: null, says: UNFIT }
  // Of an account that a market has nothing to say of, what it would say of others is beside the point.
  const silent = entities.every(({ data }) => data === null)
  const says = place?.at.length === 0 && !silent ? place.says : undefined
  return { at: null, operation: null, value: null, says: says ?? null }
}

/** Why a member that the bank could tell isn't told. */
const UNFIT: Words = {
  en: 'What the bank has of this is not written as this standard writes it.',
  'pt-BR': 'O que o banco tem disto não se escreve como este padrão escreve.',
}

const isUnfit = (entities: readonly PortraitEntity[], at: string): boolean =>
  entities.some(({ unfit = [] }) => unfit.some((path) => at === path || at.startsWith(`${path}/`)))

function memberAt(entities: readonly PortraitEntity[], at: string) {
  const [id, ...path] = at.split('/')
  const entity = entities.find((each) => each.id === id)
  if (!entity || entity.data === null) return undefined
  const value = path.reduce<unknown>((data, name) => (data as Record<string, unknown> | undefined)?.[name], entity.data)
  return { operation: entity.operation, value }
}

/** Every plain member that no concept covers; of a list, those of its first item speak for all. */
function loneMembers({ places, entities }: Telling): LoneMember[] {
  const covered = Object.values(places).flatMap(({ at }) => at)
  const isCovered = (at: string) => covered.some((place) => at === place || at.startsWith(`${place}/`))
  return entities.flatMap(({ id, operation, data }) =>
    membersOf(data, id)
      .filter(({ at }) => !isCovered(at))
      .map((member) => ({ ...member, operation })),
  )
}

function membersOf(value: unknown, at: string): { at: string; value: unknown }[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [{ at, value }]
  if (Array.isArray(value)) return value.length === 0 ? [] : membersOf(value[0], `${at}/0`)
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${at}/${name}`))
}
