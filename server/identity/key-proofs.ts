import { hash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from 'jose'
import { type Problem, problem, type World } from '#kernel'
import type { IdentityStore } from './store.ts'

/** What a proof may be signed with (FAPI 2.0 5.4.1). */
export const PROOF_ALGORITHMS = ['PS256', 'ES256', 'EdDSA'] as const

/** How far a proof's date may lie from the machine's time, in seconds, and how long its jti is remembered. */
const WINDOW_SECONDS = 60
const LONGEST_JTI = 256

/** The call that a proof was sent with, or should have been. `url` is the address as the outside world writes it, without its query. */
export type ProvenCall = { market: string; proof: string | undefined; method: string; url: string; token: string }

/** A key that the sender of a call holds, by its thumbprint. */
export type KeyProof = { keyThumbprint: string }

/** Checks proofs that the sender of a call holds the key its token is bound to (RFC 9449 4.3). */
export function openKeyProofs({ store, world }: { store: IdentityStore; world: World }) {
  /** The proven key; the problem where the proof is none for this call. */
  return async ({ market, proof, method, url, token }: ProvenCall): Promise<KeyProof | Problem> => {
    if (proof === undefined) return problem('key-proof-missing', {}, 'key-proof')
    const invalid = (reason: string) => problem('key-proof-invalid', { reason }, 'key-proof')
    try {
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
        algorithms: [...PROOF_ALGORITHMS],
        typ: 'dpop+jwt',
        currentDate: new Date(world.wire.now()),
      })
      const { jti, iat, htm, htu, ath } = payload
      const now = Math.floor(world.wire.now() / 1000)
      if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) return invalid('it has no jti')
      if (typeof iat !== 'number' || Math.abs(now - iat) > WINDOW_SECONDS)
        return invalid('its iat is not of this minute')
      if (htm !== method) return invalid(`its htm is not ${method}`)
      if (withoutQuery(htu) !== withoutQuery(url)) return invalid('its htu is not this address')
      if (ath !== hash('sha256', token, 'base64url')) return invalid('its ath is not the hash of the token sent')
      const keyThumbprint = await calculateJwkThumbprint(protectedHeader.jwk as NonNullable<typeof protectedHeader.jwk>)
      const id = hash('sha256', `${keyThumbprint} ${jti}`, 'base64url')
      if (!store.comesFirst(market, id, now + 2 * WINDOW_SECONDS)) return invalid('its jti was used before')
      return { keyThumbprint }
    } catch (error) {
      if (error instanceof errors.JOSEError) return invalid('it is no JWT signed by the key in it')
      throw error
    }
  }
}

/** An address as proofs are compared by: without query and fragment, in its normal form (RFC 9449 4.3). */
function withoutQuery(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.origin + url.pathname
}
