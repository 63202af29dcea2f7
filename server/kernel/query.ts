import type { Origin } from './events.ts'
import { type Problem, problem } from './problem.ts'

/** The refusal of a query parameter: which one, and what would be right. */
export function badParameter(
  name: string,
  message: string,
  rest: { keyword?: string; allowed?: unknown } = {},
): Problem {
  const { keyword = 'format', allowed } = rest
  return problem('request-invalid', { faults: [{ pointer: `/${name}`, keyword, message, allowed }] })
}

/** A whole number from 1 to `most`; undefined when the parameter was not given. Throws request-invalid. */
export function numberIn(query: URLSearchParams, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= most) return value
  throw badParameter(name, `must be a whole number from 1 to ${most}`, { keyword: 'maximum', allowed: most })
}

/** One of the choices; undefined when the parameter was not given. Throws request-invalid. */
export function choiceIn<T extends string>(query: URLSearchParams, name: string, choices: readonly T[]): T | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const known = choices.find((choice) => choice === text)
  if (known === undefined)
    throw badParameter(name, 'must be one of the allowed values', { keyword: 'enum', allowed: choices })
  return known
}

const ORIGINS: readonly Origin[] = ['live', 'generated']

/** `origin`: what happened alone, or what was generated alone; undefined for both. Throws request-invalid. */
export function originIn(query: URLSearchParams): Origin | undefined {
  return choiceIn(query, 'origin', ORIGINS)
}

/** An API with the operations that its traffic is recorded under. */
export type ApiOperations = { market: string; id: string; operations: readonly string[] }

/**
 * The operations that `operation` (one by its name) or `api` (`market/id`) narrow to; undefined where neither was given.
 * Throws query-invalid for an API that isn't there.
 */
export function operationsIn(query: URLSearchParams, apis: readonly ApiOperations[]): readonly string[] | undefined {
  const operation = query.get('operation')
  if (operation) return [operation]
  const asked = query.get('api')
  if (!asked) return undefined
  const nameOf = ({ market, id }: ApiOperations) => `${market}/${id}`
  const api = apis.find((known) => nameOf(known) === asked)
  if (!api) throw problem('query-invalid', { name: 'api', value: asked, allowed: apis.map(nameOf) })
  return api.operations
}
