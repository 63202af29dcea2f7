/** How much history may be asked for. */
export const SEED_LIMITS = { customers: 5_000, days: 730, seedLength: 100 } as const

/** The word that a history is made from where none is given. */
export const DEFAULT_SEED = 'bancada'
