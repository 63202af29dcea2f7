import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** A missing Accept and any that allows what the operation answers with are served; anything else is 406. */
export const acceptServed: Step = {
  id: 'accept-served',
  run(call) {
    const { accept } = call.ctx.req.headers
    if (accept === undefined || accept === '*/*' || accept === call.mediaType) return
    const offered = call.route.produces ?? [call.market.envelope.mediaType]
    const chosen = chosenOf(accept, offered)
    if (chosen === undefined) throw problem('not-acceptable', { sent: accept, in: 'Accept', offered })
    call.mediaType = chosen
  },
}

/** Of the media types on offer the one that an Accept likes best, among equals the first; undefined where it takes none. */
function chosenOf(accept: string, offered: readonly string[]): string | undefined {
  if (accept.trim() === '') return offered[0]
  const wishes = offered.map((mediaType) => ({ mediaType, quality: qualityOf(accept, mediaType) }))
  const best = Math.max(...wishes.map(({ quality }) => quality))
  return best > 0 ? wishes.find(({ quality }) => quality === best)?.mediaType : undefined
}

/** How much an Accept wants a media type in UTF-8, 0 to 1: of the ranges that fit it, the closest one decides. */
function qualityOf(accept: string, mediaType: string): number {
  const closeness = ['*/*', `${mediaType.split('/')[0]}/*`, mediaType]
  let closest = -1
  let quality = 0
  for (const range of accept.toLowerCase().split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim())
    const close = closeness.indexOf(name as string)
    if (close < 0 || close < closest || parameters.some((parameter) => OTHER_CHARSET.test(parameter))) continue
    const wanted = wishOf(parameters)
    quality = close > closest ? wanted : Math.max(quality, wanted)
    closest = close
  }
  return quality
}

const OTHER_CHARSET = /^charset=(?!"?utf-8"?$)/
const QUALITY = /^q=(0(?:\.\d*)?|1(?:\.0*)?)$/

/** The weight of a range: 1 where it gives none that can be read. */
function wishOf(parameters: readonly string[]): number {
  const weight = parameters.map((parameter) => QUALITY.exec(parameter)?.[1]).find((found) => found !== undefined)
  return weight === undefined ? 1 : Number(weight)
}
