import { Problem, problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token works only with the certificate it was issued to, or with a proof of the key that it is bound to. */
export const tokenBound: Step = {
  id: 'token-bound',
  run({ peer, proof, token }) {
    if (proof instanceof Problem) throw proof
    if (token?.keyThumbprint) {
      if (proof?.keyThumbprint !== token.keyThumbprint) throw problem('token-key-mismatch')
      return
    }
    if (peer instanceof Problem || token?.thumbprint !== peer.facts.thumbprint)
      throw problem('token-certificate-mismatch')
  },
}
