import type { Envelope } from '../envelope.ts'
import { object, text } from './schema/build.ts'

const error = object({ code: text(), message: text(), debugMessage: text(1024) })

/** Bodies of FDX: the entity itself, or an error with its code, a message for people and one for programmers. */
export const envelope: Envelope = {
  mediaType: 'application/json',
  contentType: 'application/json; charset=utf-8',
  success: ({ data }) => data,
  errorSchema: error,
  error: ({ code, title, detail }, facts, _at, api) => ({
    ...{ code: api?.codes?.[code] ?? code, message: title, debugMessage: detail(facts).slice(0, 1024) },
  }),
}
