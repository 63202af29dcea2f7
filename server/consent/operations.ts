import { type Database, type Events, problem, type World } from '#kernel'
import { openHolding } from './holding.ts'
import { type ConsentLife, type ConsentMove, endedByTimer, nextTimer, permittedMove } from './life.ts'
import type { Authorisation, Consent, ConsentEnding, ConsentExtension, NewConsent, NewExtension } from './model.ts'
import { type ConsentPage, openConsentStore } from './store.ts'

export type ConsentDeps = {
  db: Database
  world: World
  events: Events
  /** The life of each market's consents, by market id. */
  lives: Readonly<Record<string, ConsentLife>>
}

/** How many of a consent's extensions are told. */
const EXTENSIONS_TOLD = 10_000

export type Consents = ReturnType<typeof openConsents>

/** How many overdue consents one sweep ends, so that a moved clock never blocks the process for long. */
const SWEEP_LIMIT = 200

/**
 * Opens the consents of a bank: their life from lodging to end, driven by each market's table.
 * A consent whose timer is due is ended before anyone sees it, so a moved clock acts at once.
 */
export function openConsents({ db, world, events, lives }: ConsentDeps) {
  const store = openConsentStore(db)

  const lifeOf = (market: string): ConsentLife => {
    const life = lives[market]
    if (!life) throw new Error(`no consent life for market ${market}`)
    return life
  }
  const dueAt = (consent: Consent): number | null => nextTimer(lifeOf(consent.market), consent)?.dueAt ?? null

  function save(consent: Consent, type: string, data: Record<string, unknown> = {}, at?: number): Consent {
    store.save(consent, dueAt(consent))
    events.record({
      type,
      origin: consent.origin,
      market: consent.market,
      clientId: consent.clientId,
      consentId: consent.id,
      customerId: consent.holderId,
      data: { state: consent.state, ...data },
      ...(at === undefined ? {} : { at }),
    })
    return consent
  }

  /** Ends a consent by its timer, at the moment the timer was due and not when somebody noticed. */
  const endByTimer = db.transaction((id: string): void => {
    const consent = store.find(id)
    if (!consent) return
    const ended = endedByTimer(lifeOf(consent.market), consent, world.clock.now())
    if (!ended) return
    const { stateSince, ending } = ended.consent
    const { by, reason } = ending
    const data = { by, reason, timer: ended.timer.id }
    save({ ...ended.consent, heldSince: null }, 'consent.rejected', data, stateSince)
  })

  function find(id: string): Consent | undefined {
    const found = store.findWithDue(id)
    if (!found) return undefined
    if (found.dueAt === null || found.dueAt > world.clock.now()) return found.consent
    endByTimer(id)
    return store.find(id)
  }

  function moveOf(consent: Consent, act: ConsentMove['act']): ConsentMove {
    const move = permittedMove(lifeOf(consent.market), consent.state, act)
    if (!move) {
      const facts = { consentId: consent.id, state: consent.state, act }
      throw problem('consent-state-forbids', facts, 'consent-state')
    }
    return move
  }

  function known(id: string): Consent {
    const consent = find(id)
    if (!consent) throw problem('consent-not-found', { consentId: id }, 'consent-known')
    return consent
  }

  function end(act: 'cancel' | 'revoke', id: string, by?: { by?: string; reason?: string; information?: string }) {
    const consent = known(id)
    const move = moveOf(consent, act)
    const ending: ConsentEnding = {
      by: by?.by ?? move.by ?? '',
      reason: by?.reason ?? move.reason ?? '',
      information: by?.information ?? null,
    }
    return save(
      { ...consent, state: move.to, stateSince: world.clock.now(), ending, heldSince: null },
      act === 'revoke' ? 'consent.revoked' : 'consent.rejected',
      { by: ending.by, reason: ending.reason },
    )
  }

  return {
    /** Lodges a consent in its market's first state. Returns it as kept. */
    lodge: db.transaction((lodged: NewConsent): Consent => {
      const at = world.clock.now()
      const state = lifeOf(lodged.market).initial
      const timed = { state, stateSince: at, expiresAt: lodged.expiresAt, usedAt: null, extra: lodged.extra }
      store.insert({ ...lodged, state, at }, nextTimer(lifeOf(lodged.market), timed)?.dueAt ?? null)
      events.record({
        type: 'consent.lodged',
        market: lodged.market,
        clientId: lodged.clientId,
        consentId: lodged.id,
        data: { state, permissions: lodged.permissions },
      })
      return known(lodged.id)
    }),

    /** The consent as it is at this moment of bank time, its due timers applied; undefined if there is none. */
    find,

    /** The consent a grant belongs to; undefined for a grant that was never authorised. */
    findByGrant(grantId: string): Consent | undefined {
      const id = store.idOfGrant(grantId)
      return id === undefined ? undefined : find(id)
    },

    /** Whether tokens of this consent work now. */
    isActive: (consent: Consent): boolean => lifeOf(consent.market).states[consent.state]?.active === true,

    /** Whether the consent waits for its account holder. */
    isWaiting: (consent: Consent): boolean => lifeOf(consent.market).initial === consent.state,

    /**
     * The account holder confirms, with the accounts chosen and the grant made for this consent alone.
     * Throws consent-not-found, consent-state-forbids.
     */
    authorise: db.transaction((id: string, { extra, replaces, ...authorisation }: Authorisation): Consent => {
      const consent = known(id)
      const move = moveOf(consent, 'authorise')
      return save(
        {
          ...{ ...consent, ...authorisation, extra: { ...consent.extra, ...extra } },
          ...{ state: move.to, stateSince: world.clock.now() },
        },
        'consent.authorised',
        {
          ...{ grantId: authorisation.grantId, accounts: authorisation.accountIds.length },
          // Whoever hands on what hangs on the one before needs to know which accounts the new one has.
          ...(replaces === undefined ? {} : { replaces, accountIds: authorisation.accountIds }),
        },
      )
    }),

    /**
     * Moves a consent's end further away, as the account holder agreed without a visit; its tokens live on.
     * Throws consent-not-found, consent-state-forbids, consent-extension-not-later.
     */
    extend: db.transaction((id: string, { expiresAt, personDocument, extra = {} }: NewExtension): Consent => {
      const consent = known(id)
      const move = moveOf(consent, 'extend')
      if (!isLater(expiresAt, consent.expiresAt)) {
        const facts = { consentId: id, asked: expiresAt, current: consent.expiresAt }
        throw problem('consent-extension-not-later', facts, 'consent-expiry')
      }
      const extension: ConsentExtension = {
        ...{ expiresAt, personDocument, extra },
        requestedAt: world.clock.now(),
        previousExpiresAt: consent.expiresAt,
      }
      store.insertExtension(id, extension)
      const facts = { expiresAt, previousExpiresAt: consent.expiresAt }
      return save({ ...consent, state: move.to, expiresAt, personDocument }, 'consent.extended', facts)
    }),

    /** The extensions of a consent, newest first. */
    extensions: (id: string): ConsentExtension[] => store.extensions(id, EXTENSIONS_TOLD),

    /** The account holder says no before authorising. Throws consent-not-found, consent-state-forbids. */
    cancel: db.transaction((id: string) => end('cancel', id)),

    /**
     * Ends a consent for good, before or after it was authorised, and with it every token.
     * Throws consent-not-found, consent-state-forbids (it had already ended).
     */
    end: db.transaction((id: string, why?: { by?: string; reason?: string; information?: string }): Consent => {
      const act = moveExists(known(id), 'revoke') ? 'revoke' : 'cancel'
      return end(act, id, why)
    }),

    ...openHolding({ db, world, lifeOf, known, save }),

    /** Notes that a token was issued: the timer for a code that is never exchanged stops. */
    markUsed: db.transaction((grantId: string): void => {
      const id = store.idOfGrant(grantId)
      const consent = id === undefined ? undefined : find(id)
      if (!consent || consent.usedAt !== null || lifeOf(consent.market).states[consent.state]?.final) return
      save({ ...consent, usedAt: world.clock.now() }, 'consent.used')
    }),

    /** Consents a client lodged, newest first, before a moment of bank time. */
    ofClient: store.ofClient,

    /** Consents of a market that a person gave, for themselves or for whom they act for, newest first, as they are now. */
    givenBy(personId: string, market: string, limit: number): Consent[] {
      return store.ofGiver(personId, market, limit).map((consent) => find(consent.id) ?? consent)
    },

    /** Consents that fit a filter, newest first, as they are at this moment of bank time. */
    list(page: ConsentPage): Consent[] {
      for (const id of store.dueBy(world.clock.now(), SWEEP_LIMIT)) endByTimer(id)
      return store.page(page)
    },

    /** Ends the consents whose timers are due. Returns how many it ended; called every second by main. */
    sweep(): number {
      const ids = store.dueBy(world.clock.now(), SWEEP_LIMIT)
      for (const id of ids) endByTimer(id)
      return ids.length
    },
  }

  function moveExists(consent: Consent, act: ConsentMove['act']): boolean {
    return permittedMove(lifeOf(consent.market), consent.state, act) !== undefined
  }
}

/** Whether one end of a consent lies after another; an indefinite consent ends after every date. */
function isLater(end: number | null, other: number | null): boolean {
  return other !== null && (end === null || end > other)
}
