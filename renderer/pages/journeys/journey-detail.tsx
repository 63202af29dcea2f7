import { type ReactNode, useEffect, useRef } from 'react'
import type { JourneySummary, Step } from '#journey'
import { type Address, useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { arrowMarks, wentWrong } from '../../client/steps.ts'
import type { AppNames } from '../../client/use-apps.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { ArrowMap } from '../../parts/arrow-strip.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark, OriginNote } from '../../parts/origin.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { journeyAddress, stepAddress, viewAddress } from './place.ts'
import { Sequence } from './sequence.tsx'
import { StepList } from './step-list.tsx'
import { StepPanel } from './step-panel.tsx'
import { useJourney } from './use-journey.ts'

type Props = { address: Address; journeyId: string; stepId: string | null; tab: string | null; apps: AppNames }

/** One journey: its facts, the eleven arrows, its steps in order, and the open step beside them. */
export function JourneyDetail({ address, journeyId, stepId, tab, apps }: Props) {
  const { words } = useManner()
  const go = useGo()
  const { data, error, reload, loadMore } = useJourney(journeyId)

  if (!data) {
    return (
      <section className="pane pane-detail">
        <header className="pane-head">
          <BackToList address={address} />
        </header>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={6} label={words.say('journey.loading')} />
        )}
      </section>
    )
  }
  const { journey, steps } = data
  const sequence = address.query.get('view') === 'sequence'
  const open = steps.find((step) => step.id === stepId)
  return (
    <>
      <section className="pane pane-detail" aria-labelledby="journey-title">
        <JourneyHead address={address} journey={journey} steps={steps} appName={apps.nameOf(journey)} />
        <div className="pane-body">
          <JourneyFacts journey={journey} />
          <OriginNote origin={journey.origin} says={words.say('origin.journey')} />
          <Related journey={journey} />
          <ArrowMap
            marks={arrowMarks(journey, steps)}
            onArrow={(arrow) => {
              const first = steps.find((step) => step.arrow === arrow)
              if (first) go(stepAddress(address, first.id))
            }}
          />
          <div className="section-bar">
            <h2 className="section-title">{words.say('journey.steps')}</h2>
            <fieldset className="switch" aria-label={words.say('journey.view')}>
              {['list', 'sequence'].map((view) => (
                <button
                  key={view}
                  type="button"
                  aria-pressed={sequence === (view === 'sequence')}
                  onClick={() => go(viewAddress(address, view), { replace: true })}
                >
                  {words.say(`journey.view.${view}`)}
                </button>
              ))}
            </fieldset>
          </div>
          {steps.length === 0 ? (
            <p className="muted section-note">{words.say('journey.empty')}</p>
          ) : sequence ? (
            <Sequence steps={steps} openId={stepId} address={address} />
          ) : (
            <StepList steps={steps} openId={stepId} address={address} />
          )}
          {loadMore && (
            <p className="list-foot">
              <button type="button" className="button" onClick={loadMore}>
                {words.say('journey.moreSteps')}
              </button>
            </p>
          )}
          <RawJson value={journey} />
        </div>
      </section>
      {open && <StepPanel key={open.id} step={open} steps={steps} tab={tab} address={address} />}
    </>
  )
}

function JourneyHead({
  address,
  journey,
  steps,
  appName,
}: {
  address: Address
  journey: JourneySummary
  steps: Step[]
  appName: string
}) {
  const { words } = useManner()
  const refusals = steps.filter((step) => step.depth === 0 && wentWrong(step)).length
  return (
    <header className="pane-head">
      <BackToList address={address} />
      <Heading>
        {words.say(`journey.${journey.kind}`)}
        {appName !== '' && <span className="row-app">{appName}</span>}
      </Heading>
      <LaneBadge market={journey.market} />
      <OriginMark origin={journey.origin} />
      {refusals > 0 ? (
        <Pill outcome="refused">{words.count('journey.refusals', refusals)}</Pill>
      ) : (
        <Pill outcome="ok">{words.say('journey.fine')}</Pill>
      )}
    </header>
  )
}

/** Takes the focus when a journey is opened, so that reading goes on there. */
function Heading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a wide page the list stays and keeps the focus.
    if (heading.current && document.activeElement === document.body) heading.current.focus()
  }, [])
  return (
    <h1 id="journey-title" className="journey-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  )
}

function BackToList({ address }: { address: Address }) {
  const { words } = useManner()
  return (
    <Link className="back back-to-list" href={journeyAddress(address, null)}>
      <Icon name="chevronLeft" size={14} />
      {words.say('action.back')}
    </Link>
  )
}

/** What the journey is about, and all it came to. */
function Related({ journey: { consentId, applicationId, id } }: { journey: JourneySummary }) {
  const { words } = useManner()
  const subject = consentId ?? applicationId ?? id
  return (
    <p className="object-links">
      {consentId && (
        <Link className="button" href={`/consents/${encodeURIComponent(consentId)}`}>
          <Icon name="shield" size={14} /> {words.say('journey.toConsent')}
        </Link>
      )}
      {applicationId && (
        <Link className="button" href={`/applications/${encodeURIComponent(applicationId)}`}>
          <Icon name="app" size={14} /> {words.say('journey.application')}
        </Link>
      )}
      <Link className="button" href={`/requests?q=${encodeURIComponent(subject)}`}>
        <Icon name="list" size={14} /> {words.say('requests.title')}
      </Link>
    </p>
  )
}

function JourneyFacts({ journey }: { journey: JourneySummary }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const marketName = useMarketName()
  const { consentId, clientId, applicationId, startedAt, lastAt, exchanges, market } = journey
  const id = (label: string, value: string | null) => ({ label, value, copy: value ?? undefined, mono: true })
  return (
    <FactList
      facts={[
        id(words.say('journey.consentId'), consentId),
        id(words.say('journey.clientId'), clientId),
        id(words.say('journey.application'), applicationId),
        {
          label: words.say('journey.market'),
          value: marketName(market),
        },
        { label: words.say('journey.started'), value: formats.moment(startedAt, bankNow()) },
        { label: words.say('journey.last'), value: formats.moment(lastAt, bankNow()) },
        { label: words.say('journey.exchanges'), value: formats.number(exchanges) },
      ]}
    />
  )
}
