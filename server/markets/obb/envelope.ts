import type { Answer, Envelope } from '../envelope.ts'
import { dateTime } from './dates.ts'

/** The envelope of customer-data APIs: data, links and meta; errors with meta and no links. */
export const envelope: Envelope = {
  mediaType: 'application/json',
  contentType: 'application/json; charset=utf-8',
  success(answer, { selfUrl, at }) {
    if (answer.bare) return { data: answer.data }
    return { data: answer.data, links: linksOf(answer, selfUrl), meta: metaOf(answer, at) }
  },
  error(answer, facts, at, api) {
    // Some documents take the meta of lists for errors as well: nothing was found, so nothing is counted.
    const totals = api?.errorTotals ? { totalRecords: 0, totalPages: 0 } : {}
    return {
      errors: [{ code: answer.code, title: answer.title, detail: answer.detail(facts).slice(0, 2048) }],
      meta: { ...totals, requestDateTime: dateTime(at) },
    }
  },
}

function linksOf(answer: Answer, selfUrl: string): Record<string, string> {
  const links: Record<string, string> = { self: selfUrl }
  if (!answer.links) return links
  const queryAt = selfUrl.indexOf('?')
  const address = queryAt < 0 ? selfUrl : selfUrl.slice(0, queryAt)
  for (const rel in answer.links) links[rel] = `${address}?${answer.links[rel]}`
  return links
}

function metaOf(answer: Answer, at: number): Record<string, unknown> {
  const requestDateTime = dateTime(at)
  return answer.totals
    ? { totalRecords: answer.totals.records, totalPages: answer.totals.pages, requestDateTime }
    : { requestDateTime }
}
