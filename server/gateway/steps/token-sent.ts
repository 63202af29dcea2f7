import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token comes in the Authorization header, scheme in any case, and never in the address. */
export const tokenSent: Step = {
  id: 'token-sent',
  run(call, { tokenSentWith }) {
    const sent = tokenSentWith(call.ctx.req)
    // Where tokens are bound to keys, that a proof is missing is known by now and told with the binding.
    if (sent === undefined || (sent.scheme === 'dpop' && call.proof === undefined)) throw problem('token-missing')
    call.tokenId = sent.id
  },
}
