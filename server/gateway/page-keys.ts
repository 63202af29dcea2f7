import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '#kernel'
import type { PageKeys } from '#markets'

/** How long a paging key lives: 60 minutes of bank time. */
const LIFE_MS = 60 * 60_000

/** Seals paging positions so that only this install's keys count. */
export function openPageKeys({ secret, world }: { secret: string; world: World }): PageKeys {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)

  return {
    seal(value) {
      const text = Buffer.from(JSON.stringify([world.clock.now() + LIFE_MS, value])).toString('base64url')
      return `${text}.${sign(text)}`
    },
    open(key) {
      const [text, seal] = key.split('.')
      if (text === undefined || seal === undefined) return undefined
      const right = Buffer.from(sign(text))
      const sent = Buffer.from(seal)
      if (sent.length !== right.length || !timingSafeEqual(sent, right)) return undefined
      const [endsAt, value] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [number, unknown]
      return endsAt > world.clock.now() ? value : undefined
    },
  }
}

/** Makes bytes of a text that only this install can make: for what must be the same again and not be guessed. */
export function sealer(secret: string): (text: string) => Uint8Array {
  return (text) => createHmac('sha256', secret).update(`seal ${text}`).digest()
}
