import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConsentObject, ConsentWish } from '#consent'
import { useLiveMessages, useManner, useSession } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { EventTimeline } from '../../parts/event-timeline.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark, OriginNote } from '../../parts/origin.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { HeldNote, Holding } from './holding.tsx'
import { StandingPill } from './standing-pill.tsx'

/** One consent: where it stands, what is shared, what happened to it, and how the bank ends it. */
export function ConsentObjectPage({ id }: { id: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<{ consent: ConsentObject }>(
    api,
    `/api/consents/${encodeURIComponent(id)}`,
  )
  useLiveMessages((message) => {
    if (message.type === 'journeys') reload()
  })
  const back = { href: '/consents', label: words.say('consents.title') }
  const consent = data?.consent
  if (!consent) {
    return (
      <Page title={words.say('journey.consent')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('consents.loading')} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={consent.holder?.name ?? consent.person ?? words.say('journey.consent')}
      back={back}
      aside={
        <>
          <StandingPill consent={consent} />
          <LaneBadge market={consent.market} />
          <OriginMark origin={consent.origin} />
        </>
      }
      actions={
        <>
          <Holding consent={consent} />
          <Ending consent={consent} />
        </>
      }
    >
      <HeldNote consent={consent} />
      <Facts consent={consent} />
      <OriginNote origin={consent.origin} says={words.say('origin.consent')} />
      <p className="object-links">
        <Link className="button" href={`/journeys/consent-${encodeURIComponent(consent.id)}`}>
          <Icon name="route" size={14} /> {words.say('applications.journey')}
        </Link>
        <Link className="button" href={`/requests?q=${encodeURIComponent(consent.id)}`}>
          <Icon name="list" size={14} /> {words.say('requests.title')}
        </Link>
        <Link className="button" href={`/tokens?consent=${encodeURIComponent(consent.id)}`}>
          <Icon name="key" size={14} /> {words.say('tokens.title')}
        </Link>
        {consent.holder && (
          <Link className="button" href={`/customers/${encodeURIComponent(consent.holder.id)}`}>
            <Icon name="people" size={14} /> {words.say('consents.toCustomer')}
          </Link>
        )}
      </p>
      <div className="columns">
        <Shared consent={consent} />
        <section aria-labelledby="consent-events">
          <h2 id="consent-events" className="section-title">
            {words.say('events.title')}
          </h2>
          <EventTimeline events={consent.events} />
        </section>
      </div>
      <RawJson value={consent.raw} />
    </Page>
  )
}

function Facts({ consent }: { consent: ConsentObject }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const marketName = useMarketName()
  const apps = useApps()
  const { id, clientId, market, state, createdAt, stateSince, expiresAt, usedAt, ending, answeredBy, holder } = consent
  return (
    <FactList
      facts={[
        { label: words.say('journey.consentId'), value: id, copy: id, mono: true },
        { label: words.say('journeys.app'), value: apps.nameOf({ applicationId: null, clientId }) },
        {
          label: words.say('journey.market'),
          value: marketName(market),
        },
        { label: words.say('consents.lodged'), value: formats.moment(createdAt, bankNow()) },
        { label: words.say('consents.state'), value: state, mono: true },
        { label: words.say('consents.since'), value: formats.moment(stateSince, bankNow()) },
        {
          label: words.say('consents.until'),
          value: expiresAt === null ? words.say('consents.openEnded') : formats.dateTime(expiresAt),
        },
        { label: words.say('consents.used'), value: usedAt === null ? null : formats.moment(usedAt, bankNow()) },
        {
          label: words.say('consents.answeredBy'),
          value: answeredBy && answeredBy.id !== holder?.id ? answeredBy.name : null,
        },
        { label: words.say('consents.reason'), value: ending && `${ending.by} · ${ending.reason}`, mono: true },
      ]}
    />
  )
}

function Shared({ consent: { shared, accounts, permissions } }: { consent: ConsentObject }) {
  const { words } = useManner()
  const { language } = words
  return (
    <section aria-labelledby="consent-shared">
      <h2 id="consent-shared" className="section-title">
        {words.say('consents.shared')}
      </h2>
      <ul className="shared">
        {shared.map(({ title, items }) => (
          <li key={title.en}>
            <strong>{title[language]}</strong>
            <ul>
              {items.map((item) => (
                <li key={item.en}>{item[language]}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <h2 className="section-title">{words.say('consents.accounts')}</h2>
      {accounts.length === 0 ? (
        <p className="muted section-note">{words.say('consents.noAccounts')}</p>
      ) : (
        <ul className="shared">
          {accounts.map(({ id, label, number }) => (
            <li key={id}>
              <Link className="row-link" href={`/customers/account/${encodeURIComponent(id)}`}>
                {label[language]} <span className="mono">{number}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <details className="raw-json">
        <summary>{words.count('consents.permissions', permissions.length)}</summary>
        <p className="mono section-note permissions">{permissions.join(' ')}</p>
      </details>
    </section>
  )
}

/** Ends a consent at the desk; its tokens end with it, so it is asked for whose sake. */
function Ending({ consent: { id, endings } }: { consent: ConsentObject }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const ending = useMutation({
    mutationFn: (wish: ConsentWish) => api.post(`/api/consents/${encodeURIComponent(id)}/revoke`, { wish }),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries(),
  })
  if (endings.length === 0) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.say('consents.end')}</Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.say('consents.end')}
        closeButtonProps={{ 'aria-label': words.say('action.close') }}
        centered
      >
        <p className="muted">{words.say('consents.endBody')}</p>
        <div className="wishes">
          {endings.map((wish) => (
            <button
              key={wish}
              type="button"
              className="wish"
              disabled={ending.isPending}
              onClick={() => ending.mutate(wish)}
            >
              <strong>{words.say(`consents.wish.${wish}`)}</strong>
              <span className="muted">{words.say(`consents.wish.${wish}.body`)}</span>
            </button>
          ))}
        </div>
        {ending.error && (
          <p className="notice" role="alert">
            <Icon name="alert" size={14} /> {failureOf(ending.error).detail || words.say('failed.title')}
          </p>
        )}
      </Modal>
    </>
  )
}
