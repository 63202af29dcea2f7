import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** Some operations are the app's own, others need an account holder's consent behind the token, a few take both. */
export const tokenKind: Step = {
  id: 'token-kind',
  run({ route, token }) {
    if (route.token !== 'either' && token?.kind !== route.token)
      throw problem('token-kind-wrong', { needed: route.token })
  },
}
