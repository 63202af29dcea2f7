import type { Step } from '#journey'
import type { Part } from '#kernel'

/** The order in which parts stand side by side, from who asks to who answers. */
const ORDER: readonly Part[] = [
  'developer',
  'operator',
  'consumer',
  'app',
  'marketplace',
  'discovery',
  'directory',
  'gateway',
  'identity',
  'provider',
  'consent',
  'bank',
  'analytics',
]

/** The parts that take part in a journey, in the order of their lanes. */
export function lanesOf(steps: readonly Pick<Step, 'from' | 'to'>[]): Part[] {
  const met = new Set(steps.flatMap(({ from, to }) => [from, to]))
  return ORDER.filter((part) => met.has(part))
}

/** Where a step's line runs over the lanes: its left lane, how many lanes on, and which way. */
export function lineOf(lanes: readonly Part[], { from, to }: Pick<Step, 'from' | 'to'>) {
  const [a, b] = [lanes.indexOf(from), lanes.indexOf(to)]
  return { lane: Math.min(a, b), span: Math.abs(b - a), way: b === a ? 'self' : b > a ? 'right' : 'left' } as const
}
