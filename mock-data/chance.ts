import { hash } from 'node:crypto'

/** Chance that is the same for the same name, on every machine. */
export type Chance = {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** True so often out of one. */
  happens(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of the entries, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** About a bell around 1, never below 0.2: what differs a little every time. */
  about(spread: number): number
}

/** Opens chance by name: a generator of 128 bits of state (sfc32), begun from the name's hash. */
export function openChance(name: string): Chance {
  const digest = hash('sha256', name, 'buffer')
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [number, number, number, number]

  function next(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }

  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return (from.at(-1) as (typeof from)[number])[0]
    },
    about: (spread) => Math.max(0.2, 1 + spread * (next() + next() + next() - 1.5)),
  }
}
