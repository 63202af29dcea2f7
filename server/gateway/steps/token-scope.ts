import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token carries the scope of the API, or any one of several, or the one that names what the path names. */
export const tokenScope: Step = {
  id: 'token-scope',
  run({ route, token, params }) {
    const scopes = typeof route.scope === 'string' ? [route.scope] : route.scope
    if (scopes.length === 0) return
    const needed = scopes.map((scope) => (scope.includes('{') ? named(scope, params) : scope))
    if (!needed.some((scope) => token?.scopes.includes(scope)))
      throw problem('scope-missing', { scope: needed.join(' or ') })
  },
}

function named(scope: string, params: Record<string, string>): string {
  return scope.replace(/\{(\w+)\}/, (_, name: string) => params[name] ?? '')
}
