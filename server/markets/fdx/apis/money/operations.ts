import type { Parameter, Route } from '../../../api.ts'

/** What every operation of money movement has in common: a customer's token, and the cluster that opens it. */
const common = { token: 'customer', permissions: ['TRANSFERS'], arrow: 9, to: 'bank' } as const

/** An operation that reads. Whoever may write may read what came of it. */
export function reading(id: string, path: string) {
  const scope = ['fdx:transfers:read', 'fdx:transfers:write']
  return { ...common, id, method: 'GET', path, scope } satisfies Partial<Route>
}

/** An operation that moves money, or changes what will be moved. */
export function writing(id: string, method: 'POST' | 'PATCH' | 'DELETE', path: string) {
  return { ...common, id, method, path, scope: 'fdx:transfers:write' } satisfies Partial<Route>
}

/** An id in the path. */
export function inPath(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 256 } }
}
