import { importJWK } from 'jose'
import { buildAuthorizationUrlWithJAR, type Configuration, modifyAssertion } from 'openid-client'
import type { World } from '#kernel'
import type { RecipientMarket } from './market.ts'

/** A request object outlives the login page's first load; it may live for an hour (FAPI 1.0 Advanced, 5.2.2). */
const REQUEST_LIFE_S = 300

/** The app's signing key in a market, and the request objects that it signs with it. */
export function openSigning({ market, world }: { market: Pick<RecipientMarket, 'signing'>; world: World }) {
  let imported: Promise<CryptoKey> | undefined

  async function key() {
    imported ??= importJWK(market.signing.privateJwk, 'PS256') as Promise<CryptoKey>
    return { key: await imported, kid: market.signing.kid }
  }

  return {
    key,
    /** A signed request object (RFC 9101; FAPI 1.0 Advanced: PS256, `exp` and `nbf`). */
    async requestObject(config: Configuration, parameters: Record<string, string>): Promise<string> {
      const now = Math.floor(world.wire.now() / 1000)
      const signed = await buildAuthorizationUrlWithJAR(config, parameters, await key(), {
        [modifyAssertion]: (_header, payload) =>
          void Object.assign(payload, { iat: now, nbf: now, exp: now + REQUEST_LIFE_S }),
      })
      return signed.searchParams.get('request') as string
    },
  }
}

export type Signing = ReturnType<typeof openSigning>
