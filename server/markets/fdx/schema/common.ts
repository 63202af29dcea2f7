import type { JsonSchema } from '#kernel'
import { identifier, integer, list, object, oneOf, part, text } from './build.ts'

/** What the answers of every list and every refusal are made of (FDX 6.4, PaginatedArray, HateoasLink, Error). */
export const components: Readonly<Record<string, JsonSchema>> = {
  Error: object({ code: text(), message: text(), debugMessage: text(1024) }),
  Currency: object({ currencyCode: { type: 'string', pattern: '^[A-Z]{3}$' } }),
  Link: object(
    { href: text(4096) },
    {
      action: oneOf('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
      rel: text(),
      types: list(text()),
    },
  ),
  Page: object(
    {},
    {
      nextOffset: text(2048),
      nextPageKey: text(2048),
      prevOffset: text(2048),
      previousPageKey: text(2048),
      totalElements: { ...integer, minimum: 0 },
    },
  ),
  PageLinks: object({}, { next: part('Link'), prev: part('Link') }),
  Identifier: identifier,
}

/** A list under its name, with its page. */
export const pageOf = (name: string, items: JsonSchema): JsonSchema =>
  object({ page: part('Page'), [name]: list(items) }, { links: part('PageLinks') })
