import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Consents } from '#consent'
import type { Database, Events, World } from '#kernel'
import { shifted, WIRE_TIME } from './bank-time.ts'
import { withSecretKept } from './client-secret.ts'
import type { ArtifactFacts, IdentityStore } from './store.ts'

export type AdapterDeps = {
  db: Database
  world: World
  events: Events
  consents: Consents
  store: IdentityStore
  market: string
  /** The consent a scope string names, by the market's prefix. */
  consentIn: (scope: string | undefined) => string | undefined
  /** A client as it counts at this call. */
  clientNow: (kept: AdapterPayload) => AdapterPayload
  /** How long a grant may wait for its consent to be authorised. */
  unusedGrantSeconds: number
}

/** What dies with its consent: looked up only while the consent is active. */
const LIVES_WITH_CONSENT = new Set([
  'Grant',
  'AccessToken',
  'RefreshToken',
  'AuthorizationCode',
  'BackchannelAuthenticationRequest',
])

/** What is answered for after its end too, so that a late use is told from an unknown one. */
const TOLD_WHEN_LATE = new Set(['AuthorizationCode', 'BackchannelAuthenticationRequest'])

/** What gives tokens once and never again, and what a second use is told: the engine's own words. */
const SPENT: Readonly<Record<string, string>> = {
  AuthorizationCode: 'authorization code already consumed',
  BackchannelAuthenticationRequest: 'backchannel authentication request already consumed',
}

/** How long a request to the phone is remembered after its end, in seconds: its app is told expired_token (CIBA 11). */
export const LATE_SECONDS = 86_400

/**
 * The OpenID provider's storage. The provider runs in wire time; what is stored is restated in bank time, so that
 * a moved bank clock ends (and a restored snapshot revives) sessions, codes and tokens. Each write and its event
 * are one transaction.
 */
