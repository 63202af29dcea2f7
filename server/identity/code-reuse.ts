import type { Context } from 'koa'
import type { Market } from '#markets'
import type { Form } from './form.ts'
import type { IdentityStore } from './store.ts'

/**
 * A used code that comes again ends what it gave, however late (RFC 6749 4.1.2; FAPI-BR: reuse revokes). The engine does
 * so while the code is fresh; afterwards it only says that the code is over.
 */
export function openCodeReuse({ market, store }: { market: Market; store: IdentityStore }) {
  /** Looks at a token call that the engine has answered; only the code's own client can end its grant. */
  return (ctx: Context, form: Form): void => {
    if (form.grant_type !== 'authorization_code' || ctx.status < 400 || typeof form.code !== 'string') return
    const { oidc } = ctx as unknown as { oidc?: { entities: { Client?: { clientId: string } } } }
    const row = store.find(market.id, 'AuthorizationCode', form.code)
    if (!row || row.consumed_at === null || row.grant_id === null) return
    const { clientId } = JSON.parse(row.payload) as { clientId?: string }
    if (clientId !== undefined && clientId === oidc?.entities.Client?.clientId) store.destroyGrant(row.grant_id)
  }
}
