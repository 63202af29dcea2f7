import { badParameter, type ConsoleRoute, choiceIn, numberIn, openSchemas, problem } from '#kernel'
import type { Market, PermissionGroup } from '#markets'
import { TOKEN_KINDS, type TokenKey } from './token-rows.ts'
import type { TokenTools } from './token-tools.ts'
import type { TokenWish } from './token-wish.ts'

const DEFAULT_LIMIT = 50
const MOST = 200
const KINDS = Object.values(TOKEN_KINDS)

const TEXT = { type: 'string', minLength: 1, maxLength: 300 }
const schemas = openSchemas()
const WISH = {
  market: TEXT,
  clientId: TEXT,
  customer: TEXT,
  company: TEXT,
  permissions: { type: 'array', items: TEXT, minItems: 1, maxItems: 100 },
  expires: TEXT,
  accounts: { type: 'array', items: TEXT, maxItems: 200 },
}
const checkWish = schemas.check({
  type: 'object',
  properties: WISH,
  required: ['market', 'clientId', 'customer', 'permissions'],
  additionalProperties: false,
})
const checkClientWish = schemas.check({
  type: 'object',
  properties: { market: TEXT, clientId: TEXT },
  required: ['market', 'clientId'],
  additionalProperties: false,
})
const checkPasted = schemas.check({
  type: 'object',
  properties: { token: { type: 'string', minLength: 1, maxLength: 20_000 } },
  required: ['token'],
  additionalProperties: false,
})
const checkRevocation = schemas.check({
  type: 'object',
  properties: { grant: { type: 'boolean' } },
  additionalProperties: false,
})

/** What can be asked for in a market, for the form of a wish. */
export type WishChoices = { market: string; groups: readonly PermissionGroup[] }

/** The operator's token tools, for the install's owner alone: whoever may call these acts as any app of the bank. */
export function tokenRoutes(tokens: () => TokenTools, markets: readonly Market[]): ConsoleRoute[] {
  const roles = ['owner'] as const
  const choices: WishChoices[] = markets.map(({ id, consent }) => ({ market: id, groups: consent.groups }))
  return [
    {
      method: 'GET',
      path: '/api/tokens',
      roles,
      act: ({ query }) => {
        const { tokens: found, next } = tokens().list({
          consentId: query.get('consent') || undefined,
          clientId: query.get('client') || undefined,
          market: query.get('market') || undefined,
          kind: choiceIn(query, 'kind', KINDS),
          limit: numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
          after: keyIn(query.get('after')),
        })
        return { tokens: found, next: next && `${next.expiresAt}.${next.id}` }
      },
    },
    { method: 'GET', path: '/api/tokens/choices', roles, act: () => ({ markets: choices }) },
    {
      method: 'GET',
      path: '/api/tokens/:id',
      roles,
      act: ({ params }) => ({ token: tokens().token(params.id as string) }),
    },
    {
      method: 'POST',
      path: '/api/tokens/preview',
      roles,
      act({ body }) {
        const { market, ...wish } = valid<TokenWish & { market: string }>(checkWish, body)
        return { preview: tokens().preview(market, wish) }
      },
    },
    {
      method: 'POST',
      path: '/api/tokens',
      roles,
      status: 201,
      async act({ body }) {
        const { market, ...wish } = valid<TokenWish & { market: string }>(checkWish, body)
        return { minted: await tokens().mint(market, wish) }
      },
    },
    {
      method: 'POST',
      path: '/api/tokens/client',
      roles,
      status: 201,
      async act({ body }) {
        const { market, clientId } = valid<{ market: string; clientId: string }>(checkClientWish, body)
        return { minted: await tokens().mintForClient(market, clientId) }
      },
    },
    {
      method: 'POST',
      path: '/api/tokens/inspect',
      roles,
      act: ({ body }) => tokens().inspect(valid<{ token: string }>(checkPasted, body).token),
    },
    {
      method: 'POST',
      path: '/api/tokens/:id/expire',
      roles,
      act: ({ params }) => ({ token: tokens().expire(params.id as string) }),
    },
    {
      method: 'POST',
      path: '/api/tokens/:id/revoke',
      roles,
      act({ params, body }) {
        const { grant = false } = valid<{ grant?: boolean }>(checkRevocation, body ?? {})
        return tokens().revoke(params.id as string, { grant })
      },
    },
  ]
}

function valid<T>(check: (value: unknown) => unknown[], body: unknown): T {
  const faults = check(body)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return body as T
}

/** The key that ended the page before: end and id, as `next` gave it. */
function keyIn(text: string | null): TokenKey | undefined {
  if (text === null) return undefined
  const [, expiresAt, id] = /^(\d{1,16})\.([\w-]{1,100})$/.exec(text) ?? []
  if (expiresAt === undefined || id === undefined) throw badParameter('after', 'must be the `next` of a page')
  return { expiresAt: Number(expiresAt), id }
}
