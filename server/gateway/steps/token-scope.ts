import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token carries the scope of the API, or the one that names what the path names. */
export const tokenScope: Step = {
  id: 'token-scope',
  run({ route, token, params }) {
    const scope = route.scope.includes('{') ? named(route.scope, params) : route.scope
    if (!token?.scopes.includes(scope)) throw problem('scope-missing', { scope })
  },
}

function named(scope: string, params: Record<string, string>): string {
  return scope.replace(/\{(\w+)\}/, (_, name: string) => params[name] ?? '')
}
