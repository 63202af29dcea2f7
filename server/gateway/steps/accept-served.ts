import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** A missing Accept and any that allows the market's media type in UTF-8 are served; anything else is 406. */
export const acceptServed: Step = {
  id: 'accept-served',
  run({ ctx, market }) {
    const { mediaType } = market.envelope
    const { accept } = ctx.req.headers
    if (accept === undefined || accept === '*/*' || accept === mediaType) return
    if (!allows(accept, mediaType)) throw problem('not-acceptable', { accept })
  },
}

/** Whether an Accept leaves room for a media type in UTF-8: of the ranges that fit it, the closest one decides. */
function allows(accept: string, mediaType: string): boolean {
  if (accept.trim() === '') return true
  const closeness = ['*/*', `${mediaType.split('/')[0]}/*`, mediaType]
  let closest = -1
  let allowed = false
  for (const range of accept.toLowerCase().split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim())
    const close = closeness.indexOf(name as string)
    if (close < 0 || close < closest || parameters.some((parameter) => OTHER_CHARSET.test(parameter))) continue
    const wanted = !parameters.some((parameter) => NOT_WANTED.test(parameter))
    allowed = close > closest ? wanted : allowed || wanted
    closest = close
  }
  return allowed
}

const OTHER_CHARSET = /^charset=(?!"?utf-8"?$)/
const NOT_WANTED = /^q=0(?:\.0*)?$/
