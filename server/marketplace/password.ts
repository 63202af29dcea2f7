import { scrypt as scryptOf, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scryptOf)

/** One of the parameter sets of the OWASP password storage guidance that stays within Node's own memory limit. */
const COST = { N: 2 ** 14, r: 8, p: 5 }
const KEY_BYTES = 32

/** Hashes a password with scrypt; the result names its own cost and salt. `salt` is base64url. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  const key = await derive(password, Buffer.from(salt, 'base64url'), COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt, key.toString('base64url')].join('$')
}

/** Whether the password is the hashed one. Without a hash (an unknown login) it takes as long and is false. */
export async function passwordFits(password: string, hash: string | undefined): Promise<boolean> {
  if (hash === undefined) {
    await derive(password, Buffer.alloc(16), COST)
    return false
  }
  const [, N, r, p, salt, expected] = hash.split('$') as [string, string, string, string, string, string]
  const key = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(key, Buffer.from(expected, 'base64url'))
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  // The same letters typed on another keyboard must give the same password.
  return scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost)
}
