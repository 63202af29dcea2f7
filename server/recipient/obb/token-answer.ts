import { problem } from '#kernel'
import type { Connection, Tokens } from '../store.ts'
import type { TokenAnswer } from '../tokens.ts'

/** An answer that names no lifetime is taken to have the standard's shortest. */
const SHORTEST_LIFE_S = 300

/** What is kept of a token answer. Throws problem `answer-untrustworthy` when it isn't for this consent. */
export function tokensOf(
  answer: TokenAnswer,
  { consentId, now, before }: { consentId: string; now: number; before?: Connection },
): Tokens {
  if (answer.scope !== undefined && !answer.scope.split(' ').includes(`consent:${consentId}`)) {
    throw problem('answer-untrustworthy', { operation: 'token', check: 'scope' })
  }
  if (answer.id_token !== undefined && answer.id_token.split('.').length !== 5) {
    throw problem('answer-untrustworthy', { operation: 'token', check: 'id_token encryption' })
  }
  const subject = answer.claims()?.sub ?? before?.subject ?? null
  if (before && subject !== before.subject) throw problem('answer-untrustworthy', { operation: 'token', check: 'sub' })
  return {
    subject,
    accessToken: answer.access_token,
    tokenExpiresAt: now + (answer.expires_in ?? SHORTEST_LIFE_S) * 1000,
    // The standard never rotates: an answer without a refresh token leaves the old one in force.
    refreshToken: answer.refresh_token ?? before?.refreshToken ?? null,
  }
}
