import type { Exchange } from '#kernel'
import { numberOf } from './families.ts'
import type { JourneyStore } from './store.ts'

/** What a row says of a call whenever it comes: between whom it was, and along which arrow. */
export type CallShape = Pick<Exchange, 'kind' | 'arrow' | 'from' | 'to' | 'operation'>

/** A shape as its rows need it: how many calls it stands for, and their arrows (bit n set for arrow n). */
export type Shape = { id: number; calls: number; arrows: number }

export type Shapes = ReturnType<typeof openShapes>

/**
 * Opens the keeping of shapes: what kind of call a row is and which calls inside the bank happened in its course, kept
 * once for all rows that are alike. There are about as many as the bank has operations.
 */
export function openShapes(store: JourneyStore) {
  const remembered = new Map<string, Shape>()

  function find(name: string, call: CallShape, inside: readonly Exchange[]): Shape {
    const calls = 1 + inside.length
    const arrows = inside.reduce((bits, { arrow }) => bits | bitOf(arrow), bitOf(call.arrow))
    const known = store.shapeNamed(name)
    const id = known ?? store.insertShape(name, calls, arrows)
    if (known === undefined) {
      store.insertShapeCall(id, 0, null, call)
      // The last of them stands next to its row, so that a call's place says how far before the row it was written.
      for (const [i, one] of inside.entries()) store.insertShapeCall(id, inside.length - i, numberOf(one), one)
    }
    const shape = { id, calls, arrows }
    remembered.set(name, shape)
    return shape
  }

  return {
    /** The shape of a call with the calls that stand in its row. */
    of(call: CallShape, inside: readonly Exchange[]): Shape {
      let name = nameOf(call)
      for (const one of inside) name += `\n${numberOf(one)} ${nameOf(one)}`
      return remembered.get(name) ?? find(name, call, inside)
    },
    /** Forgets what is remembered, after a batch that was not written. */
    forget: (): void => remembered.clear(),
  }
}

/** The table's own migration makes the same name. */
function nameOf({ kind, arrow, from, to, operation }: CallShape): string {
  return `${kind} ${arrow ?? '-'} ${from} ${to} ${operation}`
}

function bitOf(arrow: number | null): number {
  return arrow === null ? 0 : 1 << arrow
}
