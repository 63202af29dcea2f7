import type { JWK } from 'jose'
import { type Database, type Events, problem, type World } from '#kernel'
import type { SecurityProfile } from '#markets'
import { type KeyLife, newKeys, type ProviderKeys, providerKeys, saveProviderKeys } from './keys.ts'

/** A key as it is shown: never its private part. Times are wire time, ms. */
export type KeyFacts = {
  kid: string
  use: 'sig' | 'enc'
  alg: string
  /** Announced and not used yet; used for what is new; kept for what was made with it. */
  state: 'announced' | 'used' | 'kept'
  /** Null for a key made with the install. */
  announcedAt: number | null
  usedFrom: number | null
  endsAt: number | null
}

export type Rotation = {
  /** How long the new keys are shown before the first is used, in seconds; 0 uses them at once. */
  announceSeconds: number
  /** The same key again changes nothing more. */
  idempotencyKey?: string | undefined
}

export type KeyRing = Awaited<ReturnType<typeof openKeyRing>>

export type KeyRingDeps = {
  market: string
  security: SecurityProfile
  keysDir: string
  db: Database
  world: World
  events: Events
}

/** A clock that runs ahead may still believe a token whose time is over. */
const LEEWAY_SECONDS = 60

/**
 * The keys of one market's provider over their lives: a new one is announced before it is used, and the one before it
 * stays in the key set until nothing it made is good any more (OpenID Connect Core 10.1.1: rotation of signing keys;
 * 10.2.1: of encryption keys). The keys are a file of the keys folder, and move with no snapshot: wire time rules them.
 */
export async function openKeyRing({ market, security, keysDir, db, world, events }: KeyRingDeps) {
  const kinds = { signingAlg: security.signingAlg, encryptionAlg: security.encryption?.alg }
  let kept: ProviderKeys = await providerKeys(keysDir, { market, newId: world.ids.uuid, ...kinds })
  let revision = 0

  const lifeOf = (key: JWK): KeyLife => kept.lives?.[key.kid as string] ?? { announcedAt: 0, usedFrom: 0, endsAt: null }

  const stateOf = (key: JWK): KeyFacts['state'] => {
    const { usedFrom } = lifeOf(key)
    if (usedFrom > world.wire.now()) return 'announced'
    return current(key.use as string) === key ? 'used' : 'kept'
  }

  /** The newest key of a kind that may be used. */
  function current(use: string): JWK | undefined {
    const usable = kept.keys.filter((key) => key.use === use && lifeOf(key).usedFrom <= world.wire.now())
    return usable.sort((a, b) => lifeOf(b).usedFrom - lifeOf(a).usedFrom)[0]
  }

  /** Writes other keys and tells of it: the file is whole before the event is there. */
  function replace(next: ProviderKeys, type: 'keys.rotated' | 'keys.ended', data: Record<string, unknown>): void {
    db.transaction(() => {
      events.record({ type, market, data })
      saveProviderKeys(keysDir, market, next)
    })()
    kept = next
    revision += 1
  }

  /** How long something made with a key is good, in seconds: an id_token, or a request object encrypted for it. */
  function goodSeconds(key: JWK): number {
    const usual = key.use === 'sig' ? security.accessTokenSeconds : security.requestObjectMaxSeconds
    return LEEWAY_SECONDS + Math.max(usual, lifeOf(key).longestSeconds ?? 0)
  }

  return {
    /** The keys as the engine takes them: of each kind the one to use first. */
    forEngine(): { keys: JWK[] } {
      const order = ['used', 'kept', 'announced']
      return { keys: [...kept.keys].sort((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b))) }
    },

    /** The private key to sign with now. */
    signingKey: (): JWK => current('sig') as JWK,

    /** Changes whenever the keys for the engine do. */
    version(): string {
      return `${revision} ${kept.keys.map(stateOf).join(' ')}`
    },

    /** What there is, the keys in use first. */
    list(): KeyFacts[] {
      const order = ['used', 'announced', 'kept']
      const facts = kept.keys.map((key): KeyFacts => {
        const { announcedAt, usedFrom, endsAt } = lifeOf(key)
        return {
          ...{ kid: key.kid as string, use: key.use as 'sig' | 'enc', alg: key.alg as string },
          state: stateOf(key),
          announcedAt: announcedAt || null,
          usedFrom: usedFrom || null,
          endsAt,
        }
      })
      return facts.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    },

    /** Told of the life of each token that is signed, in seconds: its key stays as long. The file is written once a key. */
    signing(seconds: number): void {
      const key = current('sig')
      if (!key || seconds <= Math.max(security.accessTokenSeconds, lifeOf(key).longestSeconds ?? 0)) return
      const life = { ...lifeOf(key), longestSeconds: seconds }
      if (life.endsAt !== null) life.endsAt = Math.max(life.endsAt, world.wire.now() + seconds * 1000)
      kept = { ...kept, lives: { ...kept.lives, [key.kid as string]: life } }
      saveProviderKeys(keysDir, market, kept)
    },

    /** Makes a new key of each kind. Throws keys-announced while others wait for their use. */
    async rotate({ announceSeconds, idempotencyKey }: Rotation): Promise<void> {
      const again = () =>
        idempotencyKey !== undefined && kept.keys.some((key) => lifeOf(key).idempotencyKey === idempotencyKey)
      if (again()) return
      const made = await newKeys(kinds, world.ids.uuid)
      // Another call may have come first while the keys were made.
      if (again()) return
      const waiting = kept.keys.find((key) => stateOf(key) === 'announced')
      if (waiting) throw problem('keys-announced', { market, usedFrom: lifeOf(waiting).usedFrom })
      const announcedAt = world.wire.now()
      const usedFrom = announcedAt + announceSeconds * 1000
      const lives: Record<string, KeyLife> = { ...kept.lives }
      for (const key of made) {
        lives[key.kid as string] = {
          ...{ announcedAt, usedFrom, endsAt: null },
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        }
        const before = current(key.use as string)
        if (before) {
          lives[before.kid as string] = { ...lifeOf(before), endsAt: usedFrom + goodSeconds(before) * 1000 }
        }
      }
      const kids = made.map(({ kid }) => kid)
      replace({ keys: [...kept.keys, ...made], lives }, 'keys.rotated', { kids, usedFrom })
    },

    /** Takes away the keys whose time is over. */
    settle(): void {
      const now = world.wire.now()
      const over = kept.keys.filter((key) => (lifeOf(key).endsAt ?? Number.POSITIVE_INFINITY) <= now)
      if (over.length === 0) return
      const kids = over.map(({ kid }) => kid as string)
      const lives = Object.fromEntries(Object.entries(kept.lives ?? {}).filter(([kid]) => !kids.includes(kid)))
      replace({ keys: kept.keys.filter((key) => !over.includes(key)), lives }, 'keys.ended', { kids })
    },
  }
}
