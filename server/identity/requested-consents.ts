import type { Context } from 'koa'
import { type Configuration, errors } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Database, Problem, type World } from '#kernel'
import type { Market, RequestedConsent, SettingValues } from '#markets'
import type { IdentityStore } from './store.ts'

type Features = NonNullable<Configuration['features']>

export type RequestedDeps = {
  market: Market
  db: Database
  world: World
  consents: Consents
  store: IdentityStore
  /** What the operator set in the market. */
  settings: () => SettingValues
}

export type RequestedConsentsAtPar = ReturnType<typeof openRequestedConsents>

/**
 * Consents that are born of a pushed authorization request (RFC 9396, RFC 9126): the detail is read while the engine
 * checks the request, and the consent is lodged once it was accepted and before the app is told.
 */
export function openRequestedConsents({ market, db, world, consents, store, settings }: RequestedDeps) {
  const { requested } = market.consent

  const grantedTo = (grantId: string | undefined): Consent | undefined =>
    grantId === undefined ? undefined : consents.findByGrant(grantId)

  function granted(grantId: string | undefined) {
    const consent = grantedTo(grantId)
    return requested && consent ? (requested.granted(consent) as { type: string }[]) : undefined
  }

  /** Throws invalid_authorization_details, or invalid_scope where the scope says something else than the details. */
  function validate(ctx: Context, detail: unknown, client: { metadata(): unknown }): void {
    const { oidc, state } = ctx as Context & { oidc: { params: Record<string, string>; route: string } }
    // Former names of scopes are read as what they are today, when the request is pushed and when its customer comes.
    if (requested?.scopeToday && oidc.params.scope !== undefined) {
      oidc.params.scope = oidc.params.scope.split(' ').map(requested.scopeToday).join(' ')
    }
    // What was accepted when it was pushed is not asked again when its customer comes with it.
    if (!requested || oidc.route !== 'pushed_authorization_request') return
    if ((JSON.parse(oidc.params.authorization_details as string) as unknown[]).length > 1)
      throw new errors.InvalidAuthorizationDetails('one request asks for one consent: send one element')
    try {
      state.requestedConsent = requested.read(detail as Record<string, unknown>, {
        scope: oidc.params.scope ?? '',
        client: client.metadata() as Record<string, unknown>,
        settings: settings(),
        now: world.clock.now(),
        newId: world.ids.uuid,
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const reason = String(error.facts.reason)
      throw error.type === 'authorization-scope-differs'
        ? new errors.InvalidScope(reason, oidc.params.scope ?? '')
        : new errors.InvalidAuthorizationDetails(reason)
    }
  }

  /** A push that asks for nothing is none, whoever authenticated. Throws invalid_authorization_details. */
  function demand(ctx: Context, details: unknown): void {
    const { oidc } = ctx as Context & { oidc: { route: string } }
    if (oidc.route !== 'pushed_authorization_request' || !asksForNothing(details)) return
    throw new errors.InvalidAuthorizationDetails(
      'authorization_details is missing: it says which consent the app asks for',
    )
  }

  const featureOf = (types: readonly string[]) => ({
    enabled: true,
    types: Object.fromEntries(types.map((type) => [type, { validate }])),
    authorizationDetailsForGrantSource: (_ctx: unknown, source: { grantId?: string }) => granted(source.grantId),
    authorizationDetailsForAccessToken: (_ctx: unknown, token: { grantId?: string }) => granted(token.grantId),
    authorizationDetailsForIntrospection: (_ctx: unknown, token: { grantId?: string }) => granted(token.grantId),
  })

  return {
    /** What the engine needs to know of rich requests; nothing in a market that has none. */
    feature: (requested ? { richAuthorizationRequests: featureOf(requested.types) } : {}) as Features,

    /** The parameters that the engine is to look at besides its own checks. */
    params: (requested ? { authorization_details: demand } : {}) as Record<string, typeof demand>,

    /** Lodges the consent of a request that the engine accepted, and ties the two. */
    lodge(ctx: Context): Consent | undefined {
      const wish = ctx.state.requestedConsent as RequestedConsent | undefined
      const { oidc } = ctx as unknown as {
        oidc?: { entities: { PushedAuthorizationRequest?: { jti: string }; Client?: { clientId: string } } }
      }
      const pushed = oidc?.entities.PushedAuthorizationRequest
      const clientId = oidc?.entities.Client?.clientId
      if (!wish || !pushed || clientId === undefined || ctx.status !== 201) return undefined
      return db.transaction(() => {
        const consent = consents.lodge({ ...wish, market: market.id, clientId })
        store.nameConsent(market.id, 'PushedAuthorizationRequest', pushed.jti, consent.id)
        return consent
      })()
    },

    /** The consent that a pushed request was accepted for, also once it was used. */
    ofPushed(id: string | undefined): Consent | undefined {
      const consentId = id === undefined ? undefined : store.consentOfPushed(market.id, id)
      return consentId === undefined ? undefined : consents.find(consentId)
    },
  }
}

/** The engine takes an empty parameter for none, and an empty list for one that is in order. */
function asksForNothing(details: unknown): boolean {
  return typeof details !== 'string' || /^\s*(\[\s*\])?\s*$/.test(details)
}
