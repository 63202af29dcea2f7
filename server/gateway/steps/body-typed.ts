import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** A body must be of the market's media type in UTF-8, and say so; without a body a Content-Type is nobody's business. */
export const bodyTyped: Step = {
  id: 'body-typed',
  run({ ctx, route, market }) {
    if (!route.body) return
    const contentType = ctx.req.headers['content-type']
    const [, mediaType] = (contentType === undefined ? null : JSON_UTF8.exec(contentType)) ?? []
    if (mediaType?.toLowerCase() === market.envelope.mediaType) return
    throw problem('media-type-unsupported', { contentType })
  },
}

const JSON_UTF8 = /^([^\s;]+)\s*(?:;\s*charset="?utf-8"?\s*)?$/i
