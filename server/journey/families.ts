import type { Exchange } from '#kernel'
import { REGISTRATION_ARROWS } from './ties.ts'

/** So many calls stand in the row of one; a longer story has rows of its own. */
export const MOST_INSIDE = 16

/** What of a batch stands together. */
export type Families = {
  /** The calls that stand in the row of this one, in the order they ended. */
  insideOf(exchange: Exchange): readonly Exchange[]
  /** The call in whose row this one stands; undefined for one with a row of its own. */
  holderOf(exchange: Exchange): Exchange | undefined
}

const NONE: readonly Exchange[] = []

/**
 * Finds the calls inside the bank that are written into the row of the call that caused them: those that went well, caused
 * nothing themselves, came in the same batch, and are about the same (they share its ids and its certificate).
 */
export function familiesOf(batch: readonly Exchange[]): Families {
  const causes = new Map<string, Exchange>()
  for (const exchange of batch) if (exchange.caused > 0) causes.set(exchange.id, exchange)
  const inside = new Map<Exchange, Exchange[]>()
  const holders = new Map<Exchange, Exchange>()
  for (const exchange of batch) {
    const cause = exchange.parent === undefined ? undefined : causes.get(exchange.parent)
    if (!cause || !fits(exchange, cause)) continue
    const siblings = inside.get(cause)
    if (!siblings) inside.set(cause, [exchange])
    else if (siblings.length < MOST_INSIDE) siblings.push(exchange)
    else continue
    holders.set(exchange, cause)
  }
  return {
    insideOf: (exchange) => inside.get(exchange) ?? NONE,
    holderOf: (exchange) => holders.get(exchange),
  }
}

function fits(exchange: Exchange, cause: Exchange): boolean {
  return (
    exchange.kind === 'call' &&
    exchange.problem === undefined &&
    exchange.caused === 0 &&
    exchange.response?.status === undefined &&
    exchange.ids === cause.ids &&
    exchange.certificate === cause.certificate &&
    // Such a call may belong to a registration when the one that caused it doesn't.
    (exchange.arrow === cause.arrow || !REGISTRATION_ARROWS.has(exchange.arrow))
  )
}

/** The number of a call among those that its cause had: the end of its id. */
export function numberOf({ id }: Pick<Exchange, 'id'>): number {
  return Number(id.slice(id.lastIndexOf('.') + 1))
}
