import type { ExchangeSummary, Step } from './recorded.ts'

/**
 * Puts exchanges, given in the order they ended, into the order of a story: by start, each followed by those it caused.
 * An exchange whose parent is not among them stands on its own.
 */
export function inOrder(exchanges: readonly ExchangeSummary[]): Step[] {
  const known = new Set(exchanges.map(({ id }) => id))
  const byParent = Map.groupBy(exchanges, ({ parent }) => (parent !== null && known.has(parent) ? parent : null))
  const steps: Step[] = []

  function add(parent: string | null, depth: number): void {
    const siblings = byParent.get(parent) ?? []
    for (const exchange of siblings.toSorted((one, other) => one.at - other.at)) {
      steps.push({ ...exchange, depth })
      add(exchange.id, depth + 1)
    }
  }

  add(null, 0)
  return steps
}
