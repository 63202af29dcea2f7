import { Problem, problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token works only with the certificate it was issued to. */
export const tokenBound: Step = {
  id: 'token-bound',
  run({ peer, token }) {
    if (peer instanceof Problem || token?.thumbprint !== peer.facts.thumbprint)
      throw problem('token-certificate-mismatch')
  },
}
