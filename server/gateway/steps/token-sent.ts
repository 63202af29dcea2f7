import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The token comes in the Authorization header, scheme in any case, and never in the address. */
export const tokenSent: Step = {
  id: 'token-sent',
  run(call) {
    const header = call.ctx.req.headers.authorization
    const match = header === undefined || header.length > MAX_LENGTH ? null : BEARER.exec(header)
    if (!match) throw problem('token-missing')
    call.bearer = match[1] as string
  },
}

const MAX_LENGTH = 2048
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i
