/** A step of the tour: the page it is on, and what it points at there: the first that is to be seen. Its words have its id. */
export type TourStep = { id: string; path: string; target: string }

/** At most seven: a first look, from the map to what a visitor does next. */
export const STEPS: readonly [TourStep, ...TourStep[]] = [
  { id: 'map', path: '/', target: '.flow, .arrow-table' },
  { id: 'arrow', path: '/?arrow=9', target: '.home .pane-step' },
  { id: 'journeys', path: '/journeys', target: '.journeys .pane-list' },
  { id: 'consents', path: '/consents', target: '.page' },
  { id: 'analytics', path: '/analytics?span=quarter', target: '.an-tiles' },
  { id: 'settings', path: '/settings', target: '.bank-state' },
  { id: 'doors', path: '/', target: '.rail-doors, .menu-button' },
]

export type Box = { left: number; top: number; width: number; height: number }

/** A card stands this far from what it points at, and from the window's edge. */
const GAP = 14

/** Where a card stands in a window: beside what it points at where there is room, else in the lower right corner. */
export function placeOf(
  target: Box | undefined,
  card: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const furthest = { left: window.width - card.width - GAP, top: window.height - card.height - GAP }
  if (!target) return { left: Math.max(GAP, furthest.left / 2), top: Math.max(GAP, furthest.top / 2) }
  const within = (value: number, most: number) => Math.max(GAP, Math.min(value, most))
  const beside = { top: within(target.top, furthest.top) }
  const right = target.left + target.width + GAP
  if (right <= furthest.left) return { ...beside, left: right }
  const left = target.left - card.width - GAP
  if (left >= GAP) return { ...beside, left }
  const below = target.top + target.height + GAP
  const along = { left: within(target.left, furthest.left) }
  if (below <= furthest.top) return { ...along, top: below }
  const above = target.top - card.height - GAP
  if (above >= GAP) return { ...along, top: above }
  return { left: Math.max(GAP, furthest.left), top: Math.max(GAP, furthest.top) }
}
