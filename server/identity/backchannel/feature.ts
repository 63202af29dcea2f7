import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Consents } from '#consent'
import type { BackchannelProfile, Market } from '#markets'
import { isSubjectAsked } from '../claims-request.ts'
import { CIBA_GRANT } from '../endpoints.ts'
import { levelDue } from '../login/acr.ts'
import type { People } from '../people.ts'
import { consentIdsIn, consentScope } from '../scopes.ts'
import type { Phone } from './phone.ts'
import { checkBindingMessage } from './request-checks.ts'

export type FeatureDeps = {
  market: Market
  consents: Consents
  people: People
  phone: () => Phone
}

/** What a request object said beyond the engine's own parameters; kept while its call is answered. */
type Asked = { jti: string; exp: number; consentId?: string; notificationToken?: string | undefined }

const HINT_INVALID = 'invalid_login_hint'

/**
 * The engine's part of CIBA: whom a request is for, and who is told of it (CIBA 7). The hint is a consent of the calling
 * client that waits for its account holder; `phone` keeps the request and the answer.
 */
export function backchannelFeature(profile: BackchannelProfile, { market, consents, people, phone }: FeatureDeps) {
  function consentOf(ctx: KoaContextWithOIDC, hint: string) {
    const consent = consents.find(hint)
    if (!consent || consent.market !== market.id || consent.clientId !== ctx.oidc.client?.clientId) {
      throw new errors.CustomOIDCProviderError(HINT_INVALID, 'login_hint names no consent that this client lodged')
    }
    if (!consents.isWaiting(consent)) {
      throw new errors.CustomOIDCProviderError(HINT_INVALID, `the consent is ${consent.state} and can't be authorised`)
    }
    return consent
  }

  return {
    enabled: true,
    deliveryModes: [...profile.deliveryModes],

    async processLoginHint(ctx: KoaContextWithOIDC, hint: string): Promise<string | undefined> {
      const asked = askedBy(ctx)
      const params = ctx.oidc.params as Record<string, string | undefined>
      const { ReplayDetection } = ctx.oidc.provider
      const issuer = `backchannel ${ctx.oidc.client?.clientId}`
      if (!(await ReplayDetection.unique(issuer, asked.jti, asked.exp))) {
        throw new errors.InvalidRequest('a request object with this jti was used before')
      }
      const consent = consentOf(ctx, hint)
      const named = consentIdsIn(market, params.scope)
      if (named.some((id) => id !== consent.id)) {
        throw new errors.InvalidRequest('the scope names another consent than login_hint')
      }
      // The tokens carry the consent's own scope, as those of the redirect flow do.
      if (named.length === 0) params.scope = [params.scope, ...consentScope(market, consent.id)].join(' ')
      if (!levelDue(market.security, params.claims, false)) {
        throw new errors.CustomOIDCProviderError(
          'unmet_authentication_requirements',
          'the bank does not reach the acr that was asked for',
        )
      }
      const person = consent.personDocument === null ? undefined : people.personOf(market.book, consent.personDocument)
      if (person && !isSubjectAsked(params.claims, person.id)) {
        throw new errors.CustomOIDCProviderError(
          'unknown_user_id',
          'the sub asked for is not the account holder of the consent',
        )
      }
      asked.consentId = consent.id
      // Kept sealed by the phone, and not in clear by the engine.
      asked.notificationToken = params.client_notification_token
      params.client_notification_token = undefined
      return person?.id
    },

    async processLoginHintToken(): Promise<string> {
      throw new errors.InvalidRequest('login_hint_token is not accepted; login_hint names the consent')
    },

    async verifyUserCode(_ctx: KoaContextWithOIDC, _account: unknown, userCode?: string): Promise<void> {
      if (userCode !== undefined) throw new errors.InvalidRequest('user_code is not accepted')
    },

    async validateBindingMessage(_ctx: KoaContextWithOIDC, message?: string): Promise<void> {
      checkBindingMessage(message)
    },

    // A description of the app's surroundings for the bank's own judgement: this bank makes none.
    async validateRequestContext(): Promise<void> {},

    async triggerAuthenticationDevice(
      ctx: KoaContextWithOIDC,
      request: { jti: string; expiration: number; params?: { binding_message?: string } },
      account: { accountId: string },
      client: { clientId: string },
    ): Promise<void> {
      const { consentId = '', notificationToken } = askedBy(ctx)
      phone().ring({
        ...{ id: request.jti, clientId: client.clientId, consentId, personId: account.accountId },
        bindingMessage: request.params?.binding_message ?? null,
        notificationToken,
        lifeSeconds: request.expiration,
        pollSeconds: profile.pollSeconds,
      })
    },
  } as unknown as NonNullable<NonNullable<Configuration['features']>['ciba']>
}

/** Remembers, for its call alone, what a checked request object says beyond the engine's parameters. */
export function rememberAsked(ctx: KoaContextWithOIDC, { jti, exp }: Record<string, unknown>): void {
  ctx.state.asked = { jti: String(jti), exp: Number(exp) } satisfies Asked
}

function askedBy(ctx: KoaContextWithOIDC): Asked {
  const { asked } = ctx.state as { asked?: Asked }
  // The profile accepts signed requests only, so there is always an object that was checked.
  if (!asked) throw new errors.InvalidRequest('a signed request object is needed')
  return asked
}

/** How long a request waits, in seconds: as the profile says, or shorter where it lets apps ask for it. */
export function requestLife(profile: BackchannelProfile, requestedExpiry: unknown): number {
  if (!profile.honoursRequestedExpiry || requestedExpiry === undefined) return profile.requestSeconds
  return Math.min(profile.requestSeconds, Number(requestedExpiry))
}

/** How long an id_token lives, in seconds: longer where the tokens came of a request to the phone (FAPI-BR CIBA 5.2.2). */
export function idTokenLife(ctx: KoaContextWithOIDC, { security }: Market): number {
  const { params, entities } = ctx.oidc
  const { gty } = (entities.RefreshToken ?? {}) as { gty?: string }
  const ofPhone = params?.grant_type === CIBA_GRANT || gty?.startsWith('ciba')
  return (ofPhone ? security.backchannel?.idTokenSeconds : undefined) ?? security.accessTokenSeconds
}
