import type { Facts } from '#kernel'

/** How a type of problem is told: its status, what happened, and what to do about it. */
export type Wording = {
  status: number
  title: string
  /** One sentence about this very case. */
  detail: (facts: Facts) => string
  fix: string
  headers?: (facts: Facts) => Record<string, string>
}

/** Wording for something asked for by an id that is not there. */
export function notFound(noun: string, fix: string): Wording {
  return {
    status: 404,
    title: `No such ${noun}`,
    detail(facts) {
      const id = Object.values(facts).find((fact) => typeof fact === 'string')
      return id === undefined ? `There is no such ${noun}.` : `There is no ${noun} with the id ${id}.`
    },
    fix,
  }
}

/** Wording for what does not fit the state things are in. */
export function conflict(title: string, detail: string, fix: string): Wording {
  return { status: 409, title, detail: () => detail, fix }
}
