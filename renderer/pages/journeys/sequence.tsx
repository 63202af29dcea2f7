import type { Step } from '#journey'
import type { Address } from '../../client/address.ts'
import { moveAmongItems } from '../../client/keys.ts'
import { lanesOf, lineOf } from '../../client/sequence.ts'
import { useManner } from '../../client/session.tsx'
import { outcomeOf } from '../../client/steps.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { operationSaid } from '../../words/operations.ts'
import { stepAddress } from './place.ts'

type Props = { steps: Step[]; openId: string | null; address: Address }

/** The least a lane needs for its name. */
const LANE_PX = 88

/** A journey as a sequence: a lane for each part, a line for each step, from top to bottom. */
export function Sequence({ steps, openId, address }: Props) {
  const { words } = useManner()
  const lanes = lanesOf(steps)
  const columns = `repeat(${lanes.length}, minmax(${LANE_PX}px, 1fr))`
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it
    <div
      className="sequence"
      onKeyDown={(event) => {
        if (moveAmongItems(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      <div className="sequence-lanes" style={{ gridTemplateColumns: columns }} aria-hidden="true">
        {lanes.map((part) => (
          <span key={part}>{words.say(`part.${part}`)}</span>
        ))}
      </div>
      <ol className="sequence-steps" style={{ minWidth: lanes.length * LANE_PX }}>
        <li className="sequence-threads" style={{ gridTemplateColumns: columns }} aria-hidden="true">
          {lanes.map((part) => (
            <span key={part} />
          ))}
        </li>
        {steps.map((step) => (
          <li key={step.id}>
            <SequenceStep step={step} lanes={lanes} open={step.id === openId} address={address} />
          </li>
        ))}
      </ol>
    </div>
  )
}

type StepProps = { step: Step; lanes: ReturnType<typeof lanesOf>; open: boolean; address: Address }

function SequenceStep({ step, lanes, open, address }: StepProps) {
  const { words, formats } = useManner()
  const { lane, span, way } = lineOf(lanes, step)
  const width = 100 / lanes.length
  const outcome = outcomeOf(step)
  const said = words.say(`step.status.${outcome}`)
  return (
    <Link
      className="sequence-step"
      href={stepAddress(address, open ? null : step.id)}
      data-item
      data-step={step.id}
      data-outcome={outcome}
      data-depth={Math.min(step.depth, 4)}
      aria-expanded={open}
    >
      <span
        className="sequence-line"
        data-way={way}
        style={{
          left: `${(lane + 0.5) * width}%`,
          width: way === 'self' ? `${width * 0.9}%` : `${span * width}%`,
        }}
      >
        <span className="sequence-words">
          {step.arrow !== null && <span className="sequence-number">{step.arrow}</span>}
          <span className="sequence-operation">{operationSaid(step.operation, words.language)}</span>
          {(outcome === 'refused' || outcome === 'failed') && <Icon name="alert" size={12} />}
          {step.status !== null && <span className="sequence-status">{step.status}</span>}
          <span className="unseen">
            {words.say(`part.${step.from}`)} {words.say('step.to')} {words.say(`part.${step.to}`)}, {said},{' '}
            {formats.duration(step.durationMs)}
            {step.origin === 'generated' && `, ${words.say('origin.mark')}`}
          </span>
        </span>
      </span>
    </Link>
  )
}
