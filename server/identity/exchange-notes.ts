import type { Context } from 'koa'
import { type Consent, type Consents, endingFacts } from '#consent'
import type { Exchange } from '#kernel'
import type { Market } from '#markets'
import type { Endpoint } from './endpoints.ts'
import { type EngineRefusal, ruleOfEngine } from './engine-rules.ts'
import { consentIdsIn, consentScope } from './scopes.ts'
import { type IdentityStore, keptId } from './store.ts'

/** What of the engine's own context ties an exchange: it is typed here, since the engine shows it to nobody else. */
type EngineContext = {
  oidc?: {
    params?: { scope?: string }
    body?: { refresh_token?: unknown }
    entities: Record<string, EngineEntity | undefined>
  }
}

type EngineEntity = { jti?: string; clientId?: string; grantId?: string; kind?: string; parJti?: string }

export type NotesDeps = {
  market: Market
  consents: Consents
  store: IdentityStore
  /** The consent that a request to the phone is about. */
  consentOnPhone: (requestId: string) => string | undefined
}

export type Notes = ReturnType<typeof openNotes>

/**
 * Writes onto a recorded exchange what it is about and why it was refused, so that every refusal shows on the journey of
 * its consent: also one refused before anything of it was believed, by what it names or shows.
 */
export function openNotes({ market, consents, store, consentOnPhone }: NotesDeps) {
  /** The consent a scope names, if the bank has it. */
  function consentNamed(scope: unknown): string | undefined {
    const [id] = typeof scope === 'string' ? consentIdsIn(market, scope) : []
    return id !== undefined && consents.find(id)?.market === market.id ? id : undefined
  }

  const consentHinted = (hint: unknown) =>
    typeof hint === 'string' ? consentNamed(consentScope(market, hint).join(' ')) : undefined

  return {
    /** Ties a call by its message, before any check. */
    asSent({ ids }: Exchange, ctx: Context, { name }: Endpoint, form: Record<string, unknown>): void {
      if (name === 'push') ids.consentId ??= consentNamed(unverified(form.request).scope)
      if (name === 'backchannel') ids.consentId ??= consentHinted(unverified(form.request).login_hint)
      if (typeof form.auth_req_id === 'string') ids.consentId ??= consentOnPhone(form.auth_req_id)
      if (name === 'userinfo') {
        const token = bearer(ctx.get('authorization'))
        if (token !== undefined) ids.tokenId = keptId('AccessToken', token)
      }
      if (name === 'authorize' || name === 'entry') {
        ids.consentId ??= consentOfPushed(ctx.query.request_uri) ?? consentNamed(ctx.query.scope)
      }
      if (name !== 'token' && name !== 'revoke') return
      const shown = [form.code, form.refresh_token, form.token].filter((secret) => typeof secret === 'string')
      ids.secretIds = shown.map((secret) => keptId('RefreshToken', secret))
      if (typeof form.refresh_token === 'string') ctx.state.shownRefreshToken = form.refresh_token
      if (typeof form.token === 'string') ids.tokenId = keptId('AccessToken', form.token)
    },

    /** Ties a call to the client, consent, grant and token that the engine found or made. */
    asAnswered({ ids }: Exchange, ctx: Context): void {
      const { oidc } = ctx as unknown as EngineContext
      if (!oidc) return
      const { entities } = oidc
      if (entities.Client?.clientId !== undefined) ids.clientId = entities.Client.clientId
      const token = entities.AccessToken ?? entities.ClientCredentials
      if (token?.jti !== undefined) ids.tokenId = keptId(token.kind ?? '', token.jti)
      const grant = entities.Grant?.jti ?? entities.AccessToken?.grantId ?? entities.AuthorizationCode?.grantId
      if (grant !== undefined) ids.grantId = grant
      const given = [entities.AuthorizationCode?.jti, entities.RefreshToken?.jti].filter((jti) => jti !== undefined)
      if (given.length > 0) ids.secretIds = given.map((jti) => keptId('RefreshToken', jti))
      const pushed = entities.PushedAuthorizationRequest?.jti ?? entities.Interaction?.parJti
      ids.consentId ??= consentNamed(oidc.params?.scope) ?? (pushed && store.consentOfPushed(market.id, pushed))
    },

    /** Notes why the engine refused: a refresh token is hidden from it once its consent has ended, and is told as that. */
    refusal(exchange: Exchange, ctx: Context): void {
      const ended = consentEndedBehind(ctx)
      if (ended) {
        const facts = { ...endingFacts(ended), error: 'invalid_grant', shown: 'refresh_token' }
        exchange.problem ??= { type: 'consent-not-active', rule: 'consent-active', facts }
      } else noteRefusal(exchange, ctx)
    },
  }

  /** The consent that ended behind the refresh token of a refused call, if it was that client's own. */
  function consentEndedBehind(ctx: Context): Consent | undefined {
    const { shownRefreshToken: shown, refusal } = ctx.state
    if (shown === undefined || refusal === undefined || ruleOfEngine(refusal) !== 'refresh-current') return undefined
    const { grant_id: grantId = null, payload = '{}' } = store.find(market.id, 'RefreshToken', shown) ?? {}
    const consent = grantId === null ? undefined : consents.findByGrant(grantId)
    const { Client: client } = (ctx as unknown as EngineContext).oidc?.entities ?? {}
    const isOwn = (JSON.parse(payload) as { clientId?: string }).clientId === client?.clientId
    return isOwn && consent && !consents.isActive(consent) ? consent : undefined
  }

  function consentOfPushed(requestUri: unknown): string | undefined {
    if (typeof requestUri !== 'string') return undefined
    const id = requestUri.slice(requestUri.lastIndexOf(':') + 1)
    const born = store.consentOfPushed(market.id, id)
    if (born !== undefined) return born
    const row = store.find(market.id, 'PushedAuthorizationRequest', id)
    const { request } = row ? (JSON.parse(row.payload) as { request?: unknown }) : {}
    return consentNamed(unverified(request).scope)
  }
}

/** Notes an engine's refusal: in its JSON, on its page, or in the redirect that tells the app. */
export function noteRefusal(exchange: Exchange, ctx: Context): void {
  const answer = (ctx.state.refusal ?? ctx.body) as Partial<EngineRefusal> | undefined
  const refused = ctx.state.refusal !== undefined || ctx.status >= 400
  if (!refused || exchange.problem) return
  const { error = `http-${ctx.status}`, error_description: description, error_detail: detail } = answer ?? {}
  const rule = ruleOfEngine({ error, error_description: description, error_detail: detail })
  exchange.problem = { type: 'oauth-refusal', rule, facts: { error, description, detail } }
}

/** The token of an Authorization header; undefined where there is none. */
export function bearer(header: string): string | undefined {
  const [scheme, token] = header.split(' ')
  return scheme?.toLowerCase() === 'bearer' && token !== '' ? token : undefined
}

/** What a request object says, whoever signed it: it ties a record and decides nothing. */
function unverified(jwt: unknown): { scope?: unknown; login_hint?: unknown } {
  if (typeof jwt !== 'string') return {}
  try {
    return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) ?? {}
  } catch {
    return {}
  }
}
