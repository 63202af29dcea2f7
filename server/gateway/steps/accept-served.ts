import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** A missing Accept and any that allows JSON in UTF-8 are served; anything else is 406. */
export const acceptServed: Step = {
  id: 'accept-served',
  run({ ctx }) {
    const accept = ctx.req.headers.accept
    if (accept === undefined || accept === '*/*' || accept === 'application/json') return
    const charset = /charset=([\w-]+)/i.exec(accept)?.[1]?.toLowerCase()
    if (!ctx.accepts('application/json') || (charset !== undefined && charset !== 'utf-8')) {
      throw problem('not-acceptable', { accept })
    }
  },
}
