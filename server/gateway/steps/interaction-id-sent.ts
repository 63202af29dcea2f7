import { problem } from '#kernel'
import type { Step } from '../call.ts'
import { isUuid } from '../uuid.ts'

/** Every protected call carries an interaction id of its own; the answer to one without carries a new one. */
export const interactionIdSent: Step = {
  id: 'interaction-id-sent',
  run({ ctx, market }) {
    const sent = ctx.req.headers[market.headers.interactionId]
    if (typeof sent !== 'string' || !isUuid(sent)) throw problem('interaction-id-invalid', { sent })
  },
}
