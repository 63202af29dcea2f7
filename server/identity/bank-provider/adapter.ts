import { type Adapter, errors } from 'oidc-provider'
import type { World } from '#kernel'
import { shifted, WIRE_TIME } from '../bank-time.ts'
import type { LoginStore } from '../login/store.ts'
import { keptId } from '../store.ts'

/** The storage of the bank's own identity provider: rows of its own, in bank time, that know of no consent. */
export function loginAdapter({
  market,
  world,
  store: { artifacts },
}: {
  market: string
  world: World
  store: LoginStore
}): (model: string) => Adapter {
  const offsetSeconds = () => Math.round(world.clock.offsetMs() / 1000)
  const nowSeconds = (model: string) => (WIRE_TIME.has(model) ? world.wire.now() : world.clock.now()) / 1000

  return (model) => ({
    async upsert(id, payload, expiresIn) {
      const kept = keptId(model, id)
      if (model === 'ReplayDetection' && artifacts.find(market, model, kept)) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      }
      const { jti: _, ...bank } = shifted(model, payload, offsetSeconds())
      const grantId = model === 'Grant' ? kept : (bank.grantId ?? null)
      const expiresAt = expiresIn ? Math.floor(nowSeconds(model)) + expiresIn : null
      artifacts.upsert(market, model, kept, { payload: JSON.stringify(bank), grantId }, expiresAt)
    },
    async find(id) {
      const row = artifacts.find(market, model, keptId(model, id))
      if (!row || (row.expiresAt !== null && row.expiresAt <= nowSeconds(model))) return undefined
      const payload = shifted(model, JSON.parse(row.payload), -offsetSeconds())
      return { ...payload, jti: id, ...(row.consumedAt === null ? {} : { consumed: row.consumedAt }) }
    },
    async findByUid() {
      // No session speaks for a customer: each login is asked for anew.
      return undefined
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const used = artifacts.consume(market, model, keptId(model, id), Math.floor(nowSeconds(model)))
      if (!used && model === 'AuthorizationCode') throw new errors.InvalidGrant('authorization code already consumed')
    },
    async destroy(id) {
      artifacts.destroy(market, model, keptId(model, id))
    },
    async revokeByGrantId(grantId) {
      artifacts.destroyGrant(market, grantId)
    },
  })
}
