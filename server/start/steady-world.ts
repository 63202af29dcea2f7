import type { World } from '#kernel'

/**
 * The world for those who outlive a bank.db: whatever is asked goes to the world that is open now, so that a reset or a
 * restored snapshot moves their bank time too.
 */
export function steadyWorld(now: () => World): World {
  return {
    clock: {
      now: () => now().clock.now(),
      offsetMs: () => now().clock.offsetMs(),
      frozen: () => now().clock.frozen(),
      advance: (ms) => now().clock.advance(ms),
      freeze: () => now().clock.freeze(),
      release: () => now().clock.release(),
    },
    wire: { now: () => now().wire.now() },
    ids: { uuid: () => now().ids.uuid(), token: (bytes) => now().ids.token(bytes) },
    chance: () => now().chance(),
  }
}