export function sqliteAdapter(deps: AdapterDeps): (model: string) => Adapter {
  const { db, world, events, consents, store, market } = deps
  const offsetSeconds = () => Math.round(world.clock.offsetMs() / 1000)

  /** Whether an artefact's time is over. A code is answered for, so that a late use is told from an unknown one. */
  function ended(model: string, expiresAt: number | null): boolean {
    if (expiresAt === null || TOLD_WHEN_LATE.has(model)) return false
    return expiresAt * 1000 <= (WIRE_TIME.has(model) ? world.wire.now() : world.clock.now())
  }

  function grantIdOf(model: string, id: string, payload: AdapterPayload): string | null {
    return model === 'Grant' ? id : (payload.grantId ?? null)
  }

  const write = db.transaction((model: string, id: string, payload: AdapterPayload, expiresIn: number | undefined) => {
    const bank = shifted(model, withSecretKept(payload), offsetSeconds())
    const { jti: _, ...kept } = bank
    const isNewClient = model === 'Client' && !store.exists(market, 'Client', id)
    const facts = factsOf(model, id, bank, expiresIn)
    store.upsert(market, model, id, JSON.stringify(kept), facts)
    record(model, facts, isNewClient, bank)
  })

  function factsOf(model: string, id: string, bank: AdapterPayload, expiresIn: number | undefined): ArtifactFacts {
    const isClient = model === 'Client'
    return {
      clientId: isClient ? id : ((bank.clientId as string | undefined) ?? clientOfPushed(bank)),
      grantId: grantIdOf(model, id, bank),
      consentId: model === 'PushedAuthorizationRequest' ? (deps.consentIn(pushedClaims(bank)?.scope) ?? null) : null,
      softwareId: isClient ? (registrationKeyOf(bank) ?? null) : null,
      subject: (bank.accountId as string | undefined) ?? null,
      scope: isClient ? null : ((bank.scope as string | undefined) ?? null),
      thumbprint: (bank['x5t#S256'] as string | undefined) ?? null,
      keyThumbprint: (bank.jkt as string | undefined) ?? null,
      expiresAt: keptUntil(model, id, bank, expiresIn),
    }
  }

  /**
   * When a row may be swept: its own end, but for a grant and its code, which live with their consent. One whose consent was never
   * authorised, because the bank was killed in between, goes when its interaction would have ended.
   */
  function keptUntil(model: string, id: string, bank: AdapterPayload, expiresIn: number | undefined): number | null {
    const nowSeconds = Math.floor((WIRE_TIME.has(model) ? world.wire.now() : world.clock.now()) / 1000)
    if (model === 'Grant') return consents.findByGrant(id) ? null : nowSeconds + deps.unusedGrantSeconds
    // A used code that comes again, however late, must still be known: it goes with its grant.
    if (model === 'AuthorizationCode') return null
    const late = model === 'BackchannelAuthenticationRequest' ? LATE_SECONDS : 0
    if (typeof bank.exp === 'number') return Math.ceil(bank.exp) + late
    return expiresIn ? nowSeconds + expiresIn : null
  }

  /** The events of identity, in the transaction of the row they tell of. */
  function record(model: string, facts: ArtifactFacts, isNewClient: boolean, payload: AdapterPayload): void {
    const { clientId, grantId } = facts
    if (model === 'Client') {
      events.record({
        type: isNewClient ? 'client.registered' : 'client.updated',
        market,
        clientId,
        data: { softwareId: payload.software_id ?? null },
      })
    }
    if (model === 'AccessToken' || model === 'ClientCredentials') {
      const consentId = grantId === null ? null : (consents.findByGrant(grantId)?.id ?? null)
      if (grantId !== null) consents.markUsed(grantId)
      events.record({
        type: 'token.issued',
        market,
        clientId,
        consentId,
        customerId: facts.subject,
        data: { kind: model === 'AccessToken' ? 'customer' : 'client' },
      })
    }
  }

  /** A code is used once: of two uses at the same moment the second ends what the first one got (RFC 6749 4.1.2). */
  const spend = db.transaction((model: string, id: string, at: number): boolean => {
    if (store.consumeOnce(market, model, id, at)) return true
    const grantId = store.find(market, model, id)?.grant_id
    if (grantId) store.destroyGrant(grantId)
    return false
  })

  return (model) => ({
    async upsert(id, payload, expiresIn) {
      if (model === 'ReplayDetection' && store.exists(market, model, id)) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      }
      try {
        write(model, id, payload, expiresIn)
      } catch (error) {
        // Two registrations of one software at the same moment: the second meets the first's unique index.
        if (model === 'Client' && (error as { code?: string }).code === 'SQLITE_CONSTRAINT_UNIQUE') {
          throw new errors.InvalidClientMetadata('this software statement is registered already')
        }
        throw error
      }
    },
    async find(id) {
      const row = store.find(market, model, id)
      if (!row || ended(model, row.expires_at)) return undefined
      if (row.grant_id !== null && LIVES_WITH_CONSENT.has(model)) {
        const consent = consents.findByGrant(row.grant_id)
        if (!consent || !consents.isActive(consent)) return undefined
      }
      const kept = shifted(model, JSON.parse(row.payload), -offsetSeconds())
      const told = model === 'Client' ? deps.clientNow(kept) : { ...kept, jti: id }
      return { ...told, ...(row.consumed_at === null ? {} : { consumed: row.consumed_at }) }
    },
    async findByUid() {
      // Sessions are never looked up by uid: tokens don't end with a browser's session (see provider.ts).
      return undefined
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const at = Math.floor(world.clock.now() / 1000)
      if (!Object.hasOwn(SPENT, model)) store.consume(market, model, id, at)
      else if (!spend(model, id, at)) throw new errors.InvalidGrant(SPENT[model] ?? 'consumed already')
    },
    async destroy(id) {
      db.transaction(() => {
        store.destroy(market, model, id)
        if (model !== 'Client') return
        store.destroyTokensOfClient(id)
        events.record({ type: 'client.deleted', market, clientId: id })
      })()
    },
    async revokeByGrantId(grantId) {
      store.destroyGrant(grantId)
    },
  })
}

/** What no two clients of a market share: their software, with whoever stands between it and the bank. */
function registrationKeyOf({ registration_key: key, software_id: software }: AdapterPayload): string | undefined {
  return (key ?? software) as string | undefined
}

/** The claims of a pushed request object; it was verified before it was stored. */
function pushedClaims(payload: AdapterPayload): { scope?: string; client_id?: string } | undefined {
  const body = typeof payload.request === 'string' ? payload.request.split('.')[1] : undefined
  return body === undefined ? undefined : JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
}

function clientOfPushed(payload: AdapterPayload): string | null {
  return pushedClaims(payload)?.client_id ?? null
}
