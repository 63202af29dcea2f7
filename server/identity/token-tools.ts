import { decodeProtectedHeader } from 'jose'
import type { Consents } from '#consent'
import type { Directory } from '#directory'
import { type Database, type Events, problem, type World } from '#kernel'
import { issuesTokens, type Market, type SettingValues } from '#markets'
import type { People } from './people.ts'
import { API_RESOURCE } from './scopes.ts'
import type { MarketServer } from './server.ts'
import { type IdentityStore, keptId } from './store.ts'
import { previewOf, type TokenPreview } from './token-preview.ts'
import { type KeptToken, openTokenRows, TOKEN_KINDS, type TokenKey, type TokenModel } from './token-rows.ts'
import { type TokenView, viewer } from './token-view.ts'
import { type CheckedWish, openWishes, type TokenWish, type WishedClient } from './token-wish.ts'

export type TokenToolDeps = {
  db: Database
  world: World
  events: Events
  consents: Consents
  directory: Directory
  people: People
  store: IdentityStore
  /** What the operator set in a market. */
  settingsOf: (market: string) => SettingValues
  markets: readonly Market[]
  serverOf: (market: string) => MarketServer
}

/** A token just minted: the only time its value is seen. `expiresIn` is seconds. */
export type MintedToken = {
  accessToken: string
  refreshToken: string | null
  expiresIn: number
  scope: string
  consentId: string | null
  accounts: readonly string[]
  token: TokenView
}

/** What a pasted text turned out to be: a token of this bank, a JWT of anyone's, or nothing known. */
export type Inspection =
  | { found: 'token'; token: TokenView }
  | { found: 'jwt'; header: unknown; claims: unknown; encrypted: boolean }
  | { found: 'nothing' }

/** Why a consent was lodged by nobody's app: kept with it, and shown. */
export const MINTED_BY_OPERATOR = { mintedBy: 'operator' }

const MODELS = Object.keys(TOKEN_KINDS) as TokenModel[]

export type TokenTools = ReturnType<typeof openTokenTools>

/**
 * The operator's tools for tokens. A minted token is like any other of its market: bound to its app's certificate unless
 * the market binds none, behind a consent
 * that went through the consents' own verbs, within the registration and the profile; it is only marked.
 */
