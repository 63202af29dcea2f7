/** What is under way at a time. */
export type UnderWay<T> = {
  /** Takes one in; returns what lets it go. */
  enter(item: T): () => void
  all(): T[]
}

/**
 * Opens the keeping of what is under way, in places that are taken again. A Map or a Set makes itself anew every so many
 * entries, and the one it leaves behind, being old, lets everything it held outlive many rounds of garbage collection:
 * under load that was most of what the answering thread had to collect.
 */
export function openUnderWay<T>(): UnderWay<T> {
  const places: (T | undefined)[] = []
  const free: number[] = []

  return {
    enter(item) {
      const place = free.pop() ?? places.length
      places[place] = item
      return () => {
        if (places[place] !== item) return
        places[place] = undefined
        free.push(place)
      }
    },
    all: () => places.filter((item) => item !== undefined),
  }
}
