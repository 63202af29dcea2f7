import { problem } from '#kernel'
import type { Step } from '../call.ts'
import { isUuid } from '../uuid.ts'

/** A call may come without an interaction id and is given one; one that it brings is a UUID. */
export const interactionIdFormed: Step = {
  id: 'interaction-id-formed',
  run({ ctx, market }) {
    const sent = ctx.req.headers[market.headers.interactionId]
    if (sent !== undefined && (typeof sent !== 'string' || !isUuid(sent)))
      throw problem('interaction-id-invalid', { sent })
  },
}
