/** Facts a problem carries to the market that words it. Never secrets, never internals. */
export type Facts = Record<string, unknown>

/**
 * A refusal: a type from the house's vocabulary and the facts that explain it.
 * Thrown once where the rule is broken; the market at the edge turns it into its own status and body.
 */
export class Problem extends Error {
  readonly type: string
  readonly facts: Facts
  /** The id of the rule (gateway step, consent transition, registration check) that refused. */
  rule: string | undefined

  constructor(type: string, facts: Facts, rule?: string) {
    super(type)
    this.name = 'Problem'
    this.type = type
    this.facts = facts
    this.rule = rule
  }
}

/** Makes a problem to throw: `throw problem('consent-not-found', { id })`. */
export function problem(type: string, facts: Facts = {}, rule?: string): Problem {
  return new Problem(type, facts, rule)
}
