import { useEffect, useRef } from 'react'
import type { Step } from '#journey'
import type { Address } from '../../client/address.ts'
import { moveAmongItems } from '../../client/keys.ts'
import { useManner } from '../../client/session.tsx'
import { groupSteps, type StepGroup } from '../../client/steps.ts'
import { ArrowBadge, Parties } from '../../parts/exchange-marks.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { StepPill } from '../../parts/status-pill.tsx'
import { operationSaid } from '../../words/operations.ts'
import { stepAddress } from './place.ts'

type Props = { steps: Step[]; openId: string | null; address: Address }

/** A journey's steps in order, each with what happened in its course indented below it. */
export function StepList({ steps, openId, address }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it
    <div
      onKeyDown={(event) => {
        if (moveAmongItems(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      <ol className="steps">
        {groupSteps(steps).map((group) => (
          <Group key={group.head.id} group={group} openId={openId} address={address} />
        ))}
      </ol>
    </div>
  )
}

function Group({ group: { head, inside }, openId, address }: Omit<Props, 'steps'> & { group: StepGroup }) {
  return (
    <li className="step-group">
      <StepRow step={head} open={head.id === openId} address={address} />
      {inside.length > 0 && (
        <ol className="steps-inside">
          {inside.map((step) => (
            <li key={step.id} data-depth={Math.min(step.depth, 4)}>
              <StepRow step={step} open={step.id === openId} address={address} />
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}

function StepRow({ step, open, address }: { step: Step; open: boolean; address: Address }) {
  const { words, formats } = useManner()
  const row = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <Link
      ref={row}
      className="step"
      href={stepAddress(address, open ? null : step.id)}
      data-item
      data-step={step.id}
      aria-expanded={open}
    >
      <ArrowBadge arrow={step.arrow} />
      <span className="step-main">
        <span className="step-operation">{operationSaid(step.operation, words.language)}</span>
        <span className="step-meta">
          <span className="step-arrow">{words.say(step.arrow === null ? 'arrow.none' : `arrow.${step.arrow}`)}</span>
          <Parties step={step} />
          {step.problem && <span className="step-problem mono">{step.problem.type}</span>}
          <OriginMark origin={step.origin} />
        </span>
      </span>
      <StepPill step={step} />
      <span className="step-times">
        <span className="step-duration">{formats.duration(step.durationMs)}</span>
        <time dateTime={new Date(step.at).toISOString()}>{formats.fineTime(step.at)}</time>
      </span>
    </Link>
  )
}
