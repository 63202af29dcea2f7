import { useManner } from '../client/session.tsx'
import { type Outcome, outcomeOf } from '../client/steps.ts'
import { Icon, type IconName } from './icon.tsx'

/** How a thing stands that is no exchange. */
type Standing = 'waiting' | 'held' | 'ended'

const SIGNS: Record<Outcome | Standing, IconName> = {
  waiting: 'clock',
  held: 'pause',
  ended: 'stop',
  ok: 'check',
  redirect: 'redirect',
  refused: 'alert',
  failed: 'cross',
}

/** How something ended, in a sign and words; the colour only repeats them. */
export function Pill({ outcome, children }: { outcome: Outcome | Standing; children: string }) {
  return (
    <span className="pill" data-outcome={outcome}>
      <Icon name={SIGNS[outcome]} size={12} />
      {children}
    </span>
  )
}

/** The pill of a step: what it came to, and its HTTP status where it has one. */
export function StepPill({ step }: { step: Parameters<typeof outcomeOf>[0] }) {
  const { words } = useManner()
  const outcome = outcomeOf(step)
  const said = step.status === null && outcome === 'ok' ? 'step.done' : `step.status.${outcome}`
  return <Pill outcome={outcome}>{[words.say(said), step.status].filter((part) => part !== null).join(' ')}</Pill>
}
