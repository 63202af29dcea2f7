import type { IconName } from '../../parts/icon.tsx'

/** A part of the ecosystem on the map; `part` names its words. */
export type MapPart = { id: string; icon: IconName; x: number; y: number; tall?: boolean }

/** Which side of a part an arrow leaves or reaches, or a half of it. */
export type Side =
  | ('top' | 'topLeft' | 'topRight' | 'bottom' | 'bottomLeft' | 'bottomRight')
  | ('right' | 'rightUp' | 'rightDown' | 'left' | 'leftUp' | 'leftDown')

export type MapArrow = {
  arrow: number
  from: string
  to: string
  leaves: Side
  reaches: Side
  /** Where its name stands. */
  at: readonly [x: number, y: number]
}

export const PART_WIDTH = 176
export const PART_HEIGHT = 64
export const TALL_HEIGHT = 144

/** The nine parts, in three columns: who builds and uses, what stands between, and the bank's own. */
export const PARTS: readonly MapPart[] = [
  { id: 'developer', icon: 'code', x: 0, y: 0 },
  { id: 'marketplace', icon: 'store', x: 380, y: 0 },
  { id: 'discovery', icon: 'radar', x: 760, y: 0 },
  { id: 'app', icon: 'app', x: 0, y: 164, tall: true },
  { id: 'gateway', icon: 'shield', x: 380, y: 164, tall: true },
  { id: 'bank', icon: 'bank', x: 760, y: 162 },
  { id: 'analytics', icon: 'chart', x: 760, y: 246 },
  { id: 'consumer', icon: 'user', x: 0, y: 408 },
  { id: 'identity', icon: 'key', x: 380, y: 408 },
]

/** The eleven arrows between them. */
export const MAP_ARROWS: readonly MapArrow[] = [
  { arrow: 1, from: 'developer', to: 'marketplace', leaves: 'right', reaches: 'left', at: [278, 32] },
  { arrow: 2, from: 'marketplace', to: 'discovery', leaves: 'right', reaches: 'left', at: [658, 32] },
  { arrow: 3, from: 'discovery', to: 'identity', leaves: 'right', reaches: 'right', at: [738, 440] },
  { arrow: 4, from: 'developer', to: 'app', leaves: 'bottom', reaches: 'top', at: [88, 114] },
  { arrow: 5, from: 'app', to: 'gateway', leaves: 'rightUp', reaches: 'leftUp', at: [278, 194] },
  { arrow: 6, from: 'gateway', to: 'identity', leaves: 'bottom', reaches: 'top', at: [468, 358] },
  { arrow: 7, from: 'app', to: 'consumer', leaves: 'bottom', reaches: 'top', at: [88, 358] },
  { arrow: 8, from: 'consumer', to: 'identity', leaves: 'right', reaches: 'left', at: [278, 440] },
  { arrow: 9, from: 'app', to: 'gateway', leaves: 'rightDown', reaches: 'leftDown', at: [278, 278] },
  { arrow: 10, from: 'gateway', to: 'bank', leaves: 'rightUp', reaches: 'left', at: [658, 194] },
  { arrow: 11, from: 'gateway', to: 'analytics', leaves: 'rightDown', reaches: 'left', at: [658, 278] },
]

/** Lines between parts that a market joins by another arrow than the usual, and what makes room for them. */
const OTHER_LINES: readonly (MapArrow & { aside?: MapArrow })[] = [
  { arrow: 2, from: 'marketplace', to: 'gateway', leaves: 'bottom', reaches: 'top', at: [468, 114] },
  {
    ...{ arrow: 3, from: 'gateway', to: 'identity', leaves: 'bottomLeft', reaches: 'topLeft', at: [418, 340] },
    aside: { arrow: 6, from: 'gateway', to: 'identity', leaves: 'bottomRight', reaches: 'topRight', at: [520, 376] },
  },
]

/** The arrows as a market draws them: the usual ones, but for those that it has elsewhere. */
export function mapArrows(ways: Readonly<Record<string, { from: string; to: string }>>): readonly MapArrow[] {
  const lines = OTHER_LINES.filter(({ arrow, from, to }) => ways[arrow]?.from === from && ways[arrow]?.to === to)
  const drawn = new Map([...lines, ...lines.flatMap(({ aside }) => aside ?? [])].map((line) => [line.arrow, line]))
  return MAP_ARROWS.map((usual) => drawn.get(usual.arrow) ?? usual)
}
