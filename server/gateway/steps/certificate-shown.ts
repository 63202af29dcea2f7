import { Problem } from '#kernel'
import type { Step } from '../call.ts'

/**
 * The caller shows a transport certificate that the directory issued, valid and not revoked. Who sends a proof of a key
 * instead may come without one: what their token is bound to is asked later.
 */
export const certificateShown: Step = {
  id: 'certificate-shown',
  run({ peer, proof }) {
    if (!(peer instanceof Problem)) return
    if (proof === undefined || peer.type !== 'certificate-missing') throw peer
  },
}
