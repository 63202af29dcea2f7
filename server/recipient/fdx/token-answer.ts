import { problem } from '#kernel'
import type { Connection, Tokens } from '../store.ts'
import type { TokenAnswer } from '../tokens.ts'

/** An answer that names no lifetime is taken to have the usual one. */
const USUAL_LIFE_S = 300

/** The consent that a token answer stands for. Throws problem `answer-untrustworthy` where it names none. */
export function grantIdOf(answer: TokenAnswer): string {
  const { grant_id: grantId } = answer
  if (typeof grantId !== 'string' || !/^[\w.:-]{1,256}$/.test(grantId))
    throw problem('answer-untrustworthy', { operation: 'token', check: 'grant_id' })
  return grantId
}

/** What is kept of a token answer. Refresh tokens are rotated: the new one stands in place of the old. */
export function tokensOf(answer: TokenAnswer, now: number): Tokens {
  return {
    subject: null,
    accessToken: answer.access_token,
    tokenExpiresAt: now + (answer.expires_in ?? USUAL_LIFE_S) * 1000,
    refreshToken: answer.refresh_token ?? null,
  }
}

/** What is kept of a renewal's answer, which must be of the same consent; a bank that does not rotate leaves the token. */
export function renewedTokensOf(answer: TokenAnswer, before: Connection, now: number): Tokens {
  if (grantIdOf(answer) !== before.consentId)
    throw problem('answer-untrustworthy', { operation: 'refresh token', check: 'grant_id' })
  const tokens = tokensOf(answer, now)
  return { ...tokens, refreshToken: tokens.refreshToken ?? before.refreshToken }
}
