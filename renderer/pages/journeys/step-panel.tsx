import { useEffect, useRef } from 'react'
import type { RecordedExchange, Step } from '#journey'
import { type Address, go } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { StepPill } from '../../parts/status-pill.tsx'
import { type Tab, Tabs } from '../../parts/tabs.tsx'
import { CertificateView, JwtsView, MessageView, ProblemView } from './message-views.tsx'
import { stepAddress } from './place.ts'
import { ArrowBadge, Parties } from './step-list.tsx'

type Props = { step: Step; steps: Step[]; tab: string | null; address: Address }

/** The open step: its facts, and what went over the wire in tabs. */
export function StepPanel({ step, steps, tab, address }: Props) {
  const { words, formats } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<RecordedExchange>(api, `/api/exchanges/${encodeURIComponent(step.id)}`)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const at = steps.findIndex(({ id }) => id === step.id)

  return (
    <section className="pane pane-step" aria-labelledby="step-title">
      <header className="pane-head">
        <Link className="back back-to-steps" href={stepAddress(address, null)}>
          <Icon name="chevronLeft" size={14} />
          {words.say('action.backToSteps')}
        </Link>
        <ArrowBadge arrow={step.arrow} />
        <h2 id="step-title" className="step-title" tabIndex={-1} ref={heading}>
          {words.say(step.arrow === null ? 'arrow.none' : `arrow.${step.arrow}`)}
        </h2>
        <StepPill step={step} />
        <span className="head-actions">
          <Neighbour icon="chevronLeft" label={words.say('step.previous')} step={steps[at - 1]} address={address} />
          <Neighbour icon="chevronRight" label={words.say('step.next')} step={steps[at + 1]} address={address} />
          <button
            type="button"
            className="icon-button"
            aria-label={words.say('action.close')}
            title={`${words.say('action.close')} (Esc)`}
            onClick={() => go(stepAddress(address, null))}
          >
            <Icon name="close" />
          </button>
        </span>
      </header>
      <div className="pane-body">
        <div className="step-summary">
          <p className="step-summary-operation">{step.operation}</p>
          <Parties step={step} />
        </div>
        <FactList
          facts={[
            { label: words.say('step.time'), value: formats.fineTime(step.at) },
            { label: words.say('step.duration'), value: formats.duration(step.durationMs) },
            { label: words.say('step.rule'), value: step.problem?.rule, mono: true },
            {
              label: words.say('step.interactionId'),
              value: data?.interactionId,
              copy: data?.interactionId ?? undefined,
              mono: true,
            },
          ]}
        />
        {error && !data && <FailedState error={error} onRetry={reload} />}
        {!error && !data && <Skeleton rows={4} label={words.say('step.loading')} />}
        {data && <Messages exchange={data} tab={tab} address={address} />}
      </div>
    </section>
  )
}

function Neighbour({
  icon,
  label,
  step,
  address,
}: {
  icon: IconName
  label: string
  step: Step | undefined
  address: Address
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={!step}
      onClick={() => step && go(stepAddress(address, step.id), { replace: true })}
    >
      <Icon name={icon} />
    </button>
  )
}

function Messages({ exchange, tab, address }: { exchange: RecordedExchange; tab: string | null; address: Address }) {
  const { words } = useManner()
  const { messagesKept, request, response, decoded, certificate, refusal } = exchange
  if (!messagesKept) return <p className="muted section-note">{words.say('message.gone')}</p>
  const tabs: Tab[] = [
    { id: 'request', label: words.say('tab.request'), panel: <MessageView message={request} /> },
    {
      id: 'response',
      label: words.say('tab.response'),
      panel: response ? <MessageView message={response} /> : <p className="muted">{words.say('message.noResponse')}</p>,
    },
    {
      id: 'jwts',
      label: words.say('tab.jwts'),
      badge: decoded.length === 0 ? undefined : String(decoded.length),
      panel: <JwtsView jwts={decoded} />,
    },
    { id: 'certificate', label: words.say('tab.certificate'), panel: <CertificateView certificate={certificate} /> },
  ]
  if (refusal) {
    tabs.push({ id: 'problem', label: words.say('tab.problem'), badge: '!', panel: <ProblemView refusal={refusal} /> })
  }
  return (
    <Tabs
      tabs={tabs}
      current={tab ?? (refusal ? 'problem' : 'request')}
      onChange={(next) => go(stepAddress(address, exchange.id, next), { replace: true })}
    />
  )
}
