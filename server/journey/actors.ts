import type { Exchange } from '#kernel'
import type { Actor } from '#markets'

/** What the markets' headers say of who is behind a call: by the header's name, what each of its values means. */
export type ActorHeaders = Readonly<Record<string, Readonly<Record<string, Actor>>>>

/** Opens the reading of who is behind a call, where it says so in words that its market knows; null where not. */
export function openActors(headers: ActorHeaders): (exchange: Exchange) => Actor | null {
  const known = Object.entries(headers).map(([name, values]) => [name, new Map(Object.entries(values))] as const)
  return ({ kind, request }) => {
    if (kind !== 'http' || !request.headers) return null
    for (const [name, values] of known) {
      const said = request.headers[name]
      const actor = typeof said === 'string' ? values.get(said) : undefined
      if (actor !== undefined) return actor
    }
    return null
  }
}
