import { type ReactNode, useEffect, useRef } from 'react'
import type { ExchangeSummary, RecordedExchange } from '#journey'
import { curlOf } from '../client/curl.ts'
import { useManner, useSession } from '../client/session.tsx'
import { useMarkets } from '../client/use-markets.ts'
import { useResource } from '../client/use-resource.ts'
import { operationSaid } from '../words/operations.ts'
import { CopyButton } from './copy-button.tsx'
import { ArrowBadge, Parties } from './exchange-marks.tsx'
import { ExplanationCard } from './explanation/explanation-card.tsx'
import { FactList } from './fact-list.tsx'
import { Icon, type IconName } from './icon.tsx'
import { LaneBadge } from './lane-badge.tsx'
import { Link } from './link.tsx'
import { CertificateView, JwtsView, MessageView, ProblemView } from './message-views.tsx'
import { OriginMark, OriginNote } from './origin.tsx'
import { RawJson } from './raw-json.tsx'
import { FailedState, Skeleton } from './states.tsx'
import { StepPill } from './status-pill.tsx'
import { type Tab, Tabs } from './tabs.tsx'

type Props = {
  exchangeId: string
  /** What is known of it before it has been read. */
  known?: ExchangeSummary | undefined
  tab: string | null
  onTab: (tab: string) => void
  onClose: () => void
  /** The way back where the panel has the page to itself. */
  back: { href: string; label: string }
  /** Given where the exchange stands in a list: its neighbours. */
  neighbours?: { previous: (() => void) | undefined; next: (() => void) | undefined } | undefined
  /** Whether to offer the journey that it belongs to. */
  linksJourney?: boolean | undefined
}

/** One exchange: its facts, the clause behind it, and what went over the wire in tabs. */
export function ExchangePanel({ exchangeId, known, tab, onTab, onClose, back, neighbours, linksJourney }: Props) {
  const { words } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<RecordedExchange>(api, `/api/exchanges/${encodeURIComponent(exchangeId)}`)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const step = known ?? data

  return (
    <section className="pane pane-step" aria-labelledby="step-title">
      <header className="pane-head">
        <Link className="back back-to-steps" href={back.href}>
          <Icon name="chevronLeft" size={14} />
          {back.label}
        </Link>
        {step && <ArrowBadge arrow={step.arrow} />}
        <h2 id="step-title" className="step-title" tabIndex={-1} ref={heading}>
          {step ? words.say(step.arrow === null ? 'arrow.none' : `arrow.${step.arrow}`) : words.say('step.loading')}
        </h2>
        {step && <StepPill step={step} />}
        {data && <LaneBadge market={data.market} />}
        <span className="head-actions">
          {neighbours && (
            <>
              <HeadButton icon="chevronLeft" label={words.say('step.previous')} act={neighbours.previous} />
              <HeadButton icon="chevronRight" label={words.say('step.next')} act={neighbours.next} />
            </>
          )}
          <HeadButton icon="close" label={words.say('action.close')} hint=" (Esc)" act={onClose} />
        </span>
      </header>
      <div className="pane-body">
        {step && (
          <div className="step-summary">
            <p className="step-summary-operation">{operationSaid(step.operation, words.language)}</p>
            <span className="with-mark">
              <Parties step={step} />
              <OriginMark origin={step.origin} />
            </span>
          </div>
        )}
        {step && <Facts step={step} whole={data} linksJourney={linksJourney ?? false} />}
        {error && !data && <FailedState error={error} onRetry={reload} />}
        {!error && !data && <Skeleton rows={4} label={words.say('step.loading')} />}
        {data?.origin === 'generated' ? (
          <OriginNote origin={data.origin} says={words.say('origin.exchange')} />
        ) : (
          data && <Messages exchange={data} tab={tab} onTab={onTab} />
        )}
        {data && <RawJson value={data} />}
      </div>
    </section>
  )
}

function HeadButton({
  icon,
  label,
  hint = '',
  act,
}: {
  icon: IconName
  label: string
  hint?: string
  act: (() => void) | undefined
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label + hint}
      disabled={!act}
      onClick={() => act?.()}
    >
      <Icon name={icon} />
    </button>
  )
}

function Facts({
  step,
  whole,
  linksJourney,
}: {
  step: ExchangeSummary
  whole: RecordedExchange | undefined
  linksJourney: boolean
}) {
  const { words, formats } = useManner()
  const { facts } = useSession()
  const markets = useMarkets()
  const rule = markets.rule(step.problem?.rule, whole?.market)
  const clause = rule?.clause ?? (step.arrow === null ? undefined : markets.arrowClause(step.arrow, whole?.market))
  const service = (name: string) => facts?.services.find((known) => known.name === name)?.url ?? ''
  const bases = { console: service('console'), public: service('public'), mutual: service('mutual') }
  const curl = whole && curlOf(whole, bases)
  const note = clause && (
    <Note icon="book" title={words.say('step.clause')}>
      <p>{clause}</p>
      {rule && (
        <p className="muted">
          {words.say('step.fix')}: {rule.fix}
        </p>
      )}
    </Note>
  )
  return (
    <>
      <FactList
        facts={[
          { label: words.say('step.time'), value: formats.fineTime(step.at) },
          { label: words.say('step.duration'), value: formats.duration(step.durationMs) },
          // A rule of the table is named by its card below.
          { label: words.say('step.rule'), value: rule ? null : step.problem?.rule, mono: true },
          { label: words.say('step.id'), value: step.id, copy: step.id, mono: true },
          {
            label: words.say('step.interactionId'),
            value: whole?.interactionId,
            copy: whole?.interactionId ?? undefined,
            mono: true,
          },
        ]}
      />
      {step.problem ? <ExplanationCard exchangeId={step.id} instead={note} /> : note}
      <p className="panel-actions">
        {curl && <CopyButton text={curl} label={words.say('step.curl')} said={words.say('step.curl')} />}
        {linksJourney && whole?.journeyId && (
          <Link className="quiet-link" href={`/journeys/${encodeURIComponent(whole.journeyId)}?step=${step.id}`}>
            <Icon name="route" size={14} /> {words.say('step.journey')}
          </Link>
        )}
      </p>
    </>
  )
}

/** Something the reader should know about what they see. */
function Note({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <div className="clause">
      <h3>
        <Icon name={icon} size={14} /> {title}
      </h3>
      {children}
    </div>
  )
}

function Messages({ exchange, tab, onTab }: { exchange: RecordedExchange } & Pick<Props, 'tab' | 'onTab'>) {
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
  return <Tabs tabs={tabs} current={tab ?? (refusal ? 'problem' : 'request')} onChange={onTab} />
}
