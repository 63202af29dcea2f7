import { decodeJwt } from './jwt.ts'
import type { DecodedJwt } from './recorded.ts'
import { abbreviate, isLong, isWordCode, REMOVED, SECRET_NAMES, type SecretRule, secretRuleOf } from './secrets.ts'

/** What redaction meets on its way through one exchange. */
export type Found = {
  /** Names from the exchange down to the value at hand. */
  path: string[]
  decoded: DecodedJwt[]
  /** Secrets met, so that they can be struck out wherever else they stand. */
  secrets: string[]
  /** Objects around the value at hand, to stop at a circle. */
  around: object[]
  /** Inside a decoded JWT, whose `jti` is no secret. */
  inJwt: boolean
}

/** The beginning of an exchange's redaction; a secret known beforehand is struck out from the start. */
export function nothingFound(secret?: string): Found {
  return { path: [], decoded: [], secrets: secret && isLong(secret) ? [secret] : [], around: [], inJwt: false }
}

export type Redaction = ReturnType<typeof openRedaction>

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']
const JWK_IN_TEXT = /(\\*"(?:d|p|q|dp|dq|qi|k)\\*"\s*:\s*\\*")[\w-]+/g
const JWT_IN_TEXT = /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g
const FIELD_IN_TEXT = new RegExp(`(\\\\*"(${SECRET_NAMES})\\\\*"\\s*:\\s*\\\\*")([^"\\\\]*)`, 'gi')
const INPUT_IN_TEXT = new RegExp(`(name="(${SECRET_NAMES})"[^>]*?value=")([^"]*)`, 'gi')
const INPUT_REVERSED_IN_TEXT = new RegExp(`(value=")([^"]*)(?="[^>]*?name="(${SECRET_NAMES})")`, 'gi')
const PARAMETER_IN_TEXT = new RegExp(`([?&#;](${SECRET_NAMES})=)([^&\\s"'<>]*)`, 'gi')
const SCHEME_IN_TEXT = /\b(Bearer|DPoP|Basic) +([\w~+/.=-]{16,})/gi

const PARAMETER_RULES: Partial<Record<SecretRule, SecretRule>> = { code: 'abbreviated' }
/** Names remembered with their rule; they come from outside, so only so many. */
const REMEMBERED_NAMES = 5000

/**
 * Opens the redaction of recorded messages. Its functions return what may be kept; a value without secrets is returned
 * as it came, so that the common message costs one walk and no copy.
 */
export function openRedaction() {
  /** Null for a name without a rule: most names have none, and are asked for most. */
  const remembered = new Map<string, SecretRule | null>()

  function ruleOf(name: string): SecretRule | undefined {
    const known = remembered.get(name)
    if (known !== undefined) return known ?? undefined
    const rule = secretRuleOf(name)
    if (remembered.size < REMEMBERED_NAMES) remembered.set(name, rule ?? null)
    return rule
  }

  /** Redacts a value by its own rule and the names inside it. What JSON can't say becomes a word in brackets. */
  function value(input: unknown, rule: SecretRule | undefined, found: Found): unknown {
    switch (typeof input) {
      case 'string':
        return string(input, rule, found)
      case 'number':
        return rule === 'removed' ? REMOVED : input
      case 'bigint':
        return String(input)
      case 'object':
        return input === null ? null : object(input, rule, found)
      case 'boolean':
        return input
      default:
        return undefined
    }
  }

  function object(input: object, rule: SecretRule | undefined, found: Found): unknown {
    if (rule === 'removed') return REMOVED
    if (found.around.includes(input)) return '[circle]'
    found.around.push(input)
    try {
      if (Array.isArray(input)) return array(input, rule, found)
      const prototype = Object.getPrototypeOf(input)
      if (prototype === Object.prototype || prototype === null) return record(input as Record<string, unknown>, found)
      return instance(input, rule, found)
    } finally {
      found.around.pop()
    }
  }

  function array(input: readonly unknown[], rule: SecretRule | undefined, found: Found): unknown {
    let copy: unknown[] | undefined
    for (let index = 0; index < input.length; index += 1) {
      const before = input[index]
      const after = value(before, rule, found)
      if (after === before) continue
      copy ??= [...input]
      copy[index] = after
    }
    return copy ?? input
  }

  function record(input: Record<string, unknown>, found: Found): unknown {
    let copy: Record<string, unknown> | undefined
    for (const name of Object.keys(input)) {
      const before = input[name]
      const rule = ruleOf(name)
      found.path.push(name)
      const after = value(before, found.inJwt && name === 'jti' ? undefined : rule, found)
      found.path.pop()
      if (after === before) continue
      copy ??= { ...input }
      copy[name] = after
    }
    return 'kty' in input ? publicKeyOf(copy ?? input) : (copy ?? input)
  }

  function instance(input: object, rule: SecretRule | undefined, found: Found): unknown {
    if (ArrayBuffer.isView(input)) return `[${input.byteLength} bytes]`
    if ('toJSON' in input && typeof input.toJSON === 'function') return value(input.toJSON(), rule, found)
    return `[${input.constructor?.name ?? 'object'}]`
  }

  function string(input: string, rule: SecretRule | undefined, found: Found): string {
    if (rule === undefined) return input.length < 12 ? input : ordinary(input, found)
    if (rule === 'removed') return input === '' ? '' : REMOVED
    if (rule === 'authorization') return authorization(input, found)
    if (rule === 'code' && isWordCode(input)) return input
    return secret(input, found)
  }

  /** A string under a harmless name: a JWT, an address with parameters, a key, or plain words. */
  function ordinary(input: string, found: Found): string {
    if (input.startsWith('eyJ') && jwt(input, found)) return abbreviate(input)
    const first = input.indexOf('://')
    if (first > 0 && first < 12 && !input.includes('\n')) return struck(url(input, found), found)
    return struck(input, found)
  }

  /** Strikes keys, tokens and JWTs out of a text, where their shape alone tells. */
  function struck(input: string, found: Found): string {
    let output = input
    if (output.includes('PRIVATE KEY')) output = output.replace(PRIVATE_KEY, '[private key removed]')
    if (output.includes('"kty')) output = output.replace(JWK_IN_TEXT, `$1${REMOVED}`)
    if (output.includes('eyJ')) output = output.replace(JWT_IN_TEXT, (token) => secret(token, found))
    if (output.includes(' '))
      output = output.replace(SCHEME_IN_TEXT, (_, scheme, token) => `${scheme} ${secret(token, found)}`)
    return output
  }

  /** Redacts a text that can't be parsed (HTML, a body that was cut): by names in it as well. */
  function text(input: string, found: Found): string {
    if (input.startsWith('eyJ') && jwt(input.trim(), found)) return abbreviate(input)
    const named = (head: string, name: string, content: string) => `${head}${value(content, ruleOf(name), found)}`
    return struck(input, found)
      .replace(FIELD_IN_TEXT, (_, head, name, content) => named(head, name, content))
      .replace(INPUT_IN_TEXT, (_, head, name, content) => named(head, name, content))
      .replace(INPUT_REVERSED_IN_TEXT, (_, head, content, name) => named(head, name, content))
      .replace(PARAMETER_IN_TEXT, (_, head, name, content) => `${head}${parameter(name, content, found)}`)
  }

  /** Redacts an address: parameters of its query and its fragment (RFC 6749 §4.2.2 answers in the fragment). */
  function url(input: string, found: Found): string {
    const start = input.search(/[?#]/)
    if (start < 0) return input
    return (
      input.slice(0, start) +
      input.slice(start).replace(/([?&#])([^=&#?]+)=([^&#]*)/g, (whole, mark, name, content) => {
        const kept = parameter(name, content, found)
        return kept === content ? whole : `${mark}${name}=${kept}`
      })
    )
  }

  /** Redacts the fields of a form, a field that comes twice as a list. */
  function form(input: URLSearchParams, found: Found): Record<string, unknown> {
    const fields: [string, unknown][] = []
    for (const name of new Set(input.keys())) {
      const kept = input.getAll(name).map((content) => parameter(name, content, found))
      fields.push([name, kept.length === 1 ? kept[0] : kept])
    }
    return Object.fromEntries(fields)
  }

  /** Here `code` is always an authorization code (RFC 6749 §4.1.2). */
  function parameter(name: string, content: string, found: Found): string {
    const rule = ruleOf(name)
    found.path.push(name)
    const kept = string(content, (rule && PARAMETER_RULES[rule]) ?? rule, found)
    found.path.pop()
    return kept
  }

  /** Keeps an authorization's scheme and the beginning of its token. */
  function authorization(input: string, found: Found): string {
    const space = input.indexOf(' ')
    if (space < 0) return secret(input, found)
    return `${input.slice(0, space)} ${secret(input.slice(space + 1).trim(), found)}`
  }

  function secret(input: string, found: Found): string {
    if (input === '') return ''
    if (input.startsWith('eyJ')) jwt(input, found)
    if (isLong(input)) found.secrets.push(input)
    return abbreviate(input)
  }

  /** Notes what a JWT says, itself redacted; false when the text is none. */
  function jwt(input: string, found: Found): boolean {
    const parts = decodeJwt(input)
    if (!parts) return false
    const where = found.path.join('.')
    const { inJwt } = found
    found.inJwt = true
    found.decoded.push({ where, ...(value(parts, undefined, found) as typeof parts) })
    found.inJwt = inJwt
    return true
  }

  return { value, text, url, form, authorization, secret }
}

/** Strikes every secret of an exchange out of a written text, in case it also stands under a harmless name. */
export function strikeSecrets(json: string, secrets: readonly string[]): string {
  let output = json
  for (const secret of secrets) if (output.includes(secret)) output = output.replaceAll(secret, abbreviate(secret))
  return output
}

function publicKeyOf(key: Record<string, unknown>): Record<string, unknown> {
  if (!PRIVATE_JWK_MEMBERS.some((member) => member in key)) return key
  return Object.fromEntries(Object.entries(key).filter(([name]) => !PRIVATE_JWK_MEMBERS.includes(name)))
}
