import type { World } from '#kernel'

/** How long what was read of the banks is used, for every connection. */
export const KEPT_MS = 10 * 60 * 1000
/** The messages of these reads are of no connection of their own. */
export const DIRECTORY = 'directory'

/** Keeps what `make` gives for ten minutes of wire time; a failure is not kept. */
export function remembered<T>(world: World, make: () => Promise<T>) {
  let kept: { at: number; value: Promise<T> } | undefined
  const reset = () => {
    kept = undefined
  }
  return {
    reset,
    async read(): Promise<T> {
      const now = world.wire.now()
      if (!kept || now - kept.at >= KEPT_MS || now < kept.at) kept = { at: now, value: make() }
      try {
        return await kept.value
      } catch (error) {
        reset()
        throw error
      }
    },
  }
}
