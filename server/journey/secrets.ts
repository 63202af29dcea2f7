/** What is done with the value of a name: removed, abbreviated, or abbreviated unless it reads like an error code. */
export type SecretRule = 'removed' | 'abbreviated' | 'code' | 'authorization'

/** Names whose values are secrets, with words apart: `access token` is access_token, accessToken and access-token. */
const REMOVED_NAMES = [
  'password',
  'passphrase',
  'senha',
  'secret',
  'client secret',
  'pin',
  'otp',
  'private key',
  'private jwk',
  'pkcs12',
  'pfx',
  'p12',
  'cookie',
  'set cookie',
]
const ABBREVIATED_NAMES = [
  'access token',
  'assertion',
  'client assertion',
  'client notification token',
  'code verifier',
  'csrf',
  'id token',
  'id token hint',
  'logout token',
  'refresh token',
  'registration access token',
  'request',
  'session token',
  'software statement',
  'subject token',
  'actor token',
  'token',
  'token id',
  // An opaque access token of the provider is its own jti.
  'jti',
]

const RULES: ReadonlyMap<string, SecretRule> = new Map<string, SecretRule>([
  ...REMOVED_NAMES.map((name) => [joined(name), 'removed'] as const),
  ...ABBREVIATED_NAMES.map((name) => [joined(name), 'abbreviated'] as const),
  ['code', 'code'],
  ['authorization', 'authorization'],
])

/** The names as a pattern for texts that can't be parsed. */
export const SECRET_NAMES = [...REMOVED_NAMES, ...ABBREVIATED_NAMES, 'code']
  .map((name) => name.replaceAll(' ', '[_-]?'))
  .sort((one, other) => other.length - one.length)
  .join('|')

export const REMOVED = '[removed]'

/** What stands for the rest of a secret: plain letters, since one that Latin-1 lacks doubles the size of every text around it. */
export const CUT = '...'

/** What is done with the values of a field, parameter or header of this name; undefined when nothing is. */
export function secretRuleOf(name: string): SecretRule | undefined {
  return RULES.get(name.toLowerCase().replaceAll(/[_-]/g, ''))
}

/** Long enough to be found by its letters, and to show six of them. */
export function isLong(secret: string): boolean {
  return secret.length >= 16
}

/** The first six characters of a secret, or none of one so short that they would tell much of it. */
export function abbreviate(secret: string): string {
  return isLong(secret) ? `${secret.slice(0, 6)}${CUT}` : CUT
}

/** Error and bank codes share the name `code` with authorization codes, but are words or short numbers. */
export function isWordCode(text: string): boolean {
  return text.length < 12 || /^(?:[A-Z][A-Z0-9_.-]*|[a-z][a-z_.-]*|\d{1,15})$/.test(text)
}

function joined(name: string): string {
  return name.replaceAll(' ', '')
}
