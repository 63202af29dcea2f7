/** The lengths of the roll-ups' intervals. Days are UTC days of bank time. */
export const GRAINS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
export type Grain = keyof typeof GRAINS
export const GRAIN_NAMES = Object.keys(GRAINS) as Grain[]

/** The most intervals one answer looks at. */
const MOST_INTERVALS = 400

/** The start of the interval a moment falls into. */
export function intervalOf(grain: Grain, at: number): number {
  return Math.floor(at / GRAINS[grain]) * GRAINS[grain]
}

/** The finest grain in which a range has few enough intervals; a day for the longest. */
export function grainFor(from: number, to: number): Grain {
  return GRAIN_NAMES.find((grain) => (to - from) / GRAINS[grain] <= MOST_INTERVALS) ?? 'day'
}
