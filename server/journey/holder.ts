import type { Holder } from '#kernel'

export type ArrowHolder = {
  /** Installed on the exchange: delays every exchange of a held arrow until it is released. */
  holder: Holder
  /** Holds the exchanges of an arrow from now on. */
  hold(arrow: number): void
  /** Lets the held exchanges of an arrow go on and holds no more; of all arrows when none is named. */
  release(arrow?: number): void
  /** The arrows held, with how many exchanges wait at each. */
  held(): { arrow: number; waiting: number }[]
}

/** Opens the holder with which a trainer pauses at an arrow. */
export function openArrowHolder(): ArrowHolder {
  const waiting = new Map<number, (() => void)[]>()

  function releaseOne(arrow: number): void {
    const resumes = waiting.get(arrow) ?? []
    waiting.delete(arrow)
    for (const resume of resumes) resume()
  }

  return {
    holder(exchange) {
      if (exchange.arrow === null) return undefined
      const resumes = waiting.get(exchange.arrow)
      return resumes && new Promise<void>((resolve) => resumes.push(resolve))
    },
    hold(arrow) {
      if (!waiting.has(arrow)) waiting.set(arrow, [])
    },
    release(arrow) {
      for (const held of arrow === undefined ? [...waiting.keys()] : [arrow]) releaseOne(held)
    },
    held: () => [...waiting].map(([arrow, resumes]) => ({ arrow, waiting: resumes.length })),
  }
}
