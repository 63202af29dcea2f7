import type { Step } from '#journey'
import { useManner } from '../client/session.tsx'
import { Icon } from './icon.tsx'

/** The number of an arrow; a dash where a step is none of the eleven. */
export function ArrowBadge({ arrow }: { arrow: number | null }) {
  return (
    <span className="arrow-badge" data-none={arrow === null}>
      {arrow ?? '–'}
    </span>
  )
}

/** From which part to which. */
export function Parties({ step: { from, to } }: { step: Pick<Step, 'from' | 'to'> }) {
  const { words } = useManner()
  return (
    <span className="parties">
      {words.say(`part.${from}`)}
      <Icon name="arrowRight" size={12} />
      <span className="unseen">{words.say('step.to')}</span>
      {words.say(`part.${to}`)}
    </span>
  )
}
