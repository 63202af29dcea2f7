import type { Context } from 'koa'
import { problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { IdentityStore } from './store.ts'

type EngineContext = {
  oidc?: { entities: { PushedAuthorizationRequest?: { jti?: string }; Interaction?: { parJti?: string } } }
}

export type PushedAnswers = ReturnType<typeof openPushedAnswers>

/**
 * A pushed request brings its app one answer, a code or an error, and is spent with it (RFC 9126 4): the engine spends it
 * with a code alone. Opening its page, or failing to log in there, answers nobody.
 */
export function openPushedAnswers({ market, store, world }: { market: Market; store: IdentityStore; world: World }) {
  const isSpent = (id: string | undefined): boolean =>
    id !== undefined && (store.find(market.id, 'PushedAuthorizationRequest', id)?.consumed_at ?? null) !== null

  function demandOpen(id: string | undefined): void {
    if (isSpent(id)) throw problem('request-uri-unknown', {}, 'request-uri-current')
  }

  return {
    /** Throws request-uri-unknown for a pushed request whose app was answered already. */
    demandOpen,

    /** Spends the pushed request of a call that told its app of an error. Throws request-uri-unknown where it was spent before. */
    spendIfRefused(ctx: Context): void {
      const { PushedAuthorizationRequest: pushed, Interaction: interaction } =
        (ctx as unknown as EngineContext).oidc?.entities ?? {}
      const id = pushed?.jti ?? interaction?.parJti
      if (ctx.state.appRefused !== true || id === undefined) return
      if (isSpent(id)) ctx.remove('location')
      demandOpen(id)
      store.consume(market.id, 'PushedAuthorizationRequest', id, Math.floor(world.clock.now() / 1000))
    },
  }
}
