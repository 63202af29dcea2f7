import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BankEvent } from '#kernel'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { EventTimeline } from '../../parts/event-timeline.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { FileList, type Pack } from '../../parts/file-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark, OriginNote } from '../../parts/origin.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { type Application, LOOKS } from './application.ts'
import { RetryButton } from './retry-button.tsx'

/** While an application is on its way it is asked after this often. */
const WAITING_MS = 1500

/** One application: its ids, where it stands, what happened to it, and what it may take away. */
export function ApplicationObject({ id }: { id: string }) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const marketName = useMarketName()
  const path = `/api/marketplace/applications/${encodeURIComponent(id)}`
  const read = useResource<{ application: Application }>(api, path, { everyMs: WAITING_MS * 4 })
  const history = useResource<{ events: BankEvent[] }>(api, `/api/applications/${encodeURIComponent(id)}/events`, {
    everyMs: WAITING_MS * 4,
  })
  const back = { href: '/applications', label: words.say('applications.title') }
  const application = read.data?.application
  if (!application) {
    return (
      <Page title={words.say('journey.application')} back={back}>
        {read.error ? (
          <FailedState error={read.error} onRetry={read.reload} />
        ) : (
          <Skeleton rows={5} label={words.say('applications.loading')} />
        )}
      </Page>
    )
  }
  const { name, state, market, clientId, softwareId, organisationId, developerId, redirectUris, createdAt, origin } =
    application
  const fact = (label: string, value: string | null) => ({ label, value, copy: value ?? undefined, mono: true })
  return (
    <Page
      title={name}
      back={back}
      aside={
        <>
          <Pill outcome={LOOKS[state]}>{words.say(`applications.state.${state}`)}</Pill>
          <LaneBadge market={market} />
          <OriginMark origin={origin} />
        </>
      }
      actions={<RetryButton applicationId={id} state={state} origin={origin} />}
    >
      <FactList
        facts={[
          fact(words.say('journey.clientId'), clientId),
          fact(words.say('journey.application'), id),
          fact(words.say('applications.software'), softwareId),
          fact(words.say('applications.organisation'), organisationId),
          fact(words.say('part.developer'), developerId),
          fact(words.say('applications.redirects'), redirectUris.join(' ')),
          {
            label: words.say('journey.market'),
            value: marketName(market),
          },
          { label: words.say('applications.created'), value: formats.moment(createdAt, bankNow()) },
          { label: words.say('provisioning.attempts'), value: formats.number(application.attempts) },
        ]}
      />
      <OriginNote origin={origin} says={words.say('origin.application')} />
      <LastError application={application} />
      <p className="object-links">
        <Link className="button" href={`/journeys/registration-${encodeURIComponent(id)}`}>
          <Icon name="route" size={14} /> {words.say('applications.journey')}
        </Link>
        {clientId && (
          <>
            <Link className="button" href={`/requests?client=${encodeURIComponent(clientId)}`}>
              <Icon name="list" size={14} /> {words.say('requests.title')}
            </Link>
            <Link className="button" href={`/consents?client=${encodeURIComponent(clientId)}`}>
              <Icon name="shield" size={14} /> {words.say('consents.title')}
            </Link>
            <Link className="button" href={`/tokens?client=${encodeURIComponent(clientId)}`}>
              <Icon name="key" size={14} /> {words.say('tokens.title')}
            </Link>
          </>
        )}
      </p>
      {state === 'ready' && origin === 'live' && <Credentials id={id} lane={application.lane} />}
      <h2 className="section-title">{words.say('events.title')}</h2>
      {history.data ? (
        <EventTimeline events={history.data.events} />
      ) : (
        <Skeleton rows={3} label={words.say('events.loading')} />
      )}
      <RawJson value={application} />
    </Page>
  )
}

function LastError({ application: { state, lastError, nextAttemptAt } }: { application: Application }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  if (!lastError || state === 'ready') return null
  return (
    <p className="notice object-notice">
      <Icon name="alert" size={14} />
      <span>
        {words.say('provisioning.lastError')}: <span className="mono">{lastError.type}</span>
        {nextAttemptAt !== null &&
          ` · ${words.say('provisioning.nextAttempt', { at: formats.moment(nextAttemptAt, bankNow()) })}`}
      </span>
    </p>
  )
}

/** What the application authenticates with, as files; each download is arrow 4 and is recorded. */
function Credentials({ id, lane }: { id: string; lane: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const [pack, setPack] = useState<Pack>()
  const reading = useMutation({
    mutationFn: () =>
      api.get<{ credentials: Pack }>(`/api/marketplace/applications/${encodeURIComponent(id)}/credentials`),
    onSuccess({ credentials }) {
      setPack(credentials)
      void queries.invalidateQueries({ queryKey: [`/api/marketplace/applications/${encodeURIComponent(id)}`] })
    },
  })
  return (
    <section className="credentials" aria-labelledby="credentials-title">
      <h2 id="credentials-title" className="section-title">
        {words.say('credentials.title')}
      </h2>
      {pack ? (
        <FileList pack={pack} />
      ) : (
        <p className="section-note with-note">
          <button type="button" className="button" disabled={reading.isPending} onClick={() => reading.mutate()}>
            <Icon name="key" size={14} /> {words.say('credentials.collect')}
          </button>{' '}
          <span className="muted">
            {words.say(lane === 'certified' ? 'credentials.note' : 'credentials.noteSecret')}
          </span>
        </p>
      )}
      {reading.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(reading.error).detail || words.say('failed.title')}
        </p>
      )}
    </section>
  )
}
