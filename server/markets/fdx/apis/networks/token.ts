import type { Account } from '#bank'
import type { RouteInput } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'

/** One digit more than account numbers have, the first a nine: a token is never somebody's number. */
const FIRST = '9'
const DIGITS = 16
const RANGE = 10n ** BigInt(DIGITS)

/** What a token is good for: nobody pays to one that moves securities. */
const FOR = { payment: 'account number', transfer: 'securities account number' } as const

/**
 * The number that stands for an account towards one app under one consent: always the same there, another everywhere
 * else, and nothing that the account's own could be told from. It means nothing once its consent has ended.
 */
export function tokenOf({ id }: Pick<Account, 'id'>, input: RouteInput, stands: keyof typeof FOR): string {
  const bytes = input.sealOf(`${FOR[stands]} ${id} ${input.clientId} ${consentOf(input).id}`)
  const value = bytes.slice(0, 16).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return FIRST + (value % RANGE).toString().padStart(DIGITS, '0')
}