export function openTokenTools(deps: TokenToolDeps) {
  const { db, world, events, consents, store } = deps
  const markets = deps.markets.filter(issuesTokens)
  const rows = openTokenRows(db)
  const wishes = openWishes(deps)
  const viewOf = viewer(deps)

  function marketOf(id: string): Market {
    const market = markets.find((known) => known.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: markets.map((known) => known.id) })
    return market
  }

  function check(marketId: string, wish: TokenWish): { market: Market; server: MarketServer; made: CheckedWish } {
    const market = marketOf(marketId)
    const server = deps.serverOf(marketId)
    return { market, server, made: wishes.check(market, server.tools.approvals, wish) }
  }

  /** Throws token-not-found; a revoked token's row is gone as well. */
  function kept(id: string): KeptToken {
    for (const market of markets) {
      for (const model of MODELS) {
        const row = rows.find(market.id, model, id)
        if (row) return row
      }
    }
    throw problem('token-not-found', { id })
  }

  function record(type: string, row: KeptToken, data: Record<string, unknown> = {}): void {
    const consentId = row.grant_id === null ? null : (consents.findByGrant(row.grant_id)?.id ?? null)
    events.record({
      ...{ type, market: row.market, clientId: row.client_id, consentId, customerId: row.subject },
      data: { kind: TOKEN_KINDS[row.model], by: 'operator', ...data },
    })
  }

  async function lodged(market: Market, { client, person, holder, draft, scope, accountIds }: CheckedWish) {
    const { tools } = deps.serverOf(market.id)
    const consent = consents.lodge({
      ...draft,
      market: market.id,
      clientId: client.clientId,
      personDocument: person.document,
      companyDocument: holder.kind === 'company' ? holder.document : null,
      extra: { ...draft.extra, ...MINTED_BY_OPERATOR },
    })
    const request = { clientId: client.clientId, scope: scope.asked }
    const grantId = await tools.approvals.authorise(consent, request, { person, holder, accountIds })
    if (grantId === undefined) throw problem('consent-state-forbids', { consentId: consent.id })
    return { consent, grantId }
  }

  return {
    /** What a wish would give, without changing anything. Throws what openWishes throws. */
    preview(marketId: string, wish: TokenWish): TokenPreview {
      const { market, server, made } = check(marketId, wish)
      return previewOf({ market, issuer: server.issuer, wish, made, now: world.wire.now() })
    },

    /** Lodges and authorises a consent as its customer would, and issues its tokens. Throws what openWishes throws. */
    async mint(marketId: string, wish: TokenWish): Promise<MintedToken> {
      const { market, server, made } = check(marketId, wish)
      const { client, person, scope, accountIds } = made
      const { consent, grantId } = await lodged(market, made)
      const { AccessToken, RefreshToken, Client } = server.tools.provider()
      const registered = await Client.find(client.clientId)
      const common = { accountId: person.id, client: registered, grantId, gty: 'authorization_code' }
      const token = new (AccessToken as unknown as Savable)({
        ...common,
        ...{ scope: scope.granted, aud: API_RESOURCE, ...boundTo(client) },
      })
      const accessToken = await token.save()
      const renewable = client.grantTypes.includes('refresh_token') && (market.consent.renewable?.(consent) ?? true)
      const refreshToken = renewable
        ? await new (RefreshToken as unknown as Savable)({
            ...common,
            ...{ scope: scope.asked, resource: API_RESOURCE, rotations: 0 },
            ...{ acr: market.security.passwordAcr, authTime: Math.floor(world.wire.now() / 1000) },
          }).save()
        : null
      const row = kept(keptId('AccessToken', accessToken))
      record('token.minted', row)
      const { accessTokenSeconds: expiresIn } = market.security
      const view = viewOf(row)
      return {
        accessToken,
        refreshToken,
        expiresIn,
        scope: scope.asked,
        consentId: consent.id,
        accounts: accountIds,
        token: view,
      }
    },

    /** A token of the app alone. Throws market-unknown, client-unknown, credentials-missing. */
    async mintForClient(marketId: string, clientId: string): Promise<MintedToken> {
      const market = marketOf(marketId)
      const client = wishes.client(market, clientId)
      const { ClientCredentials, Client } = deps.serverOf(marketId).tools.provider()
      const scope = market.security.clientScopes.filter((one) => client.scopes.includes(one)).join(' ')
      const token = new (ClientCredentials as unknown as Savable)({
        ...{ client: await Client.find(clientId), scope, aud: API_RESOURCE, ...boundTo(client) },
      })
      const accessToken = await token.save()
      const row = kept(keptId('ClientCredentials', accessToken))
      record('token.minted', row)
      const { accessTokenSeconds: expiresIn } = market.security
      return { accessToken, refreshToken: null, expiresIn, scope, consentId: null, accounts: [], token: viewOf(row) }
    },

    /** What a pasted text is. It is hashed and forgotten. */
    inspect(text: string): Inspection {
      const pasted = text.trim().replace(/^Bearer +/i, '')
      for (const market of markets) {
        for (const model of MODELS) {
          const row = rows.find(market.id, model, keptId(model, pasted))
          if (row) return { found: 'token', token: viewOf(row) }
        }
      }
      return jwtIn(pasted) ?? { found: 'nothing' }
    },

    /** A token by its hash. Throws token-not-found. */
    token: (id: string): TokenView => viewOf(kept(id)),

    /** Tokens by their end, latest first: of a consent, of a client, or of all. */
    list(filter: TokenFilter): { tokens: TokenView[]; next: TokenKey | null } {
      const {
        consentId,
        clientId,
        market = null,
        kind,
        limit,
        after = { expiresAt: Number.MAX_SAFE_INTEGER, id: '' },
      } = filter
      if (consentId !== undefined) {
        const grantId = consents.find(consentId)?.grantId
        return { tokens: grantId ? rows.ofGrant(grantId).map(viewOf) : [], next: null }
      }
      const model = MODELS.find((one) => TOKEN_KINDS[one] === kind) ?? null
      const page = { ...after, limit }
      const found =
        clientId === undefined ? rows.newest({ ...page, market, model }) : rows.ofClient({ ...page, clientId })
      const last = found.at(-1)
      const next = last && found.length === limit ? { expiresAt: last.expires_at, id: last.id } : null
      return { tokens: found.map(viewOf), next }
    },

    /** Ends a token at this moment of bank time; its row stays until it is swept. Throws token-not-found, token-ended. */
    expire: db.transaction((id: string): TokenView => {
      const row = kept(id)
      const at = Math.floor(world.clock.now() / 1000)
      if (row.expires_at <= at) throw problem('token-ended', { id, expiresAt: row.expires_at * 1000 })
      rows.end(row, at)
      store.forgetToken(row.market, row.model, row.id)
      record('token.expired', row)
      return viewOf(kept(id))
    }),

    /**
     * Revokes an access token alone, a refresh token with its grant's access tokens (RFC 7009 2.1), or with `grant`
     * everything that the grant gave. The consent stays as it is. Returns how many tokens went. Throws token-not-found.
     */
    revoke: db.transaction((id: string, { grant }: { grant: boolean }): { revoked: number } => {
      const row = kept(id)
      const wide = row.grant_id !== null && (grant || row.model === 'RefreshToken')
      const tokens = wide && row.grant_id !== null ? rows.ofGrant(row.grant_id) : [row]
      record(grant && row.grant_id !== null ? 'grant.revoked' : 'token.revoked', row, { tokens: tokens.length })
      for (const token of tokens) {
        rows.remove(token)
        store.forgetToken(token.market, token.model, token.id)
      }
      if (grant && row.grant_id !== null) store.destroyGrant(row.grant_id)
      return { revoked: tokens.length }
    }),
  }
}

export type TokenFilter = {
  consentId?: string | undefined
  clientId?: string | undefined
  market?: string | undefined
  kind?: string | undefined
  limit: number
  after?: TokenKey | undefined
}

/** What a token is bound by, where its market binds tokens (RFC 8705 3). */
const boundTo = ({ thumbprint }: WishedClient) => (thumbprint === null ? {} : { 'x5t#S256': thumbprint })

/** The engine's token models; their types leave the constructor's argument and save() out. */
type Savable = new (input: Record<string, unknown>) => { save(): Promise<string> }

/** A JWT's parts, its signature unread: anyone's statement, for reading only. */
function jwtIn(text: string): Inspection | undefined {
  const parts = text.split('.')
  if (parts.length !== 3 && parts.length !== 5) return undefined
  try {
    const header = decodeProtectedHeader(text)
    if (parts.length === 5) return { found: 'jwt', header, claims: null, encrypted: true }
    const claims = JSON.parse(Buffer.from(parts[1] as string, 'base64url').toString('utf8'))
    return { found: 'jwt', header, claims, encrypted: false }
  } catch {
    return undefined
  }
}
