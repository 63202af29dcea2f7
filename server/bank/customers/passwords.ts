import { scrypt as scryptOf, scryptSync, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scrypt = promisify<string, string, number, { N: number; r: number; p: number }, Buffer>(scryptOf)

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
 * The hashing runs on the thread pool: it takes longer than hundreds of calls, which go on meanwhile.
 */
export async function passwordFits(password: string, kept: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? NOBODY).split('$')
  const expected = Buffer.from(hash, 'base64url')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const given = await scrypt(password.normalize('NFKC'), salt, HASH_BYTES, cost)
  return timingSafeEqual(given, expected) && kept !== undefined
}

const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$nobody$${Buffer.alloc(HASH_BYTES).toString('base64url')}`
