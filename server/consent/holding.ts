import { type Database, problem, type World } from '#kernel'
import type { ConsentLife } from './life.ts'
import type { Consent } from './model.ts'

type HoldingDeps = {
  db: Database
  world: World
  lifeOf: (market: string) => ConsentLife
  known: (id: string) => Consent
  save: (consent: Consent, type: string, data?: Record<string, unknown>) => Consent
}

/** Opens the bank's own brake on consents: a mark beside the state, which the standards' states know nothing of. */
export function openHolding({ db, world, lifeOf, known, save }: HoldingDeps) {
  const holdable = ({ market, state }: Consent) => lifeOf(market).hold?.states.includes(state) === true

  return {
    /** Whether the bank may hold the consent back now. */
    mayHold: (consent: Consent): boolean => consent.heldSince === null && holdable(consent),

    /**
     * Holds a consent back: it stays what it is and its tokens live, but what it covers rests until it is released.
     * Throws consent-not-found, consent-held (it is held already), consent-hold-forbidden (not in this state, or not in
     * this market).
     */
    hold: db.transaction((id: string): Consent => {
      const consent = known(id)
      const { heldSince: since, state } = consent
      if (since !== null) throw problem('consent-held', { consentId: id, since })
      if (!holdable(consent)) throw problem('consent-hold-forbidden', { consentId: id, state })
      return save({ ...consent, heldSince: world.clock.now() }, 'consent.held')
    }),

    /** Lets a held consent go on as before. Throws consent-not-found, consent-not-held. */
    release: db.transaction((id: string): Consent => {
      const consent = known(id)
      const { heldSince: since, state } = consent
      if (since === null) throw problem('consent-not-held', { consentId: id, state })
      return save({ ...consent, heldSince: null }, 'consent.released', { since })
    }),
  }
}
