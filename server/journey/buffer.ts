/** A bounded queue: when it is full the oldest item makes room, and is counted. */
export type DropOldestBuffer<T> = {
  push(item: T): void
  /** Takes out at most `count` of the oldest items. */
  take(count: number): T[]
  size(): number
  dropped(): number
}

/** Opens a buffer for `capacity` items. */
export function openBuffer<T>(capacity: number): DropOldestBuffer<T> {
  const slots = new Array<T | undefined>(capacity).fill(undefined)
  let first = 0
  let size = 0
  let dropped = 0

  return {
    push(item) {
      slots[(first + size) % capacity] = item
      if (size < capacity) {
        size += 1
        return
      }
      first = (first + 1) % capacity
      dropped += 1
    },
    take(count) {
      const taken: T[] = []
      while (size > 0 && taken.length < count) {
        taken.push(slots[first] as T)
        slots[first] = undefined
        first = (first + 1) % capacity
        size -= 1
      }
      return taken
    },
    size: () => size,
    dropped: () => dropped,
  }
}
