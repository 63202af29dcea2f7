import type { JsonSchema } from '#kernel'
import { identifier, list, object, part } from '../../schema/build.ts'

/** A list of money movement under its name, with its page and the id to ask for changes with. */
export function listOf(name: string, items: JsonSchema): JsonSchema {
  return object({
    page: part('Page'),
    links: object({ updates: part('Link') }, { next: part('Link'), prev: part('Link') }),
    updates: object({ nextUpdateId: identifier }),
    [name]: list(items),
  })
}
