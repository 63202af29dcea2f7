import { demandUncoded, problem } from '#kernel'
import type { Step } from '../call.ts'

/**
 * A body must be of the market's media type in UTF-8, or one of the documents that the operation takes, and say so, and
 * in no coding; without a body a Content-Type is nobody's business.
 */
export const bodyTyped: Step = {
  id: 'body-typed',
  run(call) {
    const { ctx, route, market, body: bytes } = call
    if (!route.body) return
    demandUncoded(ctx.req.headers, bytes)
    const own = market.envelope.mediaType
    const documents = route.consumes ?? []
    const contentType = ctx.req.headers['content-type']
    const mediaType = (contentType === undefined ? null : TYPE_UTF8.exec(contentType))?.[1]?.toLowerCase()
    if (mediaType === own) return
    if (mediaType === undefined || !documents.includes(mediaType))
      throw problem('media-type-unsupported', { contentType, taken: [own, ...documents] })
    call.document = { mediaType, bytes }
  },
}

const TYPE_UTF8 = /^([^\s;]+)\s*(?:;\s*charset="?utf-8"?\s*)?$/i
