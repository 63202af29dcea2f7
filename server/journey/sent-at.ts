import type { RulePlace } from '#markets'
import type { RecordedExchange } from './recorded.ts'

/** What stood at a place of a recorded request, redacted as it was kept; undefined where nothing did. */
export function sentAt({ request, decoded, certificate }: RecordedExchange, at: RulePlace['at']): unknown {
  const [place = '', name = ''] = split(at)
  switch (place) {
    case 'method':
      return request?.method
    case 'address':
      return request?.url
    case 'body':
      return request?.body
    case 'certificate':
      return certificate?.subject.map((part) => `${part.name}=${part.value}`).join(', ')
    case 'header':
      return request?.headers?.[name]
    case 'query':
      return queryOf(request?.url).get(name) ?? undefined
    case 'field':
      return within(request?.body, name)
    default: {
      const [field = '', member = ''] = cut(name)
      const jwt = decoded.find(({ where }) => where === `request.body.${field}`)
      return within(place === 'claim' ? jwt?.payload : jwt?.header, member)
    }
  }
}

/** A place's kind and its name: `claim:request.exp` is `claim` and `request.exp`. */
export function split(at: RulePlace['at']): [string, string] {
  const colon = at.indexOf(':')
  return colon < 0 ? [at, ''] : [at.slice(0, colon), at.slice(colon + 1)]
}

/** The field a JWT was sent in, and the member of it. */
export function cut(name: string): [string, string] {
  const dot = name.indexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}

export function queryOf(url: string | undefined): URLSearchParams {
  const mark = url?.indexOf('?') ?? -1
  return new URLSearchParams(mark < 0 ? '' : url?.slice(mark + 1))
}

function within(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (Object.hasOwn(Object(at), name) ? Object(at)[name] : undefined), value)
}
