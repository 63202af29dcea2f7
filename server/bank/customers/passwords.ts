import { scryptSync, timingSafeEqual } from 'node:crypto'

// The cost is written into each hash, so that it can be raised without breaking those already kept.
const COST = { N: 16_384, r: 8, p: 1 }
const HASH_BYTES = 32

/** Hashes a password with scrypt; `salt` is an unguessable string. */
export function hashPassword(password: string, salt: string): string {
  const hash = scryptSync(password.normalize('NFKC'), salt, HASH_BYTES, COST)
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt}$${hash.toString('base64url')}`
}

/**
 * Whether the password fits the hash, compared in constant time.
 * Without a hash (no such login) it takes as long and is false, so that time does not tell which logins exist.
 */
export function passwordFits(password: string, kept: string | undefined): boolean {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? NOBODY).split('$')
  const expected = Buffer.from(hash, 'base64url')
  const given = scryptSync(password.normalize('NFKC'), salt, HASH_BYTES, { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(given, expected) && kept !== undefined
}

const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$nobody$${Buffer.alloc(HASH_BYTES).toString('base64url')}`
