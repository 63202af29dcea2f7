import { problem } from '#kernel'
import { sentToken } from '../bearer.ts'
import type { Step } from '../call.ts'

/** The token comes in the Authorization header, scheme in any case, and never in the address. */
export const tokenSent: Step = {
  id: 'token-sent',
  run(call) {
    const sent = sentToken(call.ctx.req.headers.authorization)
    if (sent === undefined || (sent.scheme === 'dpop' && call.proof === undefined)) throw problem('token-missing')
    call.bearer = sent.token
  },
}
