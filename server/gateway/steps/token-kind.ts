import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** Some operations are the app's own, others need an account holder's consent behind the token. */
export const tokenKind: Step = {
  id: 'token-kind',
  run({ route, token }) {
    if (token?.kind !== route.token) throw problem('token-kind-wrong', { needed: route.token })
  },
}
