import type { Facts } from '#kernel'

/** The words of a type of problem in one language: what happened, and what to do about it. */
export type Told = {
  title: string
  /** One sentence about this very case. */
  detail: (facts: Facts) => string
  /** Where it says `facts.name`, the value of that fact stands in the answer. */
  fix: string
}

/** How a type of problem is told: its words in English, its status, and the headers that go with it. */
export type Wording = Told & {
  status: number
  headers?: (facts: Facts) => Record<string, string>
}

/** Words whose detail may be the same in every case. */
export function said(title: string, detail: string | Told['detail'], fix: string): Told {
  return { title, detail: typeof detail === 'string' ? () => detail : detail, fix }
}

/** Words for something asked for by an id that is not there; the detail is told the id, where one was given. */
export function missing(title: string, detail: (id: string | undefined) => string, fix: string): Told {
  return { title, detail: (facts) => detail(Object.values(facts).find((fact) => typeof fact === 'string')), fix }
}

/** Wording for something asked for by an id that is not there. */
export function notFound(noun: string, fix: string): Wording {
  const detail = (id: string | undefined) =>
    id === undefined ? `There is no such ${noun}.` : `There is no ${noun} with the id ${id}.`
  return { status: 404, ...missing(`No such ${noun}`, detail, fix) }
}

/** The same in Brazilian Portuguese. */
export function gone(title: string, fix: string): Told {
  return missing(title, (id) => (id === undefined ? `${title}.` : `${title}: nada tem o id ${id}.`), fix)
}

/** Wording for what does not fit the state things are in. */
export function conflict(title: string, detail: string | Told['detail'], fix: string): Wording {
  return { status: 409, ...said(title, detail, fix) }
}

/** The other side's own words for why it refused a registration, after `before`; nothing where it said none. */
export function refusalIn(lastError: unknown, before: string): string {
  const { facts } = (lastError ?? {}) as { facts?: Facts }
  return typeof facts?.errorDescription === 'string' ? `${before}${facts.errorDescription}` : ''
}
