import { problem } from '#kernel'
import { bearerOf } from '../bearer.ts'
import type { Step } from '../call.ts'

/** The token comes in the Authorization header, scheme in any case, and never in the address. */
export const tokenSent: Step = {
  id: 'token-sent',
  run(call) {
    const token = bearerOf(call.ctx.req.headers.authorization)
    if (token === undefined) throw problem('token-missing')
    call.bearer = token
  },
}
