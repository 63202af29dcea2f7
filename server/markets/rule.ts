import type { Facts } from '#kernel'
import type { Words } from './words.ts'

/** What a rule is about, in the order in which a reader meets them. */
export const RULE_PARTS = [
  'gateway',
  'data',
  'client',
  'request',
  'customer',
  'token',
  'registration',
  'directory',
  'console',
] as const
export type RulePart = (typeof RULE_PARTS)[number]

/** A rule that refuses: the row that enforcement names, the explain-and-fix card shows and the documentation prints. */
export type Rule = {
  part: RulePart
  /** What it demands, as a sentence without a full stop. */
  title: Words
  clause: string
  /** What puts a refusal right. */
  fix: Words
  /** Where in a request it looks, the most telling place first; a function where the refusal's facts say where. */
  places: readonly RulePlace[] | ((facts: Facts) => readonly RulePlace[])
}

/**
 * A place in a request. A `field` is a member of the form or of the JSON body (`data.permissions`), a `claim` one of a
 * JWT in such a field (`request.exp`), `jose` one of that JWT's header.
 */
export type PlaceName =
  | 'method'
  | 'address'
  | 'body'
  | 'certificate'
  | `${'header' | 'query' | 'field' | 'claim' | 'jose'}:${string}`

export type RulePlace = { at: PlaceName; right?: Right | ((context: RightContext) => Right | undefined) }

/** A value that would be right; words where only its sender can know it; null where it is best left out. */
export type Right = string | number | boolean | null | readonly string[] | Words

/** What a right value is made from. */
export type RightContext = {
  facts: Facts
  sent: unknown
  /** The HTTP method of the request; undefined where it had none. */
  method: string | undefined
  /** The claims of a JWT in a field of the request; empty where it could not be read. */
  claims(field: string): Readonly<Record<string, unknown>>
  /** The machine's time in seconds, which outsiders' messages are dated by. */
  nowSeconds: number
  /** The authorization server's own name. */
  issuer: string
}
