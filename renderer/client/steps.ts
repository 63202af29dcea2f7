import type { JourneySummary, Step } from '#journey'

/** How an exchange ended, for its pill: words and shape go with each, never colour alone. */
export type Outcome = 'ok' | 'redirect' | 'refused' | 'failed'

/** How a step ended. A refusal of a rule is a refusal whatever the status: some travel in a redirect. */
export function outcomeOf({ status, problem }: Pick<Step, 'status' | 'problem'>): Outcome {
  if (problem?.type === 'internal-error' || (status ?? 0) >= 500) return 'failed'
  if (problem || (status ?? 0) >= 400) return 'refused'
  if ((status ?? 0) >= 300) return 'redirect'
  return 'ok'
}

/** Whether a step did not go as asked. */
export function wentWrong(step: Pick<Step, 'status' | 'problem'>): boolean {
  const outcome = outcomeOf(step)
  return outcome === 'refused' || outcome === 'failed'
}

/** A step that stands at the margin, and what happened in its course, deeper ones after those they belong to. */
export type StepGroup = { head: Step; inside: Step[] }

/** Groups steps, which come parents before children, under those at the margin. */
export function groupSteps(steps: readonly Step[]): StepGroup[] {
  const groups: StepGroup[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (step.depth === 0 || !last) groups.push({ head: step, inside: [] })
    else last.inside.push(step)
  }
  return groups
}

export type ArrowMark = { arrow: number; state: 'reached' | 'refused' | 'missing' | 'elsewhere' }

const ARROWS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
/** Which arrows a kind of journey travels; the others belong to the other kind. */
const TRAVELS: Record<JourneySummary['kind'], readonly [first: number, last: number]> = {
  registration: [1, 4],
  consent: [5, 11],
}

/**
 * The eleven arrows of a journey, for its strip. An arrow is refused where its last step went wrong; what happened in
 * the course of such a step does not outweigh it.
 */
export function arrowMarks(
  { kind, arrows }: Pick<JourneySummary, 'kind' | 'arrows'>,
  steps: readonly Pick<Step, 'arrow' | 'status' | 'problem' | 'depth'>[] = [],
): ArrowMark[] {
  const [first, last] = TRAVELS[kind]
  return ARROWS.map((arrow) => {
    const ofArrow = steps.filter((step) => step.arrow === arrow)
    const outermost = Math.min(...ofArrow.map(({ depth }) => depth))
    const end = ofArrow.findLast(({ depth }) => depth === outermost)
    if (end && wentWrong(end)) return { arrow, state: 'refused' }
    if (end || arrows.includes(arrow)) return { arrow, state: 'reached' }
    return { arrow, state: arrow < first || arrow > last ? 'elsewhere' : 'missing' }
  })
}
