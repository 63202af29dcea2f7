import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token carries the scope of the API. */
export const tokenScope: Step = {
  id: 'token-scope',
  run({ route, token }) {
    if (!token?.scopes.includes(route.scope)) throw problem('scope-missing', { scope: route.scope })
  },
}
