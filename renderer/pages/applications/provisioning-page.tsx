import { useEffect, useRef } from 'react'
import type { Origin } from '#kernel'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { FilterBar, TextFilter } from '../../parts/filters.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { LOOKS, type ProvisioningState } from './application.ts'
import { RetryButton } from './retry-button.tsx'

type Job = {
  applicationId: string
  market: string
  state: ProvisioningState
  attempts: number
  lastError: { type: string } | null
  nextAttemptAt: number | null
  clientId: string | null
  updatedAt: number
  origin: Origin
}

type JobPage = { jobs: Job[]; next: string | null }

const rowsOf = ({ jobs }: JobPage) => jobs

const COLUMNS: readonly ExportColumn<Job>[] = [
  { name: 'applicationId', of: ({ applicationId }) => applicationId },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'state', of: ({ state }) => state },
  { name: 'attempts', of: ({ attempts }) => attempts },
  { name: 'lastError', of: ({ lastError }) => lastError?.type ?? null },
  { name: 'updatedAt', of: ({ updatedAt }) => new Date(updatedAt).toISOString() },
  { name: 'origin', of: ({ origin }) => origin },
]

const AGAIN_MS = 4000

/** The Discovery Agent's queue: each application on its way into identity. */
export function ProvisioningPage({ address: { query } }: { address: Address }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const apps = useApps()
  const go = useGo()
  const [text, origin] = [query.get('q') ?? '', query.get('origin') ?? '']
  const path = `/api/discovery/jobs?limit=50${origin === '' ? '' : `&origin=${origin}`}`
  const pages = usePages<JobPage, Job>(path, rowsOf)
  const change = (changes: Record<string, string>) => go(withQuery('/provisioning', query, changes), { replace: true })
  const fits = (job: Job) =>
    [apps.nameOf(job), job.applicationId, job.clientId, job.lastError?.type]
      .join('\n')
      .toLowerCase()
      .includes(text.toLowerCase())
  const shown = { ...pages, rows: pages.rows?.filter(fits) }
  const reload = useRef(pages.reload)
  reload.current = pages.reload
  useEffect(() => {
    const timer = setInterval(() => reload.current(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Page
      title={words.say('provisioning.title')}
      aside={shown.rows && <span className="count">{words.count('provisioning.count', shown.rows.length)}</span>}
      actions={
        <ExportButtons<JobPage, Job>
          {...{ path, rowsOf: (page) => rowsOf(page).filter(fits), columns: COLUMNS }}
          name="bancada-provisioning"
        />
      }
      filters={
        <FilterBar>
          <TextFilter label={words.say('applications.filter')} value={text} onChange={(q) => change({ q })} />
          <OriginFilter value={origin} onChange={(next) => change({ origin: next })} />
        </FilterBar>
      }
    >
      <p className="muted section-note">{words.say('provisioning.body')}</p>
      <List
        pages={shown}
        clear={text + origin === '' ? undefined : () => change({ q: '', origin: '' })}
        loading={words.say('provisioning.loading')}
        empty={{
          ...{ icon: 'radar', title: words.say('provisioning.none') },
          body: <p className="muted">{words.say('provisioning.noneBody')}</p>,
        }}
      >
        {(rows) => (
          <PlainTable
            caption={words.say('provisioning.title')}
            heads={[
              { text: words.say('journey.application') },
              { text: words.say('applications.state') },
              { text: words.say('provisioning.attempts'), className: 'number' },
              { text: words.say('provisioning.lastError'), className: 'wide-only' },
              { text: words.say('provisioning.changed'), className: 'number wide-only' },
              { text: words.say('provisioning.retry'), unseen: true },
            ]}
          >
            {rows.map((job) => (
              <tr key={job.applicationId}>
                <th scope="row">
                  <Link className="row-link" href={`/applications/${job.applicationId}`}>
                    {apps.nameOf(job)}
                  </Link>
                </th>
                <td className="state-cell">
                  <Pill outcome={LOOKS[job.state]}>{words.say(`applications.state.${job.state}`)}</Pill>{' '}
                  <LaneBadge market={job.market} /> <OriginMark origin={job.origin} />
                </td>
                <td className="number">{formats.number(job.attempts)}</td>
                <td className="wide-only">
                  {job.lastError && <span className="mono step-problem">{job.lastError.type}</span>}
                  {job.nextAttemptAt !== null && job.attempts > 0 && (
                    <span className="muted">
                      {' '}
                      {words.say('provisioning.nextAttempt', { at: formats.moment(job.nextAttemptAt, bankNow()) })}
                    </span>
                  )}
                </td>
                <td className="number wide-only muted">{formats.moment(job.updatedAt, bankNow())}</td>
                <td className="number">
                  <RetryButton applicationId={job.applicationId} state={job.state} origin={job.origin} />
                </td>
              </tr>
            ))}
          </PlainTable>
        )}
      </List>
    </Page>
  )
}
