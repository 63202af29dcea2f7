import type { Facts } from '#kernel'
import type { PlaceName, Right, RightContext, RulePlace } from '../rule.ts'
import type { Words } from '../words.ts'

/** A text in both languages. */
export function say(en: string, pt: string): Words {
  return { en, 'pt-BR': pt }
}

export const NEW_UUID = say('<a fresh UUID>', '<um UUID novo>')

/** Words for a place where nothing, or nothing of use, was sent. */
export function unlessSent(words: Right) {
  return ({ sent }: RightContext): Right | undefined => (typeof sent === 'string' && sent !== '' ? undefined : words)
}

/** What is right for a place where something was sent; of a place without anything there is nothing to say. */
export function ifSent(right: Right) {
  return ({ sent }: RightContext): Right | undefined => (sent === undefined ? undefined : right)
}

/** The address that was called, its last part replaced. */
export function lastPart({ en, 'pt-BR': pt }: Words) {
  return ({ sent }: RightContext): Right => {
    const [path = ''] = String(sent ?? '').split('?')
    const before = path.slice(0, path.lastIndexOf('/') + 1)
    return say(before + en, before + pt)
  }
}

/** The kind of token that an operation needs. */
export function tokenOfKind({ facts }: RightContext): Right {
  return facts.needed === 'client'
    ? say('Bearer <token of client_credentials>', 'Bearer <token de client_credentials>')
    : say("Bearer <token of the customer's consent>", 'Bearer <token do consentimento do cliente>')
}

/** Where a token was shown whose consent has ended: at an API, or to be refreshed. */
export function endedTokenPlaces({ en, 'pt-BR': pt }: Words) {
  return ({ shown }: Facts): RulePlace[] =>
    shown === 'refresh_token'
      ? [{ at: 'field:refresh_token', right: say(`<${en}>`, `<${pt}>`) }]
      : [{ at: 'header:authorization', right: say(`Bearer <${en}>`, `Bearer <${pt}>`) }]
}

/** What a refusal names as allowed, as one text. */
export function allowed(facts: Facts): Right | undefined {
  return facts.allowed === undefined ? undefined : [facts.allowed].flat().join(', ')
}

type Fault = { where: string; message: string; allowed?: unknown; example?: unknown }

/** The places that a schema found at fault: `query page`, `header x`, `body /data/permissions`. */
export function faultPlaces(facts: Facts): RulePlace[] {
  const faults = (facts.faults ?? []) as Fault[]
  if (faults.length === 0) return [{ at: 'body', right: say('JSON in UTF-8', 'JSON em UTF-8') }]
  return faults.slice(0, 8).map((fault) => ({ at: placeOf(fault.where), right: rightOf(fault) }))
}

function placeOf(where: string): PlaceName {
  const [place = '', name = ''] = where.split(' ')
  if (place === 'query') return `query:${name}`
  if (place === 'header') return `header:${name.toLowerCase()}`
  if (place === 'path') return 'address'
  return name === '' || name === '/' ? 'body' : `field:${name.slice(1).replaceAll('/', '.')}`
}

function rightOf({ message, allowed: values, example }: Fault): Right {
  if (example !== undefined) return String(example)
  if (message === MISSING) return say('<what belongs here>', '<o que cabe aqui>')
  if (Array.isArray(values)) return values.length === 1 ? String(values[0]) : oneOf(values.join(', '))
  const given = values === undefined ? '' : ` (${String(values)})`
  return say(`<a value that holds: ${message}${given}>`, `<um valor que cumpra: ${message}${given}>`)
}

const MISSING = 'is missing'

/** A place where one of these values belongs. */
export function oneOf(values: string): Words {
  return say(`<one of ${values}>`, `<um de ${values}>`)
}
