import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** A body must be JSON in UTF-8, and say so; a Content-Type on a call without a body is nobody's business. */
export const bodyTyped: Step = {
  id: 'body-typed',
  run({ ctx, route }) {
    if (!route.body) return
    const contentType = ctx.req.headers['content-type']
    if (contentType !== undefined && JSON_UTF8.test(contentType)) return
    throw problem('media-type-unsupported', { contentType })
  },
}

const JSON_UTF8 = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i
