import { createHash, timingSafeEqual } from 'node:crypto'
import { type Caller, type ConsoleRoute, problem } from '#kernel'

export type Callers = {
  /**
   * Who sends this Authorization header; `anyone` where it is missing.
   * Throws authorization-malformed, or token-unknown for a token that is neither the start token nor a live session's.
   */
  callerOf(authorization: string | undefined): Caller
}

/** Tells callers by their bearer token: the owner by the start token, developers by a session token. */
export function openCallers({
  token,
  developerOf,
}: {
  token: string
  developerOf: (sessionToken: string) => { id: string } | undefined
}): Callers {
  const ownerDigest = digestOf(token)
  return {
    callerOf(authorization) {
      if (authorization === undefined) return { role: 'anyone' }
      const given = /^Bearer +([A-Za-z0-9._~+/=-]{1,2048})$/i.exec(authorization)?.[1]
      if (given === undefined) throw problem('authorization-malformed', {}, 'console-token')
      // Digests have one length, so that the comparison tells nothing of where, or how soon, the tokens differ.
      if (timingSafeEqual(digestOf(given), ownerDigest)) return { role: 'owner' }
      const developer = developerOf(given)
      if (developer) return { role: 'developer', developerId: developer.id, sessionToken: given }
      throw problem('token-unknown', {}, 'console-token')
    },
  }
}

/**
 * The caller as a route admits them; the owner passes wherever a developer may.
 * A route for anyone takes a stale token as no token, so that signing in again works.
 * Throws token-missing, token-unknown, authorization-malformed or role-insufficient.
 */
export function admit(callers: Callers, route: ConsoleRoute, authorization: string | undefined): Caller {
  const open = route.roles.includes('anyone')
  let caller: Caller
  try {
    caller = callers.callerOf(authorization)
  } catch (error) {
    if (open) return { role: 'anyone' }
    throw error
  }
  if (open || route.roles.includes(caller.role)) return caller
  if (caller.role === 'owner' && route.roles.includes('developer')) return caller
  if (caller.role === 'anyone') throw problem('token-missing', {}, 'console-token')
  throw problem('role-insufficient', { role: caller.role, needed: route.roles }, 'console-role')
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
