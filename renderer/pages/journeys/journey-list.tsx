import type { JourneyPage, JourneySummary } from '#journey'
import { type Address, useGo } from '../../client/address.ts'
import { filterOf, hasText, listPath } from '../../client/journeys.ts'
import { moveAmongItems } from '../../client/keys.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { arrowMarks } from '../../client/steps.ts'
import type { ExportColumn } from '../../client/table-file.ts'
import type { AppNames } from '../../client/use-apps.ts'
import { ArrowStrip } from '../../parts/arrow-strip.tsx'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { Live } from '../../parts/live.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { EmptyState, FailedState, NoTrafficYet, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { Filters } from './filters.tsx'
import { filterAddress, journeyAddress } from './place.ts'
import { useJourneys } from './use-journeys.ts'

type Props = { address: Address; chosenId: string | null; apps: AppNames }

const COLUMNS: readonly ExportColumn<JourneySummary>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'market', of: ({ market }) => market },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'consentId', of: ({ consentId }) => consentId },
  { name: 'applicationId', of: ({ applicationId }) => applicationId },
  { name: 'startedAt', of: ({ startedAt }) => new Date(startedAt).toISOString() },
  { name: 'lastAt', of: ({ lastAt }) => new Date(lastAt).toISOString() },
  { name: 'exchanges', of: ({ exchanges }) => exchanges },
  { name: 'arrows', of: ({ arrows }) => arrows.join(' ') },
  { name: 'problem', of: ({ lastProblem }) => lastProblem?.type ?? null },
  { name: 'origin', of: ({ origin }) => origin },
]

/** The list of journeys with its filters; both are in the address. */
export function JourneyList({ address, chosenId, apps }: Props) {
  const { words } = useManner()
  const filter = filterOf(address.query)
  const { list, error, reload, loadOlder } = useJourneys(filter)
  const fits = (journey: JourneySummary) => filter.text === '' || hasText(journey, apps.nameOf(journey), filter.text)
  const shown = list?.filter(fits)
  const filtered = Object.values(filter).some((value) => value !== '')

  return (
    <section className="pane pane-list" data-empty={list?.length === 0 && !filtered} aria-labelledby="journeys-title">
      <header className="pane-head">
        <h1 id="journeys-title">{words.say('journeys.title')}</h1>
        {shown && <span className="count">{words.count('journeys.count', shown.length)}</span>}
        <Live />
        <span className="head-actions page-actions">
          <ExportButtons<JourneyPage, JourneySummary>
            {...{ path: listPath(filter), rowsOf: ({ journeys }) => journeys.filter(fits), columns: COLUMNS }}
            name="bancada-journeys"
            narrow
          />
        </span>
      </header>
      <Filters address={address} filter={filter} apps={apps} />
      <div className="pane-body">
        {error && !list && <FailedState error={error} onRetry={reload} />}
        {!error && !list && <Skeleton rows={7} label={words.say('journeys.loading')} />}
        {shown && shown.length > 0 && <Rows journeys={shown} address={address} chosenId={chosenId} apps={apps} />}
        {shown?.length === 0 && (filtered ? <NoMatch address={address} /> : <NoJourneys />)}
        {loadOlder && (
          <p className="list-foot">
            <button type="button" className="button" onClick={loadOlder}>
              {words.say('action.more')}
            </button>
          </p>
        )}
        <Dropped />
      </div>
    </section>
  )
}

function Rows({ journeys, address, chosenId, apps }: Props & { journeys: JourneySummary[] }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it
    <div
      onKeyDown={(event) => {
        if (moveAmongItems(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      <ul className="rows">
        {journeys.map((journey) => (
          <li key={journey.id}>
            <Row journey={journey} address={address} chosen={journey.id === chosenId} appName={apps.nameOf(journey)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Row({
  journey,
  address,
  chosen,
  appName,
}: {
  journey: JourneySummary
  address: Address
  chosen: boolean
  appName: string
}) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const { kind, lastProblem, lastAt, consentId, applicationId, id } = journey
  return (
    <Link
      className="row"
      href={journeyAddress(address, journey.id)}
      data-item
      data-journey={id}
      {...(chosen ? { 'aria-current': 'true' as const } : {})}
    >
      <span className="row-line">
        <span className="row-title">
          <Icon name={kind === 'consent' ? 'shield' : 'key'} size={14} />
          <span className="row-kind">{words.say(`journey.${kind}`)}</span>
          {appName !== '' && <span className="row-app">{appName}</span>}
        </span>
        <time className="row-time" dateTime={new Date(lastAt).toISOString()}>
          {formats.moment(lastAt, bankNow())}
        </time>
      </span>
      <span className="row-line">
        <span className="row-id mono">{consentId ?? applicationId ?? id}</span>
        <LaneBadge market={journey.market} />
        <OriginMark origin={journey.origin} />
        {lastProblem ? (
          <Pill outcome={lastProblem.type === 'internal-error' ? 'failed' : 'refused'}>
            {words.say('journey.refused')}
          </Pill>
        ) : (
          <Pill outcome="ok">{words.say('journey.fine')}</Pill>
        )}
      </span>
      <ArrowStrip marks={arrowMarks(journey)} />
    </Link>
  )
}

function NoMatch({ address }: { address: Address }) {
  const { words } = useManner()
  const go = useGo()
  return (
    <EmptyState icon="search" title={words.say('journeys.noMatch.title')}>
      <p className="muted">{words.say('journeys.noMatch.body')}</p>
      <button
        type="button"
        className="button"
        onClick={() =>
          go(filterAddress(address, { q: '', kind: '', market: '', app: '', origin: '' }), { replace: true })
        }
      >
        {words.say('action.clear')}
      </button>
    </EmptyState>
  )
}

function NoJourneys() {
  const { words } = useManner()
  return (
    <EmptyState icon="route" title={words.say('journeys.none.title')}>
      <NoTrafficYet />
    </EmptyState>
  )
}

function Dropped() {
  const { words } = useManner()
  const { dropped } = useSession()
  if (dropped === 0) return null
  return (
    <p className="notice" role="status">
      <Icon name="alert" size={14} /> {words.count('journeys.dropped', dropped)}
    </p>
  )
}
